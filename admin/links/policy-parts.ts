import { html, type TemplateResult } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Link, Policy } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { lastMoment, type Moment, momentOf } from '#words/moments.ts';

/** The last moment at which a policy opens, in the box's zone; null where it does not end. */
export function endOf({ expiresAt }: Pick<Policy, 'expiresAt'>, now: number, zone: string): Moment | null {
  return expiresAt === null ? null : lastMoment(Date.parse(expiresAt), now, zone);
}

/** What a policy allows, in one sentence, with what matters in stronger type. */
export function policySentence(
  policy: Policy & { readonly withProject?: boolean },
  words: Words,
  now: number,
  zone: string,
): TemplateResult {
  const { maxOpens, maxOpensPerVisitor: perPhone, download, password, opensAt, withProject = false } = policy;
  const { visitSeconds, maxDevices, watermark } = policy;
  const from = opensAt === null || Date.parse(opensAt) <= now ? null : momentOf(Date.parse(opensAt), now, zone);
  return strong(
    words.links.sentence({
      maxOpens,
      perPhone,
      until: endOf(policy, now, zone),
      withProject,
      from,
      download,
      password,
      visitSeconds,
      maxDevices,
      watermark,
    }),
  );
}

/** A text in which `*` surrounds what is emphasised. */
function strong(text: string): TemplateResult {
  return html`${text.split('*').map((part, index) => (index % 2 === 1 ? html`<b>${part}</b>` : part))}`;
}

/** What a preset means for a link to one or to many, in one sentence. */
export function presetSentence(preset: Audience, many: boolean, words: Words): string {
  const { maxOpens, expiresInDays, expiresWithProject, download, passwordAsked } = preset;
  const { visitSeconds, maxDevices, watermark } = preset;
  return words.links.presetSays({
    opens: maxOpens,
    many,
    days: expiresInDays,
    withProject: expiresWithProject,
    download,
    password: passwordAsked,
    visitSeconds,
    maxDevices,
    watermark,
  });
}

/** The names of the presets by id, in one language. */
export function audienceNames(audiences: readonly Audience[], words: Words): ReadonlyMap<string, string> {
  return new Map(audiences.map(({ id, names }) => [id, names[words.admin.tag === 'en' ? 'en' : 'zh-CN']]));
}

/** How long a link lasts, in words, and the day on which it ends. */
export function lasts(link: Link, words: Words, now: number, zone: string): { left: string; day: string } {
  const end = endOf(link.policy, now, zone);
  if (end === null) return { left: words.links.never, day: '' };
  const over = link.policy.expiresAt !== null && Date.parse(link.policy.expiresAt) <= now;
  if (!over && end.days === 0) return { left: words.links.daysLeft(0), day: '' };
  return { left: over ? words.links.over : words.links.daysLeft(end.days), day: words.links.untilDay(end) };
}
