// What a page does when it is opened: {base, urls, widths} -> [{url, width, console, requests, failed, …}].
import { answer, each, open } from "./chromium.mjs";

const HEIGHT = 900;
const measure = () => ({
  shifts: window.shifts,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  nodes: document.querySelectorAll("*").length,
  bodyNodes: document.querySelectorAll(".body *").length,
});

await answer((browser, task) => {
  const places = task.urls.flatMap((url) => task.widths.map((width) => ({ url, width })));
  return each(places, async ({ url, width }) => {
    const { context, page, record } = await open(browser, task, url, { viewport: { width, height: HEIGHT } });
    const measured = await page.evaluate(measure);
    await context.close();
    return { url, width, ...record, ...measured };
  });
});
