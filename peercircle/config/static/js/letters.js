// The letters that wait in this phone, for this person in this meeting, in their order.
const box = `outbox:${document.querySelector("[data-person]")?.dataset.person ?? ""}`;

export const all = () => JSON.parse(localStorage.getItem(box) ?? "[]");
const mark = () => document.querySelectorAll("form[data-outbox=stay]").forEach((form) => form.toggleAttribute("data-waits", all().some((letter) => letter.form === new URL(form.action).pathname)));
const write = (letters) => (localStorage.setItem(box, JSON.stringify(letters)), mark());
mark();

export const next = () => all().find((letter) => letter.refused === undefined);
export const words = ({ fields }) => fields.flatMap(([name, text]) => (!text || /^(id|at|speaker)$|-keep$/.test(name) ? [] : [text])).join(", ");
export const stays = (form) => form.dataset.outbox === "stay";
export const formOf = (path) => [...document.querySelectorAll("form[data-outbox]")].find(({ action }) => new URL(action).pathname === path);

// A form that stays filled has one letter: the newer takes the place of the one that waits.
export function add(letter, form) {
  letter.isPrivate = form.querySelector("[data-draft^=private-]") !== null;
  if (!stays(form)) return write([...all(), letter]), form.reset();
  const keys = [...form.querySelectorAll("[data-draft]")].map((field) => `draft:${field.dataset.draft}`);
  const drafts = [...new Set(keys)].map((key) => [key, localStorage.getItem(key)]);
  write([...all().filter((other) => other.form !== letter.form), { ...letter, drafts }]);
}

// What was typed since the letter was written stays a draft.
export function drop(id, drafts = []) {
  write(all().filter((letter) => letter.id !== id));
  for (const [key, text] of drafts) if (localStorage.getItem(key) === text) localStorage.removeItem(key);
}

// What was typed in confidence, waiting to be sent or not.
const keys = (start) => Object.keys(localStorage).filter((key) => key.startsWith(start));
export const forgetDrafts = (start) => keys(`draft:${start}`).forEach((key) => localStorage.removeItem(key));
export function forgetPrivate() {
  forgetDrafts("private-");
  for (const key of keys("outbox:")) localStorage.setItem(key, JSON.stringify(JSON.parse(localStorage[key]).filter(({ isPrivate }) => !isPrivate)));
}

export const refuse = (id, refused) => write(all().map((letter) => (letter.id === id ? { ...letter, refused } : letter)));

// crypto.randomUUID exists only on https; a school's own server may not have that.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// What an answer says to people.
export function sentence(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("[role=alert], .errorlist") ?? page.querySelector("main") ?? page.body).textContent.trim().slice(0, 300);
}
