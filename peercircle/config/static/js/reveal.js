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
