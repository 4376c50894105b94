// <button hidden data-share="text" data-share-url="..." data-done="Copied">: the phone's share sheet, else the clipboard.
// <button hidden data-copy="text" data-done="Copied">: the clipboard.

async function hand(button) {
  const { share, copy, shareUrl, done } = button.dataset;
  if (share !== undefined && navigator.share) {
    return navigator.share(shareUrl ? { text: share, url: shareUrl } : { text: share }).catch(() => {}); // closing the sheet is no error
  }
  await navigator.clipboard.writeText(copy ?? [share, shareUrl].filter(Boolean).join("\n"));
  const line = Object.assign(document.createElement("span"), { role: "status" });
  button.after(line);
  line.textContent = done;
  setTimeout(() => line.remove(), 4000);
}

document.addEventListener("click", (tap) => {
  const button = tap.target.closest("[data-share], [data-copy]");
  if (button) hand(button);
});

for (const button of document.querySelectorAll("[data-share][hidden], [data-copy][hidden]")) button.hidden = false;
