import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';
import { percentOf } from '#contract/share.ts';
import { words } from '../words/index.ts';

/** What the words of a report are made of; `ever`: whether anything was opened before the span. */
export type Told = Pick<Report, 'figures' | 'photos' | 'partners'> & {
  readonly kind: Report['project']['kind'];
  readonly ever: boolean;
};

/** The one sentence for the head of the page. */
export function sentenceOf(locale: Locale, { figures, photos, kind, ever }: Told): string {
  const say = words(locale).reports.sentence;
  const { opens, visitors, phones, downloads } = figures;
  if (opens === 0 && photos.length === 0) return ever ? say.noneNow : say.none[kind];
  const [most] = photos;
  return say.join([
    say.opened(visitors, opens, percentOf(phones, opens)),
    ...(downloads > 0 ? [say.saved(downloads)] : []),
    ...(most && most.views > 0 ? [say.most(most.title, most.views)] : []),
  ]);
}

/** The short delivery summary: four lines to paste. */
export function summaryOf(locale: Locale, { figures, photos, partners }: Told): string[] {
  const say = words(locale).reports.summary;
  const { opens, phones, downloads } = figures;
  const [most] = photos;
  return [
    say.opens(opens, percentOf(phones, opens)),
    say.downloads(downloads, partners.all === 0 ? null : partners.downloaded),
    partners.all === 0 ? say.noPartners : say.partners(partners.opened, partners.all),
    most && most.views > 0 ? say.most(most.title, most.views) : say.noMost,
  ];
}
