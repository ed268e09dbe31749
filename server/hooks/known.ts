import type { Locale } from '#contract/common.ts';
import type { Hook, HookFact, HookForm } from '#contract/hooks.ts';
import type { Kit } from '../kit.ts';
import type { HookRow } from './table.ts';

/** A webhook as the rooms work with it; its address and secret are opened only to be used. */
export interface KnownHook {
  readonly id: string;
  readonly form: HookForm;
  readonly facts: ReadonlySet<HookFact>;
  ofProject(projectId: string | undefined): boolean;
  readonly locale: Locale;
  readonly enabled: boolean;
  readonly row: HookRow;
}

export function knownHook(row: HookRow): KnownHook {
  const projects = row.project_ids === null ? null : new Set(JSON.parse(row.project_ids) as string[]);
  return {
    id: row.id,
    form: row.form,
    facts: new Set(JSON.parse(row.facts) as HookFact[]),
    ofProject: (projectId) => projects === null || (projectId !== undefined && projects.has(projectId)),
    locale: row.locale,
    enabled: row.enabled === 1,
    row,
  };
}

/** What the address and the secret of a webhook are bound to when they are sealed. */
export const boundTo = { url: (id: string) => `${id} url`, secret: (id: string) => `${id} secret` };

/** Where and with what it is called; undefined where the box has another key than when it was added. */
export function opened(
  { keys }: Pick<Kit, 'keys'>,
  { id, url_sealed, secret_sealed }: HookRow,
): { readonly url: URL; readonly secret: string | undefined } | undefined {
  const url = keys.unseal('hooks', url_sealed, boundTo.url(id));
  const secret = secret_sealed === null ? undefined : keys.unseal('hooks', secret_sealed, boundTo.secret(id));
  if (url === undefined || (secret_sealed !== null && secret === undefined)) return undefined;
  return { url: new URL(url), secret };
}

/** An address to be shown: the host, and of what is behind it, where that is long, the last letters to know it by. */
export function masked(url: URL): string {
  const rest = `${url.pathname}${url.search}`;
  const known = rest.length >= 24 ? rest.slice(-4) : '';
  return `${url.origin}/…${known}`;
}

/** A webhook as it is told to owners. */
export function presentHook(kit: Pick<Kit, 'keys'>, row: HookRow, waiting: number): Hook {
  const url = opened(kit, row)?.url;
  return {
    id: row.id,
    name: row.name,
    form: row.form,
    facts: JSON.parse(row.facts) as HookFact[],
    projectIds: row.project_ids === null ? null : (JSON.parse(row.project_ids) as string[]),
    locale: row.locale,
    enabled: row.enabled === 1,
    url: url ? masked(url) : '',
    hasSecret: row.secret_sealed !== null,
    createdAt: new Date(row.created_at).toISOString(),
    last:
      row.last_at === null
        ? null
        : {
            at: new Date(row.last_at).toISOString(),
            ok: row.last_ok === 1,
            status: row.last_status,
            failure: row.last_failure as NonNullable<Hook['last']>['failure'],
            said: row.last_said,
          },
    waiting,
  };
}
