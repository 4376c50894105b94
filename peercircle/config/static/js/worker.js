// Without a network, whoever asks for a page gets one that says so and comes back by itself. It is the same for
// everybody: no page of a person is ever kept here.
const PAGE = "/offline/";
const FILES = /(?:href|src)="(\/static\/[^"]+)"/g;

async function keep() {
  const page = await fetch(PAGE, { cache: "no-store" });
  const files = [...(await page.clone().text()).matchAll(FILES)].map(([, file]) => file);
  const shelf = await caches.open("offline");
  await Promise.all([shelf.put(PAGE, page), shelf.addAll(files)]);
}

// The browser asks for the page while this script still wakes up.
async function goOn(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return caches.match(PAGE);
  }
}

const find = (request) => fetch(request).catch(async () => (await caches.match(request, { ignoreVary: true })) ?? Response.error());

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()])));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return; // the browser itself offers to send a form again
  if (request.mode === "navigate") event.respondWith(goOn(event));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(find(request));
});
