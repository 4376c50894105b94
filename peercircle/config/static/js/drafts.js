// What somebody types stays on the phone until it is sent: <textarea data-draft="meeting-12-note">.
import { forgetDrafts } from "./letters.js";

const place = (field) => `draft:${field.dataset.draft}`;

function keep({ target }) {
  if (!target.dataset?.draft) return;
  if (target.value) localStorage.setItem(place(target), target.value);
  else localStorage.removeItem(place(target));
}

const isOne = ({ type }) => type === "radio"; // of several fields that share a draft
const isUntouched = (field) => (isOne(field) ? field.checked === field.defaultChecked : field.value === field.defaultValue);

function restore() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const kept = localStorage.getItem(place(field));
    if (!kept || !isUntouched(field)) continue; // somebody has touched it since the page came
    Object.assign(field, isOne(field) ? { checked: field.value === kept } : { value: kept });
    field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }
}

function forget({ target }) {
  if (target.dataset.outbox === "stay") return; // then outbox.js does, when the server has it
  for (const field of target.querySelectorAll?.("[data-draft]") ?? []) localStorage.removeItem(place(field));
}

// <button data-earlier> changes what stands in its field with the field before.
function swap({ target }) {
  const mine = target.closest("[data-earlier]")?.closest(".field");
  if (!mine) return;
  const [one, other] = [mine.previousElementSibling, mine].map((box) => box.querySelector("input"));
  [one.value, other.value] = [other.value, one.value];
  for (const target of [one, other]) keep({ target });
}

// <div data-forget-drafts="private-12-">: what was only for a meeting leaves the phone with it.
const forgetPrivate = () => document.querySelectorAll("[data-forget-drafts]").forEach(({ dataset }) => forgetDrafts(dataset.forgetDrafts));

document.addEventListener("input", keep);
document.addEventListener("click", swap);
document.addEventListener("submit", forget, true); // before the form empties itself
for (const act of [restore, forgetPrivate]) document.addEventListener("htmx:after:swap", act), act();
