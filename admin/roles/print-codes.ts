import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { lastMoment } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { readAddresses } from '../box/calls.ts';
import { warningsOf } from '../links/address-warnings.ts';
import { drawCode } from '../links/calls.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notifyRefused } from '../parts/notice.ts';
import { CodeSheet, type PrintedCode } from './code-sheet.ts';
import type { RoleVersion } from './version-groups.ts';
import { versionName } from './version-row.ts';

/** Puts the codes of these versions on a sheet and opens the browser's print dialog; withdrawn ones are left out. */
export async function printCodes(versions: readonly RoleVersion[], words: Words, zone: string): Promise<void> {
  const sheet = versions.map((version) => ({
    link: version.link,
    title: version.galleries.map(({ title }) => title).join(words.admin.comma),
    name: versionName(version, words),
  }));
  await printSheet(sheet, words, zone);
}

/** A code that is to be on a sheet: what it opens, and what it is called. */
export interface OnSheet {
  readonly link: Link;
  readonly title: string;
  readonly name: string;
}

/** Opens the browser's print dialog with these codes on a sheet; withdrawn ones are left out. */
export async function printSheet(sheet: readonly OnSheet[], words: Words, zone: string): Promise<void> {
  const codes = await sheetCodes(sheet, words, zone);
  if (codes.length > 0) await CodeSheet.print(codes, words.roles.versions.printed.scan);
}

/**
 * The codes of a sheet, drawn; none where that is called off, or refused, which is told. Asks first while the box's
 * address is not set to stay: what is printed is for ever.
 */
export async function sheetCodes(sheet: readonly OnSheet[], words: Words, zone: string): Promise<PrintedCode[]> {
  const { printed: own } = words.roles.versions;
  const codes: PrintedCode[] = [];
  try {
    const addresses = await readAddresses();
    if (warningsOf(addresses, addresses.public ? 'public' : 'local').includes('not_staying')) {
      const question = { heading: own.warn, text: own.warnText, yes: own.anyway };
      if (!(await askFirst(question))) return [];
    }
    for (const { link, title, name } of sheet) {
      if (link.revokedAt !== null) continue;
      codes.push({ ...(await drawCode(link.id)), title, name, note: noteOf(link, words, zone) });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    notifyRefused(error, words);
    return [];
  }
  return codes;
}

/** A date, never days: paper does not count down. */
function noteOf({ policy }: Link, words: Words, zone: string): string {
  const { printed: own } = words.roles.versions;
  const at = policy.expiresAt === null ? null : Date.parse(policy.expiresAt);
  // Seen from another day, so that it is never "today".
  const end = at === null ? null : { ...lastMoment(at, at, zone), days: 2, thisYear: false };
  return [
    ...(end === null ? [] : [own.until(words.links.untilDay(end))]),
    ...(policy.password ? [own.asksPassword] : []),
  ].join(words.admin.comma);
}
