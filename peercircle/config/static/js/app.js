// What every page can do beyond links and forms.
import "./reveal.js";
import "./share.js";

// Its address changes with the language, so that the page it keeps is read by whoever reads this one.
navigator.serviceWorker?.register(`/service-worker.js?${document.documentElement.lang}`).catch(() => {});

document.querySelector("[aria-invalid=true]")?.focus();
