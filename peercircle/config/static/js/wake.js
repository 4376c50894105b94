// The phone that leads and the room's screen stay awake: whatever has data-wake.
let lock;

async function stayAwake() {
  const isWanted = document.querySelector("[data-wake]") && document.visibilityState === "visible";
  if (!isWanted || (lock && !lock.released)) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => undefined); // a low battery says no
}

for (const moment of ["visibilitychange", "htmx:after:swap"]) document.addEventListener(moment, stayAwake);
stayAwake();
