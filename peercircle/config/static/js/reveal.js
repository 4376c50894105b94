// <a data-open="id"> opens the folded part with that id; <... hidden data-show-in="12.5"> appears by itself;
// <details open data-fold-in="90"> folds by itself.
const expected = new WeakSet();

document.addEventListener("click", (tap) => {
  const folded = document.getElementById(tap.target.closest("[data-open]")?.dataset.open)?.closest("details");
  if (folded) folded.open = true;
});

function later(parts, seconds, act) {
  for (const part of parts) {
    if (expected.has(part)) continue;
    expected.add(part);
    setTimeout(act, seconds(part) * 1000, part);
  }
}

function showLater() {
  later(document.querySelectorAll("[hidden][data-show-in]"), (part) => part.dataset.showIn, (part) => (part.hidden = false));
  later(document.querySelectorAll("[open][data-fold-in]"), (part) => part.dataset.foldIn, (part) => (part.open = false));
}

document.addEventListener("htmx:after:swap", showLater);
showLater();
