// Tells our own server that a text was read: once, after the page was in view for 5 seconds, never while prerendering.
// No cookie, nothing about the reader. Where the reader asked not to be counted (Global Privacy Control), nothing is sent.
const { read } = document.currentScript.dataset;
let timer;

function watch() {
  clearTimeout(timer);
  if (!document.prerendering && document.visibilityState === "visible") timer = setTimeout(send, 5000);
}

function send() {
  document.removeEventListener("visibilitychange", watch);
  fetch(`/_read?s=${encodeURIComponent(read)}`, { credentials: "omit", keepalive: true, cache: "no-store" }).catch(() => {});
}

if (!navigator.globalPrivacyControl) {
  document.addEventListener("visibilitychange", watch);
  if (document.prerendering) document.addEventListener("prerenderingchange", watch, { once: true });
  watch();
}
