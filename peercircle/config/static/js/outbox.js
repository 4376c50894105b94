// What a phone sends waits here until the server has it: once, in order, also over a reload.
// <form data-outbox method="post" action="..."> on a page with data-person; data-outbox="stay" empties no field.
import * as letters from "./letters.js";
import { show } from "./parts.js";

const AWAY = [502, 503, 504]; // a proxy says so while the server starts again; our own 503 says why
let isSending, isOld; // old is a page whose form the server has taken

function keep(event) {
  const form = event.target.closest("form[data-outbox]");
  if (!form) return;
  event.preventDefault();
  const id = letters.uuid();
  const fields = new FormData(form, event.submitter);
  fields.delete("csrfmiddlewaretoken");
  fields.set("id", id);
  const url = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  letters.add({ id, url: new URL(url).pathname, form: new URL(form.action).pathname, fields: [...fields] }, form);
  form.dispatchEvent(new Event("outbox:kept", { bubbles: true }));
  sendAll();
}

async function sendAll() {
  if (isSending) return;
  isSending = true;
  try {
    for (let letter; (letter = letters.next()); ) await send(letter);
    if (!document.querySelector("[data-outbox-state=refused]")) tell(""); // a reason stays until the next letter
  } catch ({ cause }) {
    tell("away", cause);
  } finally {
    isSending = isOld; // a page that goes sends no more
    isOld ? location.reload() : giveBack();
  }
}

async function send({ id, url, form, fields, drafts }) {
  tell("sending");
  const headers = { "HX-Request": "true", "X-CSRFToken": document.body.dataset.token ?? "" };
  const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  const text = await answer.text();
  if (AWAY.includes(answer.status)) throw new Error("away", { cause: answer.headers.has("Retry-After") ? letters.sentence(text) : undefined });
  if (!answer.ok) return letters.refuse(id, letters.sentence(text));
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in/")) return location.reload();
  letters.drop(id, drafts);
  if (drafts && letters.formOf(form)) isOld = true; // it comes as it is now, when all are sent
  else if (!answer.redirected) show(text);
}

// A text that the server did not take returns to its form, together with the reason.
function giveBack() {
  for (const letter of letters.all().filter(({ refused }) => refused !== undefined)) {
    const form = letters.formOf(letter.form);
    const texts = letter.fields.filter(([name]) => form?.elements[name]?.matches?.("textarea, input[type=text], input:not([type])"));
    if (!form) tell("refused", `${letter.refused} “${letters.words(letter)}”`);
    if (!form || (!letters.stays(form) && texts.some(([name]) => form.elements[name].value))) continue;
    for (const [name, value] of letters.stays(form) ? [] : texts) {
      form.elements[name].value = value;
      form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
      if (!document.activeElement.matches("textarea, input")) form.elements[name].focus(); // a part with the focus stays
    }
    letters.drop(letter.id);
    tell("refused", letter.refused);
  }
}

function tell(state, words) {
  for (const line of document.querySelectorAll("[data-outbox-state]")) {
    line.dataset.outboxState = state;
    line.textContent = words ?? line.dataset[state] ?? "";
  }
}

document.addEventListener("submit", keep);
document.addEventListener("live:up", sendAll);
document.addEventListener("htmx:after:swap", giveBack);
addEventListener("online", sendAll);
setInterval(() => letters.next() && sendAll(), 5000);
sendAll();
