// What a reader does on a page: {base, url, act, …} -> what came of it. `act` is one of the functions below.
import { answer, open } from "./chromium.mjs";

const acts = {
  // The text's size in pixels at each choice of the control, with scripts switched off.
  async textSize(browser, task) {
    const { page } = await open(browser, task, task.url, { javaScriptEnabled: false });
    const sizes = {};
    for (const name of ["normal", "small", "large"]) {
      await page.locator(`#text-size-${name}`).check();
      const style = await page.locator(".body > p").first().evaluate((text) => getComputedStyle(text).fontSize);
      sizes[name] = parseFloat(style);
    }
    return sizes;
  },

  // The headlines that are left, and what the status line says, after each of the words was typed.
  async search(browser, task) {
    const { page } = await open(browser, task, task.url);
    const answers = [];
    for (const words of task.words) {
      await page.locator("input[type=search]").fill(words);
      const left = await page.locator(".headlines-title:visible").allInnerTexts();
      answers.push({ words, left, status: await page.locator("[role=status]").innerText() });
    }
    return answers;
  },

  // The same page with scripts switched off: what is listed, and whether the useless form is out of the way.
  async searchWithoutScript(browser, task) {
    const { page } = await open(browser, task, task.url, { javaScriptEnabled: false });
    const listed = await page.locator(".headlines-title:visible").count();
    return { listed, forms: await page.locator("form:visible").count() };
  },

  // Requests for the video before and after the reader starts it.
  async video(browser, task) {
    const { page, record } = await open(browser, task, task.url);
    const asked = () => record.requests.filter((url) => /\.(mp4|webm)$/.test(url)).length;
    await page.locator("video").first().scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState("networkidle");
    const before = asked();
    const started = page.waitForRequest(/\.(mp4|webm)$/);
    await page.locator("video").first().evaluate((video) => void video.play().catch(() => {}));
    await started;
    return { before, after: asked() };
  },

  // The first stop of the Tab key, whether it can be seen there, and where Enter leads.
  async skip(browser, task) {
    const { page } = await open(browser, task, task.url);
    await page.keyboard.press("Tab");
    const box = await page.locator(":focus").boundingBox();
    await page.keyboard.press("Enter");
    return { visible: box !== null && box.x >= 0 && box.y >= 0 && box.width > 1, hash: new URL(page.url()).hash };
  },
};

await answer((browser, task) => acts[task.act](browser, task));
