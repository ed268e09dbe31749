import { z } from 'zod';
import { type Settings, SettingsChange } from '#contract/box.ts';
import type { Kit } from '../kit.ts';
import type { Reader, Writer } from '../store/database.ts';
import { audit, type Doer } from './audit.ts';
import { allSettings, putSetting } from './table.ts';

/** A machine that was told no zone says UTC; a box without one is most likely at home. */
function machineZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return !zone || /^(Etc\/)?(UTC|GMT|Unknown)$/.test(zone) ? 'Asia/Shanghai' : zone;
}

/** What a box is called that nobody has named. */
export const nameAsShipped = 'Maiimg Box';

const defaults: Settings = {
  boxName: nameAsShipped,
  locale: 'zh-CN',
  timeZone: machineZone(),
  brandColour: '#B7791F',
  logo: null,
  publicOrigin: null,
  stayingOrigin: null,
  downloadName: '{name}',
  keepCameraData: false,
  cleanUpDays: null,
  portal: false,
  welcomeText: '',
  crowdCodes: true,
  homeRegion: null,
  keepEventsDays: 90,
};

/** What can be stored: beside what the owner says, the logo's address, which only its upload sets. */
const Storable = SettingsChange.extend({
  logo: z
    .string()
    .regex(/^\/brand\/[0-9a-f]{64}\.webp$/)
    .nullish(),
});
export type StorableSettings = { readonly [name in keyof Settings]?: Settings[name] | undefined };

const held = new WeakMap<Kit['db'], Settings>();

/** The settings as they are now, without asking the database; the defaults until `loadSettings` has run. */
export function readSettings(kit: Pick<Kit, 'db'>): Settings {
  return held.get(kit.db) ?? defaults;
}

/** Reads the settings into memory, once at the start. */
export async function loadSettings(kit: Kit): Promise<void> {
  held.set(kit.db, await stored(kit.db.read, kit));
}

/** Stores what differs, within a write; gives the settings as they will be. Hand them to `settingsStored` after it. */
export async function storeSettings(
  writer: Writer,
  kit: Kit,
  by: Doer,
  change: StorableSettings,
): Promise<{ settings: Settings; names: (keyof Settings)[] }> {
  const before = await stored(writer, kit);
  const settings = { ...before, ...defined(change) };
  const names = (Object.keys(before) as (keyof Settings)[]).filter((name) => settings[name] !== before[name]);
  for (const name of names) await putSetting(writer, name, JSON.stringify(settings[name]));
  if (names.length > 0) {
    const detail = Object.fromEntries(names.map((name) => [name, { from: before[name], to: settings[name] }]));
    await audit(writer, kit, by, 'settings.change', undefined, detail);
  }
  return { settings, names };
}

/** Takes settings that are on disk into memory and tells the other rooms. */
export function settingsStored(kit: Kit, { settings, names }: Awaited<ReturnType<typeof storeSettings>>): void {
  held.set(kit.db, settings);
  if (names.length > 0) kit.changes.emit('settings.changed', { names });
}

/** Changes settings; gives all of them. */
export async function changeSettings(kit: Kit, by: Doer, change: StorableSettings): Promise<Settings> {
  const after = await kit.db.write((writer) => storeSettings(writer, kit, by, change));
  settingsStored(kit, after);
  return after.settings;
}

async function stored(db: Reader, kit: Kit): Promise<Settings> {
  const settings: Settings = { ...defaults };
  for (const { name, value } of await allSettings(db)) {
    if (!(name in defaults)) continue;
    const read = Storable.safeParse({ [name]: parsed(value) });
    // One that no longer fits must not keep the box from starting.
    if (read.success) Object.assign(settings, read.data);
    else kit.log.warn({ name }, 'a setting does not fit and is left at its default');
  }
  return settings;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
