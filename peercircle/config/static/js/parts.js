// Puts changed parts into the page, and never under the fingers of somebody who types.
import { stillPressed } from "./pressed.js";

const TYPED = "textarea, select, [contenteditable], input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit])";
const LEFT = 800; // a tap on "send" first leaves the field: the button must still be there

const waiting = new Map(); // name of the part -> what to do as soon as nobody types in it
const fetching = new Map(); // name of the part -> what was shown since it was asked for: its answer may be older

export function show(html, again = () => show(html)) {
  const box = document.createElement("template");
  box.innerHTML = html;
  const root = box.content.firstElementChild;
  if (!root?.id) return;
  root.removeAttribute("hx-swap-oob");
  remember(root.id, () => show(html, again));
  if (mustWait(root.id, again)) return;
  const old = document.getElementById(root.id);
  const list = document.getElementById(root.dataset.list);
  if (old) htmx.swap({ target: old, text: stillPressed(root, old).outerHTML, swap: "outerMorph" });
  else if (list) htmx.swap({ target: list, text: root.outerHTML, swap: "beforeend" });
}

export function remove(name) {
  remember(name, () => remove(name));
  const old = document.getElementById(name);
  if (!mustWait(name, () => remove(name)) && old) htmx.swap({ target: old, text: "", swap: "delete" });
}

// Several changes while one answer is on its way cost one more request.
export async function fetchPart(name) {
  const again = () => fetchPart(name);
  if (fetching.has(name)) return void fetching.get(name).set(name, again);
  const source = document.getElementById(name)?.dataset.src;
  if (!source) return;
  const shown = new Map();
  fetching.set(name, shown);
  try {
    const answer = await fetch(source, { headers: { "HX-Request": "true" } });
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (answer.redirected || !answer.ok) return location.reload();
    const html = await answer.text();
    fetching.delete(name);
    show(html, () => (show(html), again())); // what had to wait may be old: shown at once, and asked for anew
  } catch {
    fetching.delete(name);
    setTimeout(again, 1000 + 2000 * Math.random());
  }
  for (const act of shown.values()) act();
}

function remember(name, act) {
  for (const [part, shown] of fetching) if (part !== name) shown.set(name, act);
}

function mustWait(name, again) {
  const isTypedIn = document.getElementById(name)?.contains(document.activeElement) && document.activeElement.matches(TYPED);
  if (isTypedIn) waiting.set(name, again);
  else waiting.delete(name);
  for (const bar of document.querySelectorAll("[data-waiting]")) bar.hidden = waiting.size === 0;
  return isTypedIn;
}

function flush() {
  for (const act of [...waiting.values()]) act();
}

function goThere() {
  document.activeElement.blur();
  flush();
}

document.addEventListener("focusout", () => setTimeout(flush, LEFT));
document.addEventListener("outbox:kept", () => waiting.size && goThere());
document.addEventListener("click", (tap) => tap.target.closest("[data-waiting] button") && goThere());
