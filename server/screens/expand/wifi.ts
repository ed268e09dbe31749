import type { CodePicture } from '#contract/common.ts';
import { codePicture } from '../../http/code-picture.ts';
import type { ItemOf } from './moment.ts';

type Network = Pick<ItemOf<'wifi'>, 'name' | 'security' | 'password' | 'hidden'>;

/** What a code says with which phones join a network, in the form that they all read. */
export function wifiText({ name, security, password, hidden }: Network): string {
  const key = security === 'nopass' ? '' : `P:${escaped(password)};`;
  return `WIFI:T:${security};S:${escaped(name)};${key}${hidden ? 'H:true;' : ''};`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,:"]/g, (sign) => `\\${sign}`);
}

/** Codes that were drawn last: drawing one takes a millisecond or two, and playlists are expanded with every new photo. */
const drawn = new Map<string, CodePicture>();
const kept = 60;

/** The code of a network. */
export function wifiPicture(network: Network): CodePicture {
  const text = wifiText(network);
  const picture = drawn.get(text) ?? codePicture(text);
  drawn.delete(text);
  drawn.set(text, picture);
  const oldest = drawn.keys().next().value;
  if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest);
  return picture;
}
