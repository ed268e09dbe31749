import type { Locale } from '#contract/common.ts';
import type { Download, RevokedWhy, Watermark } from '#contract/links.ts';
import type { StoredStep } from './next-steps/table.ts';
import type { Terms } from './policy.ts';

export interface LinkRow {
  id: string;
  project_id: string;
  token_hash: string;
  /** Of the address: grows when a new one is given. */
  edition: number;
  label: string;
  audience: string | null;
  placement: string | null;
  meant_for: 'one' | 'many';
  max_opens: number | null;
  max_opens_per_visitor: number | null;
  opens_at: number | null;
  expires_at: number | null;
  expires_with_project: number;
  download: Download;
  watermark: Watermark;
  visit_seconds: number | null;
  max_devices: number | null;
  refresh_days: number | null;
  /** When staff last said that what it shows is still right. */
  refreshed_at: number | null;
  /** 1: a messenger's preview may show its cover. */
  preview: number;
  /** 1: guests may give photos a heart and a line. */
  feedback: number;
  recipient_id: string | null;
  batch_id: string | null;
  /** The screen that made it for itself; it may be gone by now. */
  screen_id: string | null;
  /** Within its batch. */
  number: number | null;
  /** How often its number was given out, from 1. */
  issue: number;
  /** 1: its terms are still those of its audience. */
  follows: number;
  password_hash: string | null;
  /** The password under the box's key, to be shown again. */
  password_sealed: string | null;
  /** Grows with each new password; a visit keeps the one it was opened with. */
  password_edition: number;
  opens: number;
  last_open_at: number | null;
  made_by: string | null;
  created_at: number;
  updated_at: number;
  revoked_at: number | null;
  revoked_why: RevokedWhy | null;
  /** When it was revoked last, also where it was revived since: visits from before are over. */
  ended_at: number | null;
}

/** A link as the box knows it; instants in UTC ms. */
export interface StoredLink extends Terms {
  readonly id: string;
  readonly projectId: string;
  readonly projectTitle: string;
  readonly tokenHash: string;
  readonly edition: number;
  /** Its chapters in order; galleries that were deleted are left out. */
  readonly galleryIds: readonly string[];
  readonly label: string;
  readonly audience: string | null;
  readonly placement: string | null;
  readonly meantFor: 'one' | 'many';
  readonly maxOpensPerVisitor: number | null;
  readonly expiresWithProject: boolean;
  readonly download: Download;
  readonly watermark: Watermark;
  /** What its audience is called, where it has one that is still there. */
  readonly audienceNames: Readonly<Record<Locale, string>> | null;
  /** The hash of its project's own logo. */
  readonly projectLogo: string | null;
  readonly visitSeconds: number | null;
  readonly maxDevices: number | null;
  readonly refreshDays: number | null;
  /** When its photos were fresh last; null where it does not matter. */
  readonly freshAt: number | null;
  /** Whether a messenger's preview may show its cover; never where it asks for a password or marks its pictures. */
  readonly preview: boolean;
  /** What its page may say at the end, its own before its project's; those that are over are among them. */
  readonly nextSteps: readonly StoredStep[];
  readonly nextTaps: number;
  readonly feedback: boolean;
  /** Whom it is meant for; `madeBy`: the account that a presenter has to be to see it. */
  readonly recipient: {
    readonly id: string;
    readonly name: string;
    readonly honorific: string;
    readonly company: string;
    readonly madeBy: string | null;
  } | null;
  /** Where it was made with many others. */
  readonly batch: { readonly id: string; readonly number: number; readonly issue: number } | null;
  /** The screen that made it for itself, which may be gone by now. */
  readonly screenId: string | null;
  readonly follows: boolean;
  readonly revokedWhy: RevokedWhy | null;
  readonly madeBy: string | null;
  readonly passwordHash: string | null;
  readonly passwordEdition: number;
  /** Photos that its guests saved, each once a visit; as it was when the link was read. */
  readonly downloads: number;
  readonly lastOpenAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface JoinedRow extends LinkRow {
  project_title: string;
  /** When its project was deleted. */
  project_gone: number | null;
  logo_hash: string | null;
  name_zh: string | null;
  name_en: string | null;
  recipient_name: string | null;
  honorific: string | null;
  company: string | null;
  recipient_made_by: string | null;
  ends: number | null;
  galleries: string;
  fresh: number | null;
  steps: string;
  taps: number;
  downloads: number;
}

/** A row as the queries of `table.ts` read it. */
export function toStored(row: JoinedRow): StoredLink {
  const galleryIds = JSON.parse(row.galleries) as string[];
  // With its project, or the last that it opened, a link is over at once; its row follows (`trash/settle.ts`).
  const lost = row.project_gone !== null ? 'project' : galleryIds.length === 0 ? 'gallery' : null;
  return {
    id: row.id,
    projectId: row.project_id,
    projectTitle: row.project_title,
    tokenHash: row.token_hash,
    edition: row.edition,
    galleryIds,
    label: row.label,
    audience: row.audience,
    placement: row.placement,
    meantFor: row.meant_for,
    maxOpens: row.max_opens,
    maxOpensPerVisitor: row.max_opens_per_visitor,
    opensAt: row.opens_at,
    expiresAt: row.ends,
    expiresWithProject: row.expires_with_project === 1,
    download: row.download,
    watermark: row.watermark,
    audienceNames: row.name_zh === null || row.name_en === null ? null : { 'zh-CN': row.name_zh, en: row.name_en },
    projectLogo: row.logo_hash,
    visitSeconds: row.visit_seconds,
    maxDevices: row.max_devices,
    refreshDays: row.refresh_days,
    freshAt: row.fresh,
    preview: row.preview === 1 && row.password_hash === null && row.watermark === 'off',
    nextSteps: JSON.parse(row.steps) as StoredStep[],
    nextTaps: row.taps,
    feedback: row.feedback === 1,
    recipient:
      row.recipient_id === null
        ? null
        : {
            id: row.recipient_id,
            name: row.recipient_name ?? '',
            honorific: row.honorific ?? '',
            company: row.company ?? '',
            madeBy: row.recipient_made_by,
          },
    batch:
      row.batch_id === null || row.number === null ? null : { id: row.batch_id, number: row.number, issue: row.issue },
    screenId: row.screen_id,
    follows: row.follows === 1,
    revokedWhy: row.revoked_at === null ? lost : row.revoked_why,
    madeBy: row.made_by,
    passwordHash: row.password_hash,
    passwordEdition: row.password_edition,
    opens: row.opens,
    downloads: row.downloads,
    lastOpenAt: row.last_open_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revokedAt: row.revoked_at ?? (lost === null ? null : (row.project_gone ?? row.updated_at)),
  };
}
