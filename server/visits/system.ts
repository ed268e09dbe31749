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

/** What a phone looks like on links that count phones: its system, and its network as far as that is stored. */
export function markOf(agent: string, address: string): string {
  return `${systemOf(agent)} ${cutAddress(address)}`;
}

/** The system of a phone or computer, the same in each of its browsers; `other` where it says none. */
export function systemOf(agent: string): string {
  return systems.find(([, sign]) => sign.test(agent))?.[0] ?? 'other';
}
