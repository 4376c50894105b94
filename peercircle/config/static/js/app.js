// What every page can do beyond links and forms.
import "./cover.js";
import "./reveal.js";
import "./share.js";

// Its address changes with the language, so that the page it keeps is read by whoever reads this one.
navigator.serviceWorker?.register(`/service-worker.js?${document.documentElement.lang}`).catch(() => {});

// What worker.js keeps is for whoever opened it: it goes when somebody else is signed in, or nobody.
const { reader } = document.body.dataset;
if (reader !== undefined && reader !== localStorage.getItem("reader")) {
  window.caches?.delete("kept");
  localStorage.setItem("reader", reader);
}

document.querySelector("[aria-invalid=true]")?.focus();
