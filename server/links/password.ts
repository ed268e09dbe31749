import { randomInt } from 'node:crypto';
import type { PolicyInput } from '#contract/links.ts';
import { hashPassword } from '../box/passwords.ts';
import type { Keys } from '../keys.ts';
import type { Kit } from '../kit.ts';
import { projectRow } from '../projects/table.ts';
import { presetFor } from './preset.ts';

/**
 * What a guest typed and what staff typed, in one form: phones put a blank behind a word, and Chinese keyboards offer
 * figures of double width.
 */
export function passwordText(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/** A password as it is kept: hashed to judge by, and sealed with the box's key to be shown to staff again. */
export interface TypedPassword {
  readonly text: string;
  readonly hash: string;
}

/** The password that a policy brings; null where it takes it away, undefined where it says nothing. Before a write: it takes time. */
export async function typedPassword(policy: PolicyInput | undefined): Promise<TypedPassword | null | undefined> {
  if (policy?.password === undefined) return undefined;
  const text = passwordText(policy.password ?? '');
  return text === '' ? null : { text, hash: await hashPassword(text) };
}

/** The password of a new link; `made` where the box made it up because the preset asks for one and none was given. */
export interface NewPassword {
  readonly password: TypedPassword | null | undefined;
  readonly made?: string;
}

/** The password of a link that is being made: what the policy brings, or six figures where only the preset asks for one. */
export async function newPassword(
  kit: Kit,
  projectId: string,
  audience: string | undefined,
  policy: PolicyInput | undefined,
): Promise<NewPassword> {
  const password = await typedPassword(policy);
  if (password || audience === undefined) return { password };
  const project = await projectRow(kit.db.read, projectId);
  if (!project || !(await presetFor(kit.db.read, project.kind, audience)).passwordAsked) return { password };
  const made = String(randomInt(1_000_000)).padStart(6, '0');
  return { password: { text: made, hash: await hashPassword(made) }, made };
}

/** A password under the box's key, for this link alone; a copied database shows none. */
export function sealPassword(keys: Keys, linkId: string, password: TypedPassword | null | undefined): string | null {
  return password ? keys.seal('passwords', password.text, linkId) : null;
}

/** The names under which wrong guesses at a link's password are counted, all those that came by one side. */
export function linkGuesses(linkId: string, onSite: boolean): string {
  return `link:${linkId}:${onSite ? 'site' : 'tunnel'}`;
}

/** The same of those alone that came from visitors whose own guesses were spent. */
export function furtherGuesses(linkId: string, onSite: boolean): string {
  return `${linkGuesses(linkId, onSite)}:further`;
}
