// What a light page does: {base, url, scripts} -> {before, steps, end, problems, sizes, links, width}: what it asks for when it
// is opened, at each photo opened, and when the reader has come to the end of the text.
import { answer } from "./chromium.mjs";

const settled = (page) => page.waitForTimeout(400);

await answer(async (browser, task) => {
  const context = await browser.newContext({ viewport: { width: task.width ?? 360, height: 700 }, javaScriptEnabled: task.scripts });
  const page = await context.newPage();
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url().replace(task.base, "")));
  page.on("response", (response) => response.status() >= 400 && problems.push(response.url()));
  page.on("console", (message) => problems.push(message.text()));
  await page.goto(task.base + task.url, { waitUntil: "networkidle" });
  const before = [...requests];
  const shown = async (selector) => page.locator(selector).evaluate((one) => getComputedStyle(one).fontSize).catch(() => "");
  const small = await shown(".body");
  await page.locator("#text-size-large").check().catch(() => {});
  const large = await shown(".body");
  const steps = [];
  for (const summary of await page.locator("figure summary").all()) {
    const sofar = requests.length;
    await summary.click();
    await settled(page);
    steps.push(requests.slice(sofar));
  }
  const opened = requests.length;
  await page.locator(".article-foot").evaluate((foot) => foot.scrollIntoView({ block: "center" }));
  await settled(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await settled(page);
  const end = requests.slice(opened);
  const links = await page.locator("figure details[open] .photo-ways a").count();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await context.close();
  return { before, steps, end, problems, sizes: [small, large], links, width };
});
