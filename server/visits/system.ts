import { createHash } from 'node:crypto';
import { cutAddress } from './address.ts';

/** By what agents say of themselves; the first that fits. HarmonyOS NEXT names itself, older ones say Android. */
const systems = [
  ['harmony', /OpenHarmony|HarmonyOS/i],
  ['ios', /iPhone|iPad|iPod/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['mac', /Macintosh/],
  ['linux', /Linux|CrOS/],
] as const;

/**
 * What a phone looks like on links that count phones: its system, its network as far as that is stored, and behind `|`
 * which browser it is, as 8 hex digits of a hash.
 */
export function markOf(agent: string, address: string): string {
  const browser = createHash('sha256').update(agent).digest('hex').slice(0, 8);
  return `${systemOf(agent)} ${cutAddress(address)}|${browser}`;
}

/** The system of a phone or computer, the same in each of its browsers; `other` where it says none. */
export function systemOf(agent: string): string {
  return systems.find(([, sign]) => sign.test(agent))?.[0] ?? 'other';
}
