import type { Locale } from '#contract/common.ts';
import { pickup as en } from '#words/en/pickup.ts';
import { pickup as zhCN } from '#words/zh-CN/pickup.ts';

export type PickupWords = typeof zhCN;

/** The station's words in one language; the rest of the catalogue stays out of the screen's script. */
export function pickupWords(locale: Locale): PickupWords {
  return locale === 'en' ? en : zhCN;
}
