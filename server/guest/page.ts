import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accentsOf } from '#contract/accent.ts';
import { words } from '#words/index.ts';
import { type Html, html, json, raw } from '../http/html.ts';
import { assets } from './assets.ts';
import { shapeRule } from './client/shape.ts';
import type { Frame } from './models.ts';

/** Which script-visible state a page is in. */
export type PageKind = 'gate' | 'gallery' | 'closed' | 'message';

export interface PageParts {
  /** Of the tiles in it, as `data-shape` has them. */
  readonly shapes?: readonly number[];
  /** What the page sends by itself, as soon as somebody sees it: the form of a gate that asks for nothing. */
  readonly opens?: { readonly address: string; readonly nonce: string; readonly place: string | undefined };
  /** What messengers read of it. */
  readonly card?: Html | undefined;
  /** Style of its own, where few pages need it. */
  readonly sheet?: string;
  /** Without script, also where there is one. */
  readonly still?: boolean;
}

/** A whole document around what goes into `<main>`. */
export function wholePage(frame: Frame, title: string, main: Html, parts: PageParts = {}): string {
  const { shapes = [], opens, card, sheet = '', still } = parts;
  const nonce = frame.cspNonce;
  const { script, first } = still ? { script: null, first: null } : assets();
  const name = title === frame.boxName ? title : `${title} - ${frame.boxName}`;
  return html`<!doctype html>
<html lang="${frame.locale}">
<head>
<meta charset="utf-8">
<title>${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
${card}
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#141312" media="(prefers-color-scheme: dark)">
<link rel="icon" href="data:,">
${script && html`<script nonce="${nonce}">document.documentElement.className='js'</script>`}
${first && html`<script nonce="${nonce}" data-main="${script}"${opens && html` data-opens="${opens.address}" data-nonce="${opens.nonce}"${opens.place && html` data-place="${opens.place}"`}`}>(()=>{${raw(first)}})()</script>`}
<style nonce="${nonce}">${raw(style)}${raw(sheet)}${raw(colours(frame.brandColour))}</style>
<style nonce="${nonce}" id="shapes">${[...new Set(shapes)].map((shape) => raw(shapeRule(shape).join('')))}</style>
</head>
<body>
<main>${main}</main>
${script && html`<script type="application/json" id="words">${json(words(frame.locale).guest.script)}</script>`}
</body>
</html>
`.text;
}

/** The link that changes the language; `base` is the page's own address. */
export function languageLink(frame: Frame, base: string): Html {
  const { name, locale, long } = words(frame.locale).guest.otherLanguage;
  return html`<a class="language" href="${base}${base.includes('?') ? '&' : '?'}lang=${locale}" lang="${locale}" hreflang="${locale}" aria-label="${name}, ${long}" rel="nofollow">${name}</a>`;
}

/**
 * The language of a text that somebody typed, as an attribute, where its writing says so for sure and the page's is another:
 * so that it is read out in its own language, and drawn with its own characters.
 */
export function speaks(frame: Frame, text: string): Html | false {
  const own = kana.test(text) ? 'ja' : hangul.test(text) ? 'ko' : han.test(text) ? 'zh-CN' : null;
  return own !== null && own !== frame.locale && html` lang="${own}"`;
}

const kana = /[\u3041-\u30fa]/;
const hangul = /[\uac00-\ud7a3]/;
const han = /[\u4e00-\u9fff]/;

/** A text that somebody typed, so that it can turn no text beside it around. */
export function typed(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** The page's own style, as it stands in every page. */
export const style = ['base', 'gate', 'asks', 'head', 'gallery', 'keep', 'said', 'next-step', 'print']
  .map((name) => minified(readFileSync(join(import.meta.dirname, `style/${name}.css`), 'utf8')))
  .join('');

/** Comments and white space that mean nothing are left out. */
export function minified(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

const drawn = new Map<string, string>();

function colours(brand: string): string {
  let css = drawn.get(brand);
  if (css === undefined) {
    const { light, dark } = accentsOf(brand);
    const set = (accent: typeof light) => `--accent:${accent.accent};--on-accent:${accent.onAccent}`;
    // One photo large is shown on near-black in both.
    const viewer = `--glow:${dark.accent};--on-glow:${dark.onAccent}`;
    css = `:root{${set(light)};${viewer}}@media (prefers-color-scheme:dark){:root{${set(dark)}}}`;
    if (drawn.size > 50) drawn.clear();
    drawn.set(brand, css);
  }
  return css;
}
