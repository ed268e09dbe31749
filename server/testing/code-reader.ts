import sharp from 'sharp';
import type { CodePicture } from '#contract/common.ts';
import { decodeCode } from './browser.ts';

/** What a phone reads in a code that the box told as an area to be drawn; undefined where it reads nothing. */
export async function textOf({ modules, path }: CodePicture): Promise<string | undefined> {
  const all = modules + 8;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${all} ${all}" width="${all * 6}">
    <rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
  const [text] = await decodeCode(await sharp(Buffer.from(svg)).png().toBuffer());
  return text;
}

/** The token in a guest link's address, as it stands in a code or elsewhere; '' where there is none. */
export function tokenIn(address: string | undefined): string {
  return /\/g\/([0-9a-z]{26})/i.exec(address ?? '')?.[1]?.toLowerCase() ?? '';
}
