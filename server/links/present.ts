import type { Link, Policy } from '#contract/links.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from './addresses.ts';
import { judge } from './policy.ts';
import { refreshDue } from './refresh-due.ts';
import type { StoredLink } from './table.ts';
import { tokenFor } from './token.ts';

/** A link as staff see it; its addresses are null where the box's key is not the one that it was made with. */
export function presentLink(kit: Kit, addresses: Addresses, link: StoredLink): Link {
  const token = tokenFor(kit.keys, link);
  const { public: publicOrigin, local } = addresses.origins();
  const url = token === undefined ? null : guestUrl(publicOrigin ?? local, token);
  return {
    id: link.id,
    projectId: link.projectId,
    galleryIds: [...link.galleryIds],
    label: link.label,
    audience: link.audience,
    placement: link.placement,
    recipient: link.recipient && {
      id: link.recipient.id,
      name: link.recipient.name,
      honorific: link.recipient.honorific,
      company: link.recipient.company,
    },
    batch: link.batch,
    screenId: link.screenId,
    for: link.meantFor,
    token: token ?? null,
    url,
    codeUrl: url === null ? null : codeUrl(url),
    localUrl: token === undefined ? null : guestUrl(local, token),
    policy: presentPolicy(link),
    opens: link.opens,
    downloads: link.downloads,
    refreshDueAt: iso(refreshDue(link, readSettings(kit).timeZone)),
    nextTaps: link.nextTaps,
    follows: link.follows,
    state: judge(link, kit.clock.now()),
    createdAt: new Date(link.createdAt).toISOString(),
    updatedAt: new Date(link.updatedAt).toISOString(),
    revokedAt: iso(link.revokedAt),
    revokedWhy: link.revokedWhy,
  };
}

/** What of a link or of a batch its policy is told by. */
export type Allowed = Pick<
  StoredLink,
  | ('maxOpens' | 'maxOpensPerVisitor' | 'opensAt' | 'expiresAt' | 'expiresWithProject' | 'download' | 'watermark')
  | ('visitSeconds' | 'maxDevices' | 'refreshDays' | 'preview' | 'feedback' | 'passwordHash')
>;

export function presentPolicy(allowed: Allowed): Policy {
  return {
    maxOpens: allowed.maxOpens,
    maxOpensPerVisitor: allowed.maxOpensPerVisitor,
    opensAt: iso(allowed.opensAt),
    expiresAt: iso(allowed.expiresAt),
    expiresWithProject: allowed.expiresWithProject,
    download: allowed.download,
    watermark: allowed.watermark,
    visitSeconds: allowed.visitSeconds,
    maxDevices: allowed.maxDevices,
    refreshDays: allowed.refreshDays,
    preview: allowed.preview,
    feedback: allowed.feedback,
    password: allowed.passwordHash !== null,
  };
}

/** A link's address on a guest door. */
export function guestUrl(origin: string, token: string): string {
  return `${origin}/g/${token}`;
}

/** The same address in the letters that make a small code; the scheme stays, since phones fail on it in capitals. */
export function codeUrl(url: string): string {
  const at = url.indexOf('://');
  return url.slice(0, at) + url.slice(at).toUpperCase();
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
