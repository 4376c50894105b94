// On the page that stands in for another one while there is no network.
async function look() {
  const answer = await fetch("/now/").catch(() => null);
  if (answer?.ok) location.reload();
}

addEventListener("online", look);
setInterval(look, 5000);

// What this phone keeps for the one who is signed in (worker.js) can be opened from here.
async function showKept() {
  const box = document.querySelector("[data-kept]");
  const shelf = (await caches.has("kept")) && (await caches.open("kept"));
  for (const { url } of shelf ? await shelf.keys() : []) {
    if (new URL(url).pathname.startsWith("/static/")) continue;
    const page = new DOMParser().parseFromString(await (await shelf.match(url)).text(), "text/html");
    const link = Object.assign(document.createElement("a"), { href: url, className: "row", textContent: page.title });
    box.querySelector("ul").appendChild(document.createElement("li")).append(link);
    box.hidden = false;
  }
}

showKept();
