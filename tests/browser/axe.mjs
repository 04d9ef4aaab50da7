// axe-core on every page × width × colour scheme: {base, urls, widths, schemes} -> [{url, width, scheme, found}].
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { answer, each, open } from "./chromium.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page) {
  return page.evaluate(async (rules) => {
    const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return result.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
  }, RULES);
}

await answer(async (browser, task) => {
  const answers = await each(task.urls, async (url) => {
    const { context, page } = await open(browser, task, url);
    await page.evaluate(source);
    const found = [];
    for (const width of task.widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const scheme of task.schemes) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        found.push({ url, width, scheme, found: await violations(page) });
      }
    }
    await context.close();
    return found;
  });
  return answers.flat();
});
