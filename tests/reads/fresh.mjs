// A page whose fresh list is newer than the built one: what the panel says after the script ran, and what moved.
import { answer, open } from "../browser/chromium.mjs";

await answer(async (browser, task) => {
  const told = [];
  for (const width of task.widths) {
    const { context, page } = await open(browser, task, task.url, { viewport: { width, height: 700 } });
    await page.waitForTimeout(500);
    const titles = await page.locator(".most-read-title").allInnerTexts();
    const note = await page.locator(".most-read .panel-note").innerText();
    told.push({ titles, note, shifts: await page.evaluate(() => window.shifts) });
    await context.close();
  }
  return told;
});
