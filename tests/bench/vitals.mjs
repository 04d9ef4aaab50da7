// First paints on a throttled line: {chromium, url} -> {fcp, lcp, cls, requests, bytes}; the middle of three visits by LCP.
import { text } from "node:stream/consumers";
import { chromium } from "../browser/node_modules/playwright-core/index.mjs";

const task = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: task.chromium, args: ["--no-sandbox", "--disable-gpu"] });

async function visit() {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let requests = 0;
  let bytes = 0;
  page.on("request", () => requests++);
  line.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.addInitScript(() => {
    window.seen = { lcp: 0, cls: 0 };
    new PerformanceObserver((list) => (window.seen.lcp = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.seen.cls += one.hadRecentInput ? 0 : one.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(task.url, { waitUntil: "load", timeout: 120_000 });
  await page.waitForTimeout(1500);
  const seen = await page.evaluate(() => ({ ...window.seen, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 }));
  await context.close();
  return { ...seen, requests, bytes };
}

const visits = [await visit(), await visit(), await visit()].sort((one, other) => one.lcp - other.lcp);
await browser.close();
process.stdout.write(JSON.stringify(visits[1]));
