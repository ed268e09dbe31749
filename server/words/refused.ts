import type { Locale } from '#contract/common.ts';
import { refused as en } from './en/refused.ts';
import { type RefusedWords, refused as zhCN } from './zh-CN/refused.ts';

export type { RefusedWords } from './zh-CN/refused.ts';

const catalogue: Record<Locale, RefusedWords> = { 'zh-CN': zhCN, en };

/** Why fields are refused, for scripts and their makers; apart from the other words, since only the server needs it. */
export function refusedWords(locale: Locale): RefusedWords {
  return catalogue[locale];
}
