// Without a network, whoever asks for a page gets one that says so and comes back by itself; whom to call for a child
// in danger can be read all the same. Both are the same for everybody. Pages that the server names (programme's
// views/kept.py) are kept for the one who opened them; app.js forgets them when somebody else is signed in, or nobody.
const PAGE = "/offline/";
const CARD = "/child-in-danger/";
const FILES = /(?:href|src)="(\/static\/[^"#]+)/g;
const MOST = 200; // that are kept for one person, with their files; the oldest go first

async function keep(name, address, page) {
  const files = [...(await page.clone().text()).matchAll(FILES)].map(([, file]) => file);
  const shelf = await caches.open(name);
  await Promise.all([shelf.put(address, page), shelf.addAll([...new Set(files)])]);
  return shelf;
}

async function keepForOne(request, page) {
  const shelf = await keep("kept", request.url, page);
  for (const old of (await shelf.keys()).slice(0, -MOST)) await shelf.delete(old);
}

// Also the card that the phone came for, before this script was there.
async function begin() {
  const open = (await clients.matchAll({ includeUncontrolled: true })).filter(isCard);
  for (const address of [PAGE, CARD, ...open.map(({ url }) => url)]) await keep("offline", address, await fetch(address, { cache: "no-store" }));
  await skipWaiting();
}

const isAhead = ({ mode, destination }) => mode === "no-cors" && !destination; // <link rel="prefetch">
const isCard = ({ url }) => new URL(url).pathname.startsWith(CARD) && !url.includes("/numbers/") && !url.endsWith(".pdf");

// The browser asks for the page while this script still wakes up.
async function goOn(event) {
  const { request } = event;
  try {
    const page = (await event.preloadResponse) ?? (await fetch(request));
    if (isCard(request) && page.ok) await (await caches.open("offline")).put(request, page.clone());
    if (page.headers.has("X-Keep-On-Phone") && page.ok) event.waitUntil(keepForOne(request, page.clone()));
    return page;
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? caches.match(isCard(request) ? CARD : PAGE);
  }
}

const find = (request) => fetch(request).catch(async () => (await caches.match(request, { ignoreVary: true })) ?? Response.error());

addEventListener("install", (event) => event.waitUntil(begin()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()])));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return; // the browser itself offers to send a form again
  if (request.mode === "navigate" || isAhead(request) || isCard(request)) event.respondWith(goOn(event));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(find(request));
});
