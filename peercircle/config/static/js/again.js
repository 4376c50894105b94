// A page that shows how far long work is asks again until it is done, and then shows what came of it.
async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector("[data-again]");
    if (!news) return location.reload();
    document.querySelector("[data-again]").replaceWith(news);
  }
  setTimeout(look, 1500);
}

setTimeout(look, 1500);
