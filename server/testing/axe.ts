import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page as it is now, a line each: rule, impact, and where. */
export async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source);
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly target: unknown; readonly html: string; readonly failureSummary: string }[];
    }
    const { axe } = globalThis as never as { axe: { run(): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => {
      const where = nodes.map(
        (node) => `${JSON.stringify(node.target)} ${node.html.slice(0, 120)} ${node.failureSummary}`,
      );
      return `${id} (${impact}): ${where.join('; ')}`;
    });
  });
}

/** Those of them that keep somebody from using the page. */
export async function seriousFaults(page: Page): Promise<string[]> {
  return (await faults(page)).filter((fault) => /^\S+ \((?:serious|critical)\)/.test(fault));
}
