import type { Edits } from './edits.ts';
import type { Owner } from './owner.ts';

/**
 * Properties that say where, by which very camera, or by whom, by their names without the prefix: prefixes are whatever a
 * program likes. An element goes with all that is in it.
 */
const personal =
  /^(gps.*|location.*|sublocation|city|state|provincestate|country|countryname|countrycode|worldregion|lat|long|latitude|longitude|altitude|(absolute|relative)altitude|.*serialnumber|.*serialno|serial|ownername|cameraownername|owner|hostcomputer|artist|creator|author|authors|authorsposition|contributor|photographer|imageeditor|byline|bylinetitle|captionwriter|creatorcontactinfo|contactinfo|ci(adr|email|tel|url).*|imagecreator.*|copyrightowner.*|imagesupplier.*|licensor.*|hdrplusmakernote|hdrp_makernote|makernote|usercomment)$/i;
/** Those of them that hold names. */
const names =
  /^(ownername|cameraownername|owner|artist|creator|author|authors|contributor|photographer|imageeditor|byline|captionwriter|imagecreator.*|copyrightowner.*)$/i;
/** Notices of rights: they stay, unless they name somebody who was taken out. */
const notices = /^(rights|copyright|credit|usageterms|webstatement)$/i;
/** What must not be left in a packet that could not be followed. */
const rest = /gps(l|alt|dest)|serialnumber|ownername/i;
const space = 0x20;
/** A packet with more places to blank than any camera writes goes as a whole. */
const most = 2000;

type Cut = readonly [from: number, to: number];

/** Takes what is personal out of an XMP packet: spaces in its place, which leave it well-formed and as long as it was. */
export function cleanXmp(edits: Edits, from: number, to: number, owner: Owner): void {
  const text = edits.bytes.toString('latin1', from, Math.min(to, edits.bytes.length));
  const cuts = text.includes('\0') && isWide(text) ? undefined : cutsIn(text, owner);
  const left = cuts && without(text, cuts);
  if (!cuts || cuts.length > most || (left !== undefined && rest.test(left))) edits.blank(from, to, space);
  else for (const [start, end] of cuts) edits.blank(from + start, from + end, space);
}

/** UTF-16 or UTF-32, which no JPEG may hold: every second byte of the mark-up is empty. */
function isWide(text: string): boolean {
  return /<\0|\0</.test(text);
}

function without(text: string, cuts: readonly Cut[]): string {
  let kept = '';
  let at = 0;
  for (const [from, to] of cuts) {
    kept += text.slice(at, from);
    at = to;
  }
  return kept + text.slice(at);
}

/** The places to blank; undefined where the mark-up cannot be followed. */
function cutsIn(text: string, owner: Owner): Cut[] | undefined {
  const cuts: Cut[] = [];
  /** The element that is being left out, and how deep within it we are. */
  let cut: { readonly name: string; readonly from: number; readonly inside: number; depth: number } | undefined;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const other = beyondOther(text, at);
    if (other === -1) return undefined;
    if (other !== undefined) {
      at = text.indexOf('<', other);
      continue;
    }
    const tag = tagAt(text, at);
    if (!tag) return undefined;
    if (cut) {
      cut.depth += tag.closes ? -1 : tag.empty ? 0 : 1;
      if (cut.depth === 0) {
        if (goes(cut.name, text.slice(cut.inside, at).replace(/<[^>]*>/g, ' '), owner)) cuts.push([cut.from, tag.end]);
        cut = undefined;
      }
    } else if (!tag.closes && concerns(tag.name)) {
      if (tag.empty) cuts.push([at, tag.end]);
      else cut = { name: tag.name, from: at, inside: tag.end, depth: 1 };
    } else {
      for (const { name, value, from, to } of tag.attributes)
        if (concerns(name) && goes(name, value, owner)) cuts.push([from, to]);
    }
    at = text.indexOf('<', tag.end);
  }
  return cut ? undefined : cuts;
}

function concerns(name: string): boolean {
  return personal.test(name) || notices.test(name);
}

function goes(name: string, value: string, owner: Owner): boolean {
  if (notices.test(name)) return owner.isIn(value);
  if (names.test(name)) for (const one of value.split(/\s{2,}|\n/)) owner.add(one);
  return true;
}

/** Where a comment, an instruction or a declaration ends; -1 where it does not, undefined where there is none. */
function beyondOther(text: string, at: number): number | undefined {
  const end = text.startsWith('<!--', at)
    ? '-->'
    : text.startsWith('<![CDATA[', at)
      ? ']]>'
      : text.startsWith('<?', at)
        ? '?>'
        : text.startsWith('<!', at)
          ? '>'
          : undefined;
  if (end === undefined) return undefined;
  const found = text.indexOf(end, at + 2);
  return found < 0 ? -1 : found + end.length;
}

interface Tag {
  /** Without its prefix. */
  readonly name: string;
  readonly closes: boolean;
  readonly empty: boolean;
  readonly attributes: readonly {
    readonly name: string;
    readonly value: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly end: number;
}

const nameForm = /\/?([^\s=<>/"']+)/y;
const attributeForm = /\s+(([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'))/y;
const endForm = /\s*(\/?)>/y;

function tagAt(text: string, at: number): Tag | undefined {
  nameForm.lastIndex = at + 1;
  const [whole, name = ''] = nameForm.exec(text) ?? [];
  if (whole === undefined) return undefined;
  let next = nameForm.lastIndex;
  const attributes: Tag['attributes'][number][] = [];
  for (;;) {
    attributeForm.lastIndex = next;
    const found = attributeForm.exec(text);
    if (!found) break;
    const [, attribute = '', full = '', double, single] = found;
    next = attributeForm.lastIndex;
    attributes.push({ name: local(full), value: double ?? single ?? '', from: next - attribute.length, to: next });
  }
  endForm.lastIndex = next;
  const end = endForm.exec(text);
  if (!end) return undefined;
  return {
    name: local(name),
    closes: whole.startsWith('/'),
    empty: end[1] === '/',
    attributes,
    end: endForm.lastIndex,
  };
}

function local(name: string): string {
  // A declaration of a name space is none of its properties, whatever it is called.
  return name.startsWith('xmlns:') ? name : name.slice(name.indexOf(':') + 1);
}
