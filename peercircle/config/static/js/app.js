// What every page can do beyond links and forms.
import "./reveal.js";
import "./share.js";

document.querySelector("[aria-invalid=true]")?.focus();
