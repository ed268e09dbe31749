import type { People, PeopleList, Story } from '#contract/people.ts';
import type { Import, NewRecipient, Recipient, RecipientChange, RecipientPage } from '#contract/recipients.ts';
import { ask, sendRaw } from '../api.ts';

const ofProject = (projectId: string) => `/api/projects/${projectId}`;
const query = (said: Record<string, string | undefined>) => {
  const some = Object.entries(said).filter((pair): pair is [string, string] => (pair[1] ?? '') !== '');
  return some.length === 0 ? '' : `?${new URLSearchParams(some)}`;
};

export const listRecipients = (
  projectId: string,
  { q, tag, limit = 100, cursor }: { q?: string; tag?: string; limit?: number; cursor?: string },
) => ask<RecipientPage>('GET', `${ofProject(projectId)}/recipients${query({ q, tag, limit: String(limit), cursor })}`);
export const addRecipient = (projectId: string, recipient: NewRecipient) =>
  ask<Recipient>('POST', `${ofProject(projectId)}/recipients`, recipient);
export const changeRecipient = (id: string, change: RecipientChange) =>
  ask<Recipient>('PATCH', `/api/recipients/${id}`, change);
/** Deletes a recipient for good; its links go on without it, or are revoked with it. */
export const removeRecipient = (id: string, links: 'keep' | 'revoke') =>
  ask('DELETE', `/api/recipients/${id}${query({ links })}`);
/** What would become of each row. */
export const previewImport = (projectId: string, file: Blob) =>
  sendRaw<Import>('POST', `${ofProject(projectId)}/recipients/import?preview=true`, 'text/csv', file);
/** Takes the rows that can be taken. */
export const importRecipients = (projectId: string, file: Blob) =>
  sendRaw<Import>('POST', `${ofProject(projectId)}/recipients/import?skipRefused=true`, 'text/csv', file);
/** What a list may be narrowed to, as a report is. */
export type PartOf = Readonly<
  Partial<Record<'audience' | 'galleryId' | 'linkId' | 'recipientId' | 'placement', string>>
>;
export const partKinds = ['audience', 'galleryId', 'linkId', 'recipientId', 'placement'] as const;
export const readPeople = (
  projectId: string,
  { list, tag, most, ...part }: { list: PeopleList; tag?: string; most?: number } & PartOf,
) =>
  ask<People>(
    'GET',
    `${ofProject(projectId)}/people${query({ list, tag, ...part, ...(most !== undefined && { most: String(most) }) })}`,
  );
/** Forgets the phone of a visit on all links. */
export const forgetPhone = (linkId: string, visitId: string) =>
  ask('DELETE', `/api/links/${linkId}/visits/${visitId}/phone`);
export const readStory = (id: string) => ask<Story>('GET', `/api/recipients/${id}/story`);

/** So many are written to, or get their links, in one act. */
export const mostAtOnce = 500;
