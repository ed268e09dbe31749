import { createHash } from 'node:crypto';
import type { UploadAnswer } from '#contract/photos.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import type { NamedFile } from '../testing/box.ts';
import { type Phone, type PhoneOptions, phoneAt } from '../testing/guests.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { Doors } from './site.ts';

export const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Writes down what the answer to an upload of these files promises; gives the photos' ids. */
export function noteUpload(acknowledged: Acknowledged, files: readonly NamedFile[], answer: UploadAnswer): string[] {
  for (const [index, { id }] of answer.accepted.entries()) {
    acknowledged.uploads.set(id, sha256((files[index] as NamedFile).data));
    acknowledged.count('upload');
  }
  // What flows into a full gallery of the newest pushes others out again: only a place that is kept is a promise.
  for (const chapter of answer.gallery?.chapters ?? []) {
    for (const id of chapter.photoIds) acknowledged.places.set(id, chapter.id);
    if (chapter.opened) acknowledged.count('chapter');
  }
  return answer.accepted.map(({ id }) => id);
}

/** A new phone opens a link; gives the status. */
export async function openLink(guestUrl: string, token: string): Promise<number> {
  const answer = await fetch(new URL(`/g/${token}/open`, guestUrl), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  });
  await answer.text();
  return answer.status;
}

/** Writes down what the answer to an open promises. */
export function noteOpen(acknowledged: Acknowledged, linkId: string, status: number): void {
  if (status !== 200) return;
  acknowledged.add('opens', linkId);
  acknowledged.count('open');
}

/** Where a guest goes. */
export interface Way {
  readonly box: Doors;
  readonly acknowledged: Acknowledged;
  readonly link: { readonly id: string; readonly token: string | null };
}

/** A new phone, or this one, opens a link that has to let it in, and writes that down. Throws with any other answer. */
export async function letIn(
  { box, acknowledged, link }: Way,
  { phone = phoneAt(box.guestUrl), ...body }: { phone?: Phone; password?: string } = {},
): Promise<{ phone: Phone; answer: OpenAnswer }> {
  const answer = await phone.open(link.token ?? '', body);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`POST /g/${link.token}/open: ${answer.status} ${text}`);
  noteOpen(acknowledged, link.id, answer.status);
  return { phone, answer: JSON.parse(text) as OpenAnswer };
}

/** A new phone that a link has to keep out, with this. */
export async function keptOut({ box, link }: Way, code: string, options?: PhoneOptions): Promise<Phone> {
  const phone = phoneAt(box.guestUrl, options);
  const answer = await phone.open(link.token ?? '');
  const text = await answer.text();
  if (!text.includes(`"${code}"`)) throw new Error(`POST /g/${link.token}/open: ${answer.status} ${text}`);
  return phone;
}
