import type { CodePicture } from '#contract/common.ts';
import type { CodeAddress, ScreenCode } from '#contract/screens.ts';
import { codePicture } from '../../http/code-picture.ts';
import { codeUrl, guestUrl } from '../../links/present.ts';
import type { HeldCode, Sources } from '../shown.ts';

/** Where the codes on a screen lead now. */
export function codeOrigin({ addresses, crowded }: Sources, wanted: CodeAddress): string {
  const { public: publicOrigin, local } = addresses.origins();
  return wanted === 'local' && !crowded() ? local : (publicOrigin ?? local);
}

/** The codes of slots as they are drawn on one screen; `places` says what stands behind the address of a slot, if anything. */
export function codesAt(
  sources: Sources,
  codes: Readonly<Record<string, HeldCode>>,
  wanted: CodeAddress,
  places: ReadonlyMap<string, string>,
): Record<string, ScreenCode> {
  const origin = codeOrigin(sources, wanted);
  const isPublic = origin === sources.addresses.origins().public;
  return Object.fromEntries(
    Object.entries(codes).map(([slot, { token, audience: _, ...rest }]) => {
      const place = places.get(slot);
      const address = place === undefined ? guestUrl(origin, token) : `${guestUrl(origin, token)}/${place}`;
      return [slot, { code: pictureOf(codeUrl(address)), public: isPublic, ...rest }];
    }),
  );
}

/** Codes that were drawn last: drawing one takes a millisecond or two, and they are asked for with every new photo. */
const drawn = new Map<string, CodePicture>();
const keptCodes = 400;

function pictureOf(text: string): CodePicture {
  const picture = drawn.get(text) ?? codePicture(text);
  drawn.delete(text);
  drawn.set(text, picture);
  const oldest = drawn.keys().next().value;
  if (drawn.size > keptCodes && oldest !== undefined) drawn.delete(oldest);
  return picture;
}
