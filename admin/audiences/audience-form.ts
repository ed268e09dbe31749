import type { Audience, AudienceInput } from '#contract/audiences.ts';
import type { Download, Watermark } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { wholeNumber } from '../links/fields.ts';
import type { PresetSaid } from '../links/from-preset.ts';
import { secondsOf, type Visit, visitOf } from '../links/visit-length.ts';

/** What the form of a preset shows, as typed. */
export interface AudienceForm extends Visit {
  readonly kind: ProjectKind;
  readonly nameZh: string;
  readonly nameEn: string;
  /** The part of its id behind the kind; undefined while it follows the names. */
  readonly short: string | undefined;
  /** Empty: no limit. */
  readonly opens: string;
  readonly end: 'none' | 'days' | 'project';
  readonly days: string;
  readonly download: Download;
  readonly watermark: Watermark;
  readonly phones: string;
  readonly refresh: string;
  readonly asks: boolean;
}
export type AudienceField =
  | 'nameZh'
  | 'nameEn'
  | 'short'
  | 'opens'
  | 'days'
  | 'visit'
  | 'phones'
  | 'refresh'
  | 'download'
  | 'watermark';
export type AudienceMistakes = Partial<Record<AudienceField, keyof Words['roles']['audiences']['wrong']>>;

export function formOfAudience(preset: Audience): AudienceForm {
  return {
    kind: preset.kind,
    nameZh: preset.names['zh-CN'],
    nameEn: preset.names.en,
    short: preset.id.slice(preset.id.indexOf('.') + 1),
    opens: preset.maxOpens?.toString() ?? '',
    end: preset.expiresWithProject ? 'project' : preset.expiresInDays === null ? 'none' : 'days',
    days: String(preset.expiresInDays ?? 30),
    download: preset.download,
    watermark: preset.watermark,
    ...visitOf(preset.visitSeconds),
    phones: preset.maxDevices?.toString() ?? '',
    refresh: preset.refreshDays?.toString() ?? '',
    asks: preset.passwordAsked,
  };
}

/** One that is to be added: careful, and for a month. */
export function freshAudience(kind: ProjectKind): AudienceForm {
  return {
    kind,
    nameZh: '',
    nameEn: '',
    short: undefined,
    opens: '50',
    end: 'days',
    days: '30',
    download: 'off',
    watermark: 'off',
    ...visitOf(null),
    phones: '',
    refresh: '',
    asks: false,
  };
}

/** A short name out of the English name: `VIP guests` is `vip-guests`; empty where it has no letters for one. */
export function shortOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

/** The id of a form's preset: `event.vip-guests`. */
export function idOf({ kind, short, nameEn }: Pick<AudienceForm, 'kind' | 'short' | 'nameEn'>): string {
  return `${kind}.${short ?? shortOf(nameEn)}`;
}

/** What cannot be right; `taken`: the ids that there are, where one is to be added. */
export function mistakesInAudience(form: AudienceForm, taken: ReadonlySet<string> | undefined): AudienceMistakes {
  const mistakes: AudienceMistakes = {};
  const figure = (typed: string, most: number) => typed.trim() === '' || wholeNumber(typed, 1, most) !== undefined;
  const named = (name: string) => name.trim() !== '' && name.trim().length <= 120;
  if (!named(form.nameZh)) mistakes.nameZh = 'nameZh';
  if (!named(form.nameEn)) mistakes.nameEn = 'nameEn';
  if (taken) {
    const id = idOf(form);
    if (!/^[a-z]+\.[a-z0-9-]{1,40}$/.test(id)) mistakes.short = 'short';
    else if (taken.has(id)) mistakes.short = 'taken';
  }
  if (!figure(form.opens, 1_000_000)) mistakes.opens = 'opens';
  if (form.end === 'days' && wholeNumber(form.days, 0, 3650) === undefined) mistakes.days = 'days';
  if (secondsOf(form) === undefined) mistakes.visit = 'visit';
  if (!figure(form.phones, 10_000)) mistakes.phones = 'phones';
  if (!figure(form.refresh, 3650)) mistakes.refresh = 'refresh';
  return mistakes;
}

/** What the box is told; only of a form without mistakes. */
export function inputOfAudience(form: AudienceForm): AudienceInput {
  const figure = (typed: string) => wholeNumber(typed, 1, 1_000_000) ?? null;
  return {
    names: { 'zh-CN': form.nameZh.trim(), en: form.nameEn.trim() },
    maxOpens: figure(form.opens),
    download: form.download,
    watermark: form.watermark,
    expiresInDays: form.end === 'days' ? (wholeNumber(form.days, 0, 3650) ?? null) : null,
    expiresWithProject: form.end === 'project',
    refreshDays: figure(form.refresh),
    visitSeconds: secondsOf(form) ?? null,
    maxDevices: figure(form.phones),
    passwordAsked: form.asks,
  };
}

const fieldOf: Readonly<Record<string, AudienceField>> = {
  'names.zh-CN': 'nameZh',
  'names.en': 'nameEn',
  maxOpens: 'opens',
  expiresInDays: 'days',
  expiresWithProject: 'days',
  visitSeconds: 'visit',
  maxDevices: 'phones',
  refreshDays: 'refresh',
  download: 'download',
  watermark: 'watermark',
};

/** Which fields of the form the box refused, and why. */
export function refusedInAudience(fields: readonly string[]): AudienceMistakes {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const field = fieldOf[name];
      return field ? [[field, field === 'download' || field === 'watermark' ? 'refused' : field]] : [];
    }),
  );
}

type Terms = Omit<AudienceInput, 'names'>;

/** What a preset says, in the order of its form; opens count as for one person. A password is each link's own. */
function said(preset: Terms): PresetSaid[] {
  return [
    { field: 'opens', opens: preset.maxOpens, many: false },
    { field: 'end', days: preset.expiresInDays, withProject: preset.expiresWithProject },
    { field: 'download', download: preset.download },
    { field: 'visit', seconds: preset.visitSeconds },
    { field: 'phones', phones: preset.maxDevices },
    { field: 'watermark', watermark: preset.watermark },
    { field: 'refresh', days: preset.refreshDays },
  ];
}

/** What of a preset's terms became what, in words; empty where links that take it would stay as they are. */
export function changesOf(before: Terms, after: Terms, { links, roles }: Words): string[] {
  const { form } = links;
  const names = {
    opens: form.opens,
    end: form.expires,
    download: form.download,
    visit: form.visit,
    phones: form.phones,
    watermark: form.watermark,
    refresh: form.refresh,
    password: form.password,
  };
  const now = said(after);
  return said(before).flatMap((old, at) => {
    const [was, is] = [links.presetSaid(old), links.presetSaid(now[at] ?? old)];
    return was === is ? [] : [roles.audiences.turns(names[old.field], was, is)];
  });
}
