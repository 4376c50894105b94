// Marks, while somebody writes, the words that could tell who a child is. The form can be sent when they are changed, or
// when its writer says "keep it". What is not asked here, also without a network, the server asks: identifiers/fields.py.
import { checker } from "./identifiers.js";
import { tongue } from "./plain.js";

const checks = {}; // language -> its check
let shared; // what all languages have in common
const read = async (address) => (await fetch(address)).json();

function draw(box, marks) {
  const [field, list, template] = box.querySelectorAll("textarea, .marks ul, template");
  list.replaceChildren(...marks.map(() => template.content.cloneNode(true)));
  for (const [nth, { start, end, kind, instead }] of marks.entries()) {
    const [words, why, button] = list.children[nth].querySelectorAll("b, span, button");
    [words.textContent, why.textContent] = [field.value.slice(start, end), JSON.parse(box.dataset.why)[kind]];
    button.textContent = instead ? button.dataset.write.replace("{words}", instead) : instead === "" ? button.dataset.leave : "";
    button.onclick = () => {
      field.setRangeText(instead, start - (!instead && field.value[start - 1] === " "), end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }
}

async function look(event) {
  const [{ target, type }, box] = [event, event.target.closest?.("[data-checked]")];
  if (!box || (type === "focusin" && target.type !== "textarea")) return;
  const [field, keep] = box.querySelectorAll("textarea, input");
  if (type === "invalid" && field.validity.customError) event.preventDefault(); // the panel asks: the browser's bubble would cover it
  if (event.defaultPrevented && field.form.querySelector("textarea:invalid") === field) field.focus(), box.scrollIntoView({ block: "center" });
  const files = JSON.parse(box.dataset.files);
  shared ??= await read(files.all);
  const language = () => tongue(field.value, shared, box.dataset.language);
  const code = language();
  checks[code] ??= checker(shared, await read(files[code]));
  if (language() !== code) return; // its file came slowly, and whoever changed the text looks themselves
  const marks = checks[code](field.value); // as it is now
  if (!keep.checked || marks.length > keep.value) [keep.checked, keep.value] = [false, marks.length];
  field.setCustomValidity(marks.length && !keep.checked ? box.dataset.question : "");
  draw(box, type === "input" ? marks.filter(({ end }) => end !== field.selectionEnd) : marks); // a word that is just typed is no whole one
}

for (const moment of ["focusin", "input", "draft:restored", "invalid"]) document.addEventListener(moment, (event) => look(event).catch(() => {}), true);
// It comes with the first field that is checked, maybe after what was typed before.
for (const target of document.querySelectorAll("[data-checked] textarea")) if (target.value) look({ target }).catch(() => {});
