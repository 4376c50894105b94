// The ring clock: every phone shows the same second, whatever its own clock says. It sends "clock:soon" when
// a minute is left and "clock:time" when the time is over. Its data are seconds of the server's clock.
const SOON = 60;
let ahead = 0; // how far the server's clock is ahead of ours, in milliseconds
let shown, next; // what the last tick showed, and when the next one comes

const now = () => Date.now() + ahead;

// The server's stamp was written between our question and its answer: take the middle.
function correct(stamp, asked, answered) {
  if (stamp && answered - asked < 3000) ahead = stamp - (asked + answered) / 2;
}

function readPage() {
  const stamp = Number(document.querySelector("meta[name=server-time]")?.content);
  const [trip] = performance.getEntriesByType("navigation");
  correct(stamp, performance.timeOrigin + trip.requestStart, performance.timeOrigin + trip.responseStart);
  // A page from a cache, a clock that is off, a slow line: ask again to be sure.
  if (Math.abs(ahead) > 2000 || trip.responseStart - trip.requestStart > 400) ask();
}

async function ask() {
  const asked = Date.now();
  const answer = await fetch("/now/", { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) correct(Number(await answer.text()), asked, Date.now());
  tick();
}

function secondsLeft({ endsAt, pausedLeft }) {
  if (pausedLeft) return Number(pausedLeft);
  return endsAt ? Math.ceil(endsAt - now() / 1000) : undefined;
}

function spoken(left) {
  const seconds = Math.abs(left);
  return `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function show(clock, left) {
  const { beganAt, endsAt, pausedLeft } = clock.dataset;
  const share = Math.min(1, Math.max(0, left / (endsAt - beganAt || left || 1)));
  clock.querySelector("time").textContent = spoken(left);
  clock.querySelector(".ring").setAttribute("stroke-dashoffset", 100 - 100 * share);
  clock.classList.toggle("is-soon", !pausedLeft && left > 0 && left <= SOON);
  clock.classList.toggle("is-over", !pausedLeft && left <= 0);
}

function announce({ endsAt, pausedLeft }, left) {
  const crossed = (line) => !pausedLeft && shown?.endsAt === endsAt && shown.left > line && left <= line;
  if (crossed(SOON)) document.dispatchEvent(new Event("clock:soon"));
  if (crossed(0)) document.dispatchEvent(new Event("clock:time"));
  shown = { endsAt, left };
}

function tick() {
  clearTimeout(next);
  const clock = document.querySelector("[data-ends-at]");
  const left = clock ? secondsLeft(clock.dataset) : undefined;
  if (left !== undefined) {
    show(clock, left);
    announce(clock.dataset, left);
  }
  next = setTimeout(tick, 1005 - (now() % 1000)); // on the server's full second, where all clocks turn
}

document.addEventListener("htmx:after:swap", tick);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
readPage();
tick();
