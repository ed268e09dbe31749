/** How far a phone on the box's Wi-Fi is: `new` has not asked for the internet, `waiting` was led to the portal, `on` went on from there. */
export type PhoneState = 'new' | 'waiting' | 'on';

/** Phones by their address on the box's own network: as many as a hall holds, for as long as an event lasts. */
export interface Phones {
  of(address: string): PhoneState;
  /** Its question for the internet was answered by the way to the portal. */
  led(address: string): void;
  goOn(address: string): void;
  forget(): void;
}

export const phonesKept = 5000;
export const keptMs = 12 * 3_600_000;

/** Nothing of it is written down: after a restart phones are led to the portal once more. `now` is monotonic, in ms. */
export function openPhones(now: () => number, most = phonesKept): Phones {
  /** The one that was set longest ago is first. */
  const known = new Map<string, { readonly state: 'waiting' | 'on'; readonly at: number }>();
  const of = (address: string): PhoneState => {
    const phone = known.get(address);
    if (!phone) return 'new';
    if (now() - phone.at < keptMs) return phone.state;
    known.delete(address);
    return 'new';
  };
  const set = (address: string, state: 'waiting' | 'on') => {
    known.delete(address);
    known.set(address, { state, at: now() });
    const [oldest] = known.size > most ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  };
  return {
    of,
    led: (address) => {
      if (of(address) !== 'on') set(address, 'waiting');
    },
    goOn: (address) => set(address, 'on'),
    forget: () => known.clear(),
  };
}
