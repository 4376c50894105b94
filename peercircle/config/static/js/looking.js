// What begins when a page of a meeting is looked at, and ends when it is hidden.
const tabs = new BroadcastChannel("peercircle-live");
let lock;

// A browser opens six lines to one server: a hidden page gives its own to the one that is looked at.
export function takeTurns(rest, look) {
  tabs.onmessage = () => document.hidden && rest();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    tabs.postMessage("looking");
    look();
  });
}

// The phone that leads and the room's screen stay awake: whatever has data-wake.
async function stayAwake() {
  const isWanted = document.querySelector("[data-wake]") && !document.hidden;
  if (!isWanted || (lock && !lock.released)) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => undefined); // a low battery says no
}

for (const moment of ["visibilitychange", "htmx:after:swap"]) document.addEventListener(moment, stayAwake);
stayAwake();
