// What every page can do beyond links and forms.
import "./cover.js";
import { forgetPrivate } from "./letters.js";

// Its address changes with the language, so that the page it keeps is read by whoever reads this one.
navigator.serviceWorker?.register(`/service-worker.js?${document.documentElement.lang}`).catch(() => {});

// What worker.js keeps is for whoever opened it: it goes when somebody else is signed in, or nobody. So does what was typed
// in confidence and never sent, and also a day after the phone last was in a meeting.
const { reader, person } = document.body.dataset;
const isOther = reader !== undefined && reader !== localStorage.getItem("reader");
if (isOther || Math.abs(Date.now() - localStorage.getItem("met")) > 86_400_000) forgetPrivate();
if (Number(person)) localStorage.setItem("met", Date.now());
if (isOther) {
  window.caches?.delete("kept");
  localStorage.setItem("reader", reader);
}

document.querySelector("[aria-invalid=true]")?.focus();

// <a data-open="id"> opens the folded part with that id; <... hidden data-show-in="12.5"> appears by itself;
// <details open data-fold-in="90"> folds by itself.
const expected = new WeakSet();

document.addEventListener("click", (tap) => {
  const folded = document.getElementById(tap.target.closest("[data-open]")?.dataset.open)?.closest("details");
  if (folded) folded.open = true;
});

function showLater() {
  for (const part of document.querySelectorAll("[hidden][data-show-in], [open][data-fold-in]")) {
    if (expected.has(part)) continue;
    expected.add(part);
    setTimeout(() => (part[part.hidden ? "hidden" : "open"] = false), (part.dataset.showIn ?? part.dataset.foldIn) * 1000);
  }
}

document.addEventListener("htmx:after:swap", showLater);
showLater();
