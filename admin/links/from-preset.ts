import type { Audience } from '#contract/audiences.ts';
import type { Policy } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { endOfDays } from './days.ts';
import { wholeNumber } from './fields.ts';
import { daysOf, type LinkForm, type Where } from './link-change.ts';
import { secondsOf, visitOf } from './visit-length.ts';

/** What a preset says of one part of a link. */
export type PresetSaid = Parameters<Words['links']['presetSaid']>[0];
/** The parts of a link that a preset says something about. */
export type PresetField = PresetSaid['field'];

/** How one of them stands: as its preset has it, or otherwise, with what takes it back. */
export interface Standing {
  readonly said: PresetSaid;
  readonly same: boolean;
  /** What of the form is to be changed; undefined where the preset's end is past already. */
  readonly back: Partial<LinkForm> | undefined;
}

type OwnForm = Omit<LinkForm, 'label' | 'placement' | 'password'>;

/** The form of a link that has a preset's terms; without one: no limit, no end, nothing to be saved. */
export function formOfPreset(preset: Audience | undefined, meantFor: 'one' | 'many'): LinkForm {
  const opens = preset?.maxOpens?.toString() ?? '';
  const many = meantFor === 'many';
  const days = preset?.expiresInDays ?? null;
  const own: OwnForm = {
    for: meantFor,
    opens: many ? '' : opens,
    unlimited: many || opens === '',
    perPhone: many ? opens : '',
    opening: 'now',
    opensAt: '',
    end: preset?.expiresWithProject ? 'project' : days === null ? 'none' : 'days',
    days: String(days ?? 30),
    date: '',
    download: preset?.download ?? 'off',
    ...visitOf(preset?.visitSeconds ?? null),
    phones: preset?.maxDevices?.toString() ?? '',
    refresh: preset?.refreshDays?.toString() ?? '',
    watermark: preset?.watermark ?? 'off',
    preview: false,
    feedback: false,
    asks: preset?.passwordAsked ?? false,
  };
  return { ...own, label: '', placement: '', password: '' };
}

/** The policy that a preset gives to a link that is made now. */
export function policyOfPreset(preset: Audience | undefined, meantFor: 'one' | 'many', where: Where): Policy {
  const { maxOpens = null, expiresInDays: days = null } = preset ?? {};
  const many = meantFor === 'many';
  return {
    maxOpens: many ? null : maxOpens,
    maxOpensPerVisitor: many ? maxOpens : null,
    opensAt: null,
    expiresAt: days === null ? null : new Date(endOfDays(days, where.now, where.zone)).toISOString(),
    expiresWithProject: preset?.expiresWithProject ?? false,
    download: preset?.download ?? 'off',
    visitSeconds: preset?.visitSeconds ?? null,
    maxDevices: preset?.maxDevices ?? null,
    refreshDays: preset?.refreshDays ?? null,
    watermark: preset?.watermark ?? 'off',
    preview: false,
    feedback: false,
    password: preset?.passwordAsked ?? false,
  };
}

/** How each part of a form stands to its preset. `madeAt`: the days of a preset count from the making, UTC ms. */
export function standingsOf(
  form: LinkForm,
  preset: Audience,
  madeAt: number,
  where: Pick<Where, 'now' | 'zone'>,
): Readonly<Record<PresetField, Standing>> {
  const wish = formOfPreset(preset, form.for);
  const { maxOpens: opens, expiresInDays: days, expiresWithProject: withProject } = preset;
  const many = form.for === 'many';
  const stand = (said: PresetSaid, same: boolean, names: readonly (keyof LinkForm)[]): Standing => ({
    said,
    same,
    back: Object.fromEntries(names.map((name) => [name, wish[name]])),
  });
  const figure = (typed: string) => (typed.trim() === '' ? null : wholeNumber(typed, 1, 1_000_000));
  const total = form.unlimited ? null : figure(form.opens);
  const phone = figure(form.perPhone);
  return {
    opens: stand(
      { field: 'opens', opens, many },
      many ? phone === opens && total === null : total === opens && phone === null,
      ['opens', 'unlimited', 'perPhone'],
    ),
    end: endStanding(form, { days, withProject }, madeAt, where),
    download: stand({ field: 'download', download: preset.download }, form.download === preset.download, ['download']),
    visit: stand({ field: 'visit', seconds: preset.visitSeconds }, secondsOf(form) === preset.visitSeconds, [
      'visit',
      'visitCount',
      'visitUnit',
    ]),
    phones: stand({ field: 'phones', phones: preset.maxDevices }, figure(form.phones) === preset.maxDevices, [
      'phones',
    ]),
    refresh: stand({ field: 'refresh', days: preset.refreshDays }, figure(form.refresh) === preset.refreshDays, [
      'refresh',
    ]),
    watermark: stand({ field: 'watermark', watermark: preset.watermark }, form.watermark === preset.watermark, [
      'watermark',
    ]),
    password: stand({ field: 'password', asked: preset.passwordAsked }, form.asks === preset.passwordAsked, ['asks']),
  };
}

/** What of a link differs from its preset because the preset was changed since: it follows, and has its terms as they were. */
export function becameOf(
  follows: boolean,
  standings: Readonly<Record<PresetField, Standing>> | undefined,
): ReadonlySet<PresetField> {
  if (!follows || !standings) return new Set();
  // A password is each link's own.
  const fields = (Object.keys(standings) as PresetField[]).filter((field) => field !== 'password');
  return new Set(fields.filter((field) => !standings[field].same));
}

function endStanding(
  form: LinkForm,
  { days, withProject }: { days: number | null; withProject: boolean },
  madeAt: number,
  { now, zone }: Pick<Where, 'now' | 'zone'>,
): Standing {
  const said: PresetSaid = { field: 'end', days, withProject };
  if (withProject) return { said, same: form.end === 'project', back: { end: 'project' } };
  if (days === null) return { said, same: form.end === 'none', back: { end: 'none' } };
  const left = days + momentOf(madeAt, now, zone).days;
  return {
    said,
    same: daysOf(form, { now, zone }) === left,
    back: left < 0 ? undefined : { end: 'days', days: String(left) },
  };
}
