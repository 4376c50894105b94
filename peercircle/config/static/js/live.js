// The page's line to the server: docs/live.md is its contract.
import { fetchPart, remove, show } from "./parts.js";
import { takeTurns } from "./looking.js";

const SILENCE = 40_000; // a beat comes every 15 seconds: after this the line is dead, whatever it says
const page = document.querySelector("[data-stream]");

let address = page?.dataset.stream;
let after = page?.dataset.after ?? "0";
let source, heardAt, retry;
let pause = 1000;
let isUp = true; // until we know better, nobody is alarmed

function connect() {
  rest();
  heardAt = Date.now();
  source = new EventSource(`${address}?after=${after}`);
  source.onopen = () => tell(true);
  source.onerror = ({ target }) => {
    tell(false);
    if (target.readyState === EventSource.CLOSED) later(askForTicket); // the browser gives up unless the answer is 200
  };
  on("part", show);
  on("personal", fetchPart);
  on("gone", remove);
  on("beat", () => {});
  on("reset", () => location.reload());
  on("out", () => (rest(), later(askForTicket)));
}

function on(kind, act) {
  source.addEventListener(kind, (event) => {
    heardAt = Date.now();
    after = event.lastEventId || after;
    act(event.data);
  });
}

function rest() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function later(act) {
  clearTimeout(retry);
  retry = setTimeout(act, pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, 15_000);
}

// Who may still be here gets a new ticket; everybody else learns from the page itself where they stand.
async function askForTicket() {
  const url = page.dataset.ticketUrl;
  const answer = await fetch(url ?? location.href).catch(() => null);
  if (!answer || answer.status >= 500) return later(askForTicket);
  if (!url || !answer.ok || answer.redirected) return location.reload();
  address = (await answer.json()).stream;
  connect();
}

function tell(up) {
  if (up) pause = 1000;
  document.documentElement.classList.toggle("is-offline", !up);
  if (up !== isUp || up) document.dispatchEvent(new Event(up ? "live:up" : "live:down"));
  isUp = up;
}

function look() {
  if (!source || Date.now() - heardAt > SILENCE) connect();
}

if (page) {
  takeTurns(rest, look);
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("online", connect);
  addEventListener("offline", () => tell(false));
  setInterval(() => source && look(), 5000);
  connect();
}
