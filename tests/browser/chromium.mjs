// Chromium as all these scripts start it. Each script gets its task as one JSON text and answers with one.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function answer(work) {
  const task = JSON.parse(await text(process.stdin));
  const browser = await chromium.launch({ executablePath: task.chromium, headless: true, args: FLAGS });
  try {
    process.stdout.write(JSON.stringify(await work(browser, task)));
  } finally {
    await browser.close();
  }
}

// Opens a page in a profile of its own, with an empty cache, and keeps a record of what it says and asks for.
export async function open(browser, task, url, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const record = { console: [], requests: [], failed: [] };
  page.on("console", (message) => record.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => record.console.push(`exception: ${error.message}`));
  page.on("request", (request) => record.requests.push(request.url()));
  page.on("requestfailed", (request) => record.failed.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && record.failed.push(response.url()));
  await page.addInitScript(() => {
    window.shifts = [];
    // A centred line above the text grows to both sides while its words arrive: that moves nothing up or down.
    const line = ".masthead, .section-bar, .breadcrumb";
    const element = ({ node }) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const grows = (one) => element(one)?.closest(line) && one.previousRect.y === one.currentRect.y;
    // The buttons of a player are the browser's own, and it arranges them once it knows the player's width.
    const holds = (out, one) => out.left <= one.left && out.top <= one.top && out.right >= one.right && out.bottom >= one.bottom;
    const players = () => [...document.querySelectorAll("video")].map((video) => video.getBoundingClientRect());
    const button = (one) => !one.node && players().some((player) => holds(player, one.currentRect));
    const rect = ({ x, y, width, height }) => [x, y, width, height].join(" ");
    const name = (one) =>
      one.node ? `${element(one).nodeName}.${element(one).className}` : `${rect(one.previousRect)} to ${rect(one.currentRect)}`;
    const note = (list) => {
      const jumps = list.getEntries().filter((entry) => !entry.sources.every((one) => grows(one) || button(one)));
      window.shifts.push(...jumps.map((entry) => `${entry.value}: ${entry.sources.map(name)}`));
    };
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(task.base + url, { waitUntil: "networkidle" });
  return { context, page, record };
}

// Does the work on every item, four at a time, and answers in the order of the items.
export async function each(items, work) {
  const answers = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [place, item] of waiting) answers[place] = await work(item);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return answers;
}
