// What a page does when it is opened: {base, urls, widths} -> [{url, width, console, requests, failed, …}].
import { answer, each, open } from "./chromium.mjs";

const HEIGHT = 900;
const measure = (height) => ({
  shifts: window.shifts,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  nodes: document.querySelectorAll("*").length,
  bodyNodes: document.querySelectorAll(".body *").length,
  // Browsers fetch lazy pictures some screens ahead as they see fit: these are not needed before the reader scrolls.
  ahead: [...document.images]
    .filter((image) => image.loading === "lazy" && image.getBoundingClientRect().top >= height)
    .flatMap((image) => [image, ...(image.closest("picture")?.querySelectorAll("source") ?? [])])
    .flatMap((one) => [one.src, ...one.srcset.split(",").map((entry) => entry.trim().split(" ")[0])])
    .map((address) => new URL(address, location.href).href),
});

await answer((browser, task) => {
  const places = task.urls.flatMap((url) => task.widths.map((width) => ({ url, width })));
  return each(places, async ({ url, width }) => {
    const { context, page, record } = await open(browser, task, url, { viewport: { width, height: HEIGHT } });
    const measured = await page.evaluate(measure, HEIGHT);
    await context.close();
    return { url, width, ...record, ...measured };
  });
});
