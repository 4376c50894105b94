// A part that all phones share does not know what its reader has tapped. There a button has an id and no aria-pressed,
// and stays as it is on this page; the answer to a tap knows it.
export function stillPressed(fresh, shown) {
  for (const button of fresh.querySelectorAll("button[id]:not([aria-pressed])")) {
    const here = shown.querySelector(`#${CSS.escape(button.id)}`);
    if (here) button.replaceWith(here.cloneNode(true));
  }
  return fresh;
}
