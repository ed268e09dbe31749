import type { Hook, HookChange, HookInput, HookSent } from '#contract/hooks.ts';
import { ask } from '../api.ts';

export type MadeHook = Hook & { readonly secret: string | null };

/** All webhooks, their addresses masked. Throws Refused, as all calls do. */
export const listHooks = async () => (await ask<{ items: Hook[] }>('GET', '/api/hooks')).items;
/** The answer is the only one that has the secret of our own form. */
export const addHook = (input: HookInput) => ask<MadeHook>('POST', '/api/hooks', input);
export const changeHook = (id: string, change: HookChange) => ask<Hook>('PATCH', `/api/hooks/${id}`, change);
export const removeHook = (id: string) => ask('DELETE', `/api/hooks/${id}`);
/** Sends a test message; says how it went. */
export const testHook = (id: string) => ask<HookSent>('POST', `/api/hooks/${id}/test`);
