// Service worker of /m/: the network first; without it the last pages that were read.
const LAST = 20;
addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(read(event));
});
async function read(event) {
  try {
    const page = await fetch(event.request);
    if (page.ok) event.waitUntil(keep(event.request.url, page.clone()));
    return page;
  } catch {
    return (await caches.match(event.request.url)) ?? Response.error();
  }
}
async function keep(url, page) {
  const pages = await caches.open("pages");
  await pages.delete(url);
  await pages.put(url, page);
  for (const old of (await pages.keys()).slice(0, -LAST)) await pages.delete(old);
}
