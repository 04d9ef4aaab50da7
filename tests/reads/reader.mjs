// Readers of the site at `base`, one after the other, each with an agent and a profile of its own:
// {readers: [{agent, urls, scroll}]} -> for each page: requests for the read mark before and after scrolling, shifts.
import { answer, open } from "../browser/chromium.mjs";

const marks = (record) => record.requests.filter((url) => url.includes("/_read")).length;

await answer(async (browser, task) => {
  const told = [];
  for (const { agent, urls, scroll, wait } of task.readers) {
    const { context, page, record } = await open(browser, task, urls[0], { userAgent: agent });
    for (const [place, url] of urls.entries()) {
      if (place) await page.goto(task.base + url, { waitUntil: "networkidle" });
      const before = marks(record);
      // A reader who stops before the end: two screens of it are still to come.
      if (scroll === "partly") {
        await page.locator(".body").evaluate((text) => scrollTo(0, text.getBoundingClientRect().bottom - 3 * innerHeight));
        await page.waitForTimeout(500);
      } else if (scroll) {
        await page.locator(".article-foot, .article footer").first().scrollIntoViewIfNeeded();
        await page.waitForTimeout(500);
      }
      await page.waitForTimeout(wait ?? 0);
      const assets = record.requests.filter((one) => one.includes("/theme/")).length;
      told.push({ url, before, after: marks(record), assets, shifts: await page.evaluate(() => window.shifts) });
      record.requests.length = 0;
    }
    await context.close();
  }
  return told;
});
