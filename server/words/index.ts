import type { Locale } from '#contract/common.ts';
import { en } from './en.ts';
import { type Words, zhCN } from './zh-CN.ts';

export type { Words } from './zh-CN.ts';

const catalogue: Record<Locale, Words> = { 'zh-CN': zhCN, en };

/** All words of the product in one language. */
export function words(locale: Locale): Words {
  return catalogue[locale];
}
