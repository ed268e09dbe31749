/** Every time zone that this browser knows, with UTC. */
export function allZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** What the clock on a wall there shows now: `14:05`. */
export function clockIn(zone: string, now: number = Date.now()): string {
  return new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(now);
}

/** A zone as people name it, in one line: its own name, its id, and how far from UTC. */
export function zoneName(zone: string, tag: string): string {
  const [long, id, offset] = namesOf(zone, tag);
  return [long, id, offset].filter((part, at, all) => part !== '' && all.indexOf(part) === at).join('  ');
}

/** By what a zone is found: its name in this language, its id in words, and `UTC+8`. */
export function namesOf(zone: string, tag: string): [string, string, string] {
  const id = zone.replaceAll('_', ' ');
  const long = part(zone, tag, 'long');
  const offset = part(zone, 'en', 'shortOffset').replace('GMT', 'UTC');
  return [/^(GMT|UTC)[+-]/.test(long) ? '' : long, id, offset];
}

function part(zone: string, tag: string, timeZoneName: 'long' | 'shortOffset'): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName }).formatToParts(Date.now());
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
