import type { Locale } from '#contract/common.ts';
import { kiosk as en } from '#words/en/kiosk.ts';
import { kiosk as zhCN } from '#words/zh-CN/kiosk.ts';

/** The big screen's words in one language; the rest of the catalogue stays out of its script. */
export function kioskWords(locale: Locale): typeof zhCN {
  return locale === 'en' ? en : zhCN;
}

/** How much room a text takes, about, in widths of a Chinese character. */
export function weightOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum += letter > '\u2e7f' ? 1 : 0.55;
  return sum;
}
