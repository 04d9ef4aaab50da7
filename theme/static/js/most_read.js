// Puts a newer most-read list in the place of the built one. Nothing moves: only a list below the window, or one that
// needs no more room, is exchanged. Without this file, or without an answer, the built list stays.
const panel = document.querySelector("[data-fresh]");
const list = panel?.querySelector("ol");

const item = ([url, title, date]) => {
  const [place, name, day] = [document.createElement("li"), document.createElement("p"), document.createElement("p")];
  const link = document.createElement("a");
  place.className = "most-read-story";
  name.className = "most-read-title";
  day.className = "most-read-date";
  link.href = url;
  link.textContent = title;
  day.textContent = date;
  name.append(link);
  place.append(name, day);
  return place;
};

async function refresh() {
  const answer = await fetch(panel.dataset.fresh);
  const fresh = answer.ok && (await answer.json());
  if (!fresh || !(Date.parse(fresh.until) > Date.parse(panel.dataset.until))) return;
  const places = fresh.items.filter(([url]) => url !== location.pathname).map(item);
  const known = new Set(places.map((place) => place.querySelector("a").pathname));
  const rest = [...list.children].filter((old) => !known.has(old.querySelector("a").pathname));
  const trial = list.cloneNode();
  trial.append(...places, ...rest.map((old) => old.cloneNode(true)));
  while (trial.children.length > list.children.length) trial.lastChild.remove();
  trial.style.cssText = `position:absolute;visibility:hidden;inline-size:${list.offsetWidth}px`;
  panel.append(trial);
  const height = list.offsetHeight;
  const fits = trial.offsetHeight <= height;
  trial.style.cssText = fits ? `min-block-size:${height}px` : "";
  if (fits || panel.getBoundingClientRect().top > innerHeight) {
    list.replaceWith(trial);
    panel.querySelector(".panel-note").textContent = fresh.note;
  } else trial.remove();
}

if (list) refresh().catch(() => {});
