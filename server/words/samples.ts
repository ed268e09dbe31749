import type { Locale } from '#contract/common.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { samples as en } from './en/samples.ts';
import { type SampleWords, samples as zhCN } from './zh-CN/samples.ts';

const catalogue = { 'zh-CN': zhCN, en } as const;

/** What a sample project says; apart from the other words, since only the server needs it. */
export function sampleWords(locale: Locale, kind: ProjectKind): SampleWords {
  return catalogue[locale][kind];
}
