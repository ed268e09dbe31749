import { guestAudience } from '#contract/guest-audience.ts';
import type { Download } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { audienceById } from '../links/audiences/table.ts';
import { judge } from '../links/policy.ts';
import type { Preset } from '../links/preset.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Reader } from '../store/database.ts';

/*
 * Everybody looks at a screen. What is meant for few goes on one only after staff have said so, and no code leads whoever
 * passes by to more than the guests of such a project may have.
 */

/** Asks for a password, or is for one person or for the house alone. */
export function isPrivate({ passwordHash, recipient, audience }: StoredLink): boolean {
  return passwordHash !== null || recipient !== null || isInternal(audience);
}

function isInternal(audience: string | null): boolean {
  return audience?.endsWith('.internal') ?? false;
}

/** Whether a gallery is meant for few: all of its links are, those that are revoked aside where there are others. */
export function isForFew(links: readonly StoredLink[]): boolean {
  const left = links.filter(({ revokedAt }) => revokedAt === null);
  const judged = left.length > 0 ? left : links;
  return judged.length > 0 && judged.every(isPrivate);
}

/** Whether it is for the house alone, or for who has a password. What was made for one client says nothing of the others. */
export function isClosed(links: readonly StoredLink[]): boolean {
  const left = links.filter(({ revokedAt }) => revokedAt === null);
  const judged = (left.length > 0 ? left : links).filter(({ recipient }) => recipient === null);
  return judged.length > 0 && judged.every(isPrivate);
}

/** Who stands in front of a screen with a project of this kind, and what they may keep. */
export interface Passers {
  readonly audience: string;
  readonly download: Download;
}

/** By the preset for guests, as it is now. */
export async function passersOf(db: Reader, kind: ProjectKind): Promise<Passers> {
  const audience = guestAudience[kind];
  return { audience, download: (await audienceById(db, audience))?.download ?? 'off' };
}

const more: Readonly<Record<Download, number>> = { off: 0, screen: 1, original: 2 };

/** Whether those of another audience may keep more than whoever stands in front of a screen. What has no audience was made for it by hand. */
export function isMoreOpen(
  { audience, download }: Pick<StoredLink, 'audience' | 'download'>,
  passers: Passers,
): boolean {
  return audience !== null && audience !== passers.audience && more[download] > more[passers.download];
}

/** The same of a code that a screen makes for itself. */
export function isCloserPreset({ id, download }: Pick<Preset, 'id' | 'download'>, passers: Passers): boolean {
  return isInternal(id) || isMoreOpen({ audience: id, download }, passers);
}

/**
 * Whose code stands beside a gallery where staff name none: one that everybody may have, and since everybody looks at a
 * screen, one for many goes first.
 */
export function newestPublic(links: readonly StoredLink[], now: number, passers: Passers): StoredLink | undefined {
  const open = links.filter((link) => judge(link, now) === 'live' && !isPrivate(link) && !isMoreOpen(link, passers));
  return open.findLast(({ meantFor }) => meantFor === 'many') ?? open.at(-1);
}

/** Whose code would stand there if it opened: the newest one for many that nobody ended on purpose. */
export function newestClosed(links: readonly StoredLink[], passers: Passers): StoredLink | undefined {
  return links.findLast(
    (link) => link.meantFor === 'many' && link.revokedAt === null && !isPrivate(link) && !isMoreOpen(link, passers),
  );
}

/** What is not meant for everybody among what staff want to show. */
export interface Secret {
  readonly galleryIds: Set<string>;
  readonly linkIds: Set<string>;
}

/** Throws `private_on_screen`, which names it, where there is any. */
export function refuseSecret({ galleryIds, linkIds }: Secret): void {
  if (galleryIds.size === 0) return;
  throw new Refusal('private_on_screen', 'this is not meant for everybody; say that it may be seen', {
    galleryIds: [...galleryIds],
    linkIds: [...linkIds],
  });
}
