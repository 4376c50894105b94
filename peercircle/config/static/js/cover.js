// A page with a .cover shows a case, and the outbox what was not taken in: untouched for two minutes, both are hidden.
const IDLE = 120_000;
const { classList } = document.documentElement;
let touched = Date.now();

function touch() {
  touched = Date.now();
  classList.remove("covered");
}

function look() {
  if (Math.abs(Date.now() - touched) >= IDLE) classList.toggle("covered", !!document.querySelector(".cover, [data-outbox-state=refused]"));
}

for (const sign of ["pointerdown", "pointermove", "keydown"]) addEventListener(sign, touch, { passive: true });
addEventListener("visibilitychange", look); // a phone that slept does not show for a second what it showed
setInterval(look, 1000);
