// The worker that keeps light pages: {base, home, pages} -> {online, offline, unread}: titles seen.
import { answer } from "./chromium.mjs";

await answer(async (browser, task) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(task.base + task.home);
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration("/m/").then((one) => Boolean(one?.active)));
  const title = async (url) => {
    const answer = await page.goto(task.base + url).catch(() => null);
    return answer ? page.title() : "";
  };
  const online = [];
  for (const url of task.pages) online.push(await title(url));
  await page.waitForTimeout(500);
  await context.setOffline(true);
  const offline = [];
  for (const url of task.pages) offline.push(await title(url));
  const unread = await title(task.unread);
  await context.close();
  return { online, offline, unread };
});
