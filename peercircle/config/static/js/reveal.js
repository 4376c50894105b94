// <a data-open="id"> opens the folded part with that id; <... hidden data-show-in="12.5"> appears by itself.
const expected = new WeakSet();

document.addEventListener("click", (tap) => {
  const part = document.getElementById(tap.target.closest("[data-open]")?.dataset.open);
  const folded = part?.closest("details");
  if (folded) folded.open = true;
});

function showLater() {
  for (const part of document.querySelectorAll("[hidden][data-show-in]")) {
    if (expected.has(part)) continue;
    expected.add(part);
    setTimeout(() => (part.hidden = false), part.dataset.showIn * 1000);
  }
}

document.addEventListener("htmx:after:swap", showLater);
showLater();
