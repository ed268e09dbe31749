import type { Locale } from '#contract/common.ts';
import { words } from '#words/index.ts';
import type { Told } from './told.ts';

/** A message to a group is read at a glance. */
const mostLines = 12;
const longestNote = 80;

/** What a fact is in one sentence. */
export function sentenceOf(told: Omit<Told, 'text'>, locale: Locale): string {
  const say = words(locale).hooks.say;
  const { fact, link, project, count, minutes, ask, times } = told;
  const name = plain(link?.name || project?.title || '');
  const who = plain(link?.recipient ?? '');
  if (fact === 'test') return say.test;
  if (fact === 'asked') return say.asked({ name, who: plain(ask?.name ?? ''), note: plain(ask?.note ?? ''), times });
  if (fact === 'downloaded') return say.downloaded({ name, who, photos: count ?? 0 });
  if (fact === 'exhausted_soon') return say.soon({ name, left: count ?? 0, minutes });
  return link === null ? say.openedMany(times) : say.opened({ name, who, times, opens: count ?? times });
}

/** One message of all that waits: what is of the same link and kind is told together, guests who ask each by themselves. */
export function messageOf(box: string, waiting: readonly Told[], locale: Locale): string {
  const say = words(locale).hooks.say;
  const folded = new Map<string, Told>();
  for (const told of waiting) {
    const key = told.fact === 'asked' ? told.id : `${told.fact} ${told.link?.id}`;
    const before = folded.get(key);
    // What is counted anew each time is added up; what is counted so far is the last.
    const count = told.fact === 'downloaded' ? (before?.count ?? 0) + (told.count ?? 0) : told.count;
    folded.set(key, { ...told, count, times: (before?.times ?? 0) + told.times });
  }
  const urgent = (told: Told) => Number(told.fact === 'opened' || told.fact === 'downloaded');
  const all = [...folded.values()].toSorted((a, b) => urgent(a) - urgent(b));
  const lines = all.slice(0, mostLines).map((told) => sentenceOf(told, locale));
  const more = all.length - lines.length;
  const titles = new Set(all.map(({ project }) => project?.title ?? ''));
  const [title = ''] = titles;
  const head = say.head(plain(box), titles.size === 1 ? plain(title) : '');
  return [head, ...lines, ...(more > 0 ? [say.more(more)] : [])].join('\n');
}

/** Signs by which groups mark up text, or call everybody, as letters that only look like them. */
const marks: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '@': '＠',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '#': '＃',
  '~': '～',
};

/** Text of people, as text: in one line, and nothing in it marks anything. */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[<>[\]@*_`#~]/g, (sign) => marks[sign] ?? sign);
  const letters = [...line.trim()];
  return letters.length > longestNote ? `${letters.slice(0, longestNote).join('')}…` : letters.join('');
}
