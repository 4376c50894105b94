// Without a network, whoever asks for a page gets one that says so and comes back by itself; whom to call for a child
// in danger can be read all the same. Both are the same for everybody: no page of a person is ever kept here.
const PAGE = "/offline/";
const CARD = "/child-in-danger/";
const FILES = /(?:href|src)="(\/static\/[^"]+)"/g;

async function keep() {
  const shelf = await caches.open("offline");
  for (const address of [PAGE, CARD]) {
    const page = await fetch(address, { cache: "no-store" });
    const files = [...(await page.clone().text()).matchAll(FILES)].map(([, file]) => file);
    await Promise.all([shelf.put(address, page), shelf.addAll([...new Set(files)])]);
  }
}

const isCard = ({ url }) => new URL(url).pathname.startsWith(CARD) && !url.includes("/numbers/") && !url.endsWith(".pdf");

// The browser asks for the page while this script still wakes up.
async function goOn(event) {
  const { request } = event;
  try {
    const page = (await event.preloadResponse) ?? (await fetch(request));
    if (isCard(request) && page.ok) await (await caches.open("offline")).put(request, page.clone());
    return page;
  } catch {
    const card = isCard(request) && ((await caches.match(request, { ignoreVary: true })) ?? (await caches.match(CARD)));
    return card || caches.match(PAGE);
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
