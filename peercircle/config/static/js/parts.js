// Puts changed parts into the page, and never under the fingers of somebody who types.

const TYPED = "textarea, select, [contenteditable], input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit])";
const LEFT = 800; // a tap on "send" first leaves the field: the button must still be there

const waiting = new Map(); // name of the part -> what to do as soon as nobody types in it
const fetching = new Map(); // name of the part -> whether it changed again meanwhile

export function show(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  const root = box.content.firstElementChild;
  if (!root?.id) return;
  root.removeAttribute("hx-swap-oob");
  const list = document.getElementById(root.dataset.list);
  if (document.getElementById(root.id)) {
    place(root.id, (old) => htmx.swap({ target: old, text: root.outerHTML, swap: "outerMorph" }));
  } else if (list) {
    htmx.swap({ target: list, text: root.outerHTML, swap: "beforeend" });
  }
}

export function remove(name) {
  place(name, (old) => htmx.swap({ target: old, text: "", swap: "delete" }));
}

export function sentence(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("[role=alert], main") ?? page.body).textContent.trim().slice(0, 300);
}

// Several changes while one answer is on its way cost one more request.
export async function fetchPart(name) {
  if (fetching.has(name)) return fetching.set(name, true);
  try {
    do {
      fetching.set(name, false);
      const source = document.getElementById(name)?.dataset.src;
      if (!source) return;
      const answer = await fetch(source, { headers: { "HX-Request": "true" } });
      if (answer.status >= 500) throw new Error(answer.statusText);
      if (answer.redirected || !answer.ok) return location.reload();
      show(await answer.text());
    } while (fetching.get(name));
  } catch {
    setTimeout(fetchPart, 1000 + 2000 * Math.random(), name);
  } finally {
    fetching.delete(name);
  }
}

function place(name, act, isSent = false) {
  const old = document.getElementById(name);
  waiting.delete(name);
  if (old && !isSent && isTypedIn(old)) waiting.set(name, act);
  else if (old) act(old);
  for (const bar of document.querySelectorAll("[data-waiting]")) bar.hidden = waiting.size === 0;
}

function isTypedIn(part) {
  return part.contains(document.activeElement) && document.activeElement.matches(TYPED);
}

function flush(isSent) {
  for (const [name, act] of [...waiting]) place(name, act, isSent);
}

function goThere() {
  document.activeElement.blur();
  flush();
}

document.addEventListener("focusout", () => setTimeout(flush, LEFT));
document.addEventListener("outbox:kept", () => flush(true));
document.addEventListener("click", (tap) => tap.target.closest("[data-waiting] button") && goThere());
