// Filters the headlines of the search page as the reader types. Without this file the list is simply complete.
const box = document.querySelector("#search-box");
const words = document.querySelector("#search-words");
const hits = document.querySelector("#search-hits");

// Marks don't matter: NFD parts letters from their marks, đ alone has no parts ("doi ngoai" finds "Đối ngoại").
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

const months = [...document.querySelectorAll(".month")].map((section) => ({
  section,
  stories: [...section.querySelectorAll("li")].map((item) => ({ item, text: fold(item.textContent) })),
}));

function filter() {
  const wanted = fold(words.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { section, stories } of months) {
    const before = found;
    for (const { item, text } of stories) {
      item.hidden = !wanted.every((word) => text.includes(word));
      found += !item.hidden;
    }
    section.hidden = found === before;
  }
  hits.textContent = !wanted.length ? "" : found ? `${hits.dataset.hits} ${found}` : hits.dataset.none;
}

words.value = new URLSearchParams(location.search).get("q") ?? "";
words.addEventListener("input", filter);
box.hidden = false;
filter();
