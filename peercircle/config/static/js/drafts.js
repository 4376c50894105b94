// What somebody types stays on the phone until it is sent: <textarea data-draft="meeting-12-note">.

const place = (field) => `draft:${field.dataset.draft}`;
const fieldsOf = (form) => form.querySelectorAll?.("[data-draft]") ?? [];

function keep({ target }) {
  if (!target.dataset?.draft) return;
  if (target.value) localStorage.setItem(place(target), target.value);
  else localStorage.removeItem(place(target));
}

function restore() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const kept = localStorage.getItem(place(field));
    if (kept && !field.value) {
      field.value = kept;
      field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
    }
  }
}

function forget({ target }) {
  for (const field of fieldsOf(target)) localStorage.removeItem(place(field));
}

document.addEventListener("input", keep);
document.addEventListener("submit", forget, true); // before the form empties itself
document.addEventListener("htmx:after:swap", restore);
restore();
