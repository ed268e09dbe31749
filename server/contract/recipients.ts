import { z } from 'zod';
import { Cursor, Id, Instant, line, onlyId, onlyProjectId, text } from './common.ts';
import { operation, presenters } from './operation.ts';
import { RefusalCode } from './problems.ts';

/** 接收人: the person or the company that links are meant for. A presenter sees those that it made. */
export const Recipient = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    /** 称呼: `先生`, `Ms`. */
    honorific: z.string(),
    company: z.string(),
    /** A phone number, a mail address, a WeChat name; whatever staff wrote. */
    contact: z.string(),
    tags: z.array(z.string()),
    note: z.string(),
    /** Of its links that are not revoked. */
    links: z.int(),
    /** Of all its links. */
    opens: z.int(),
    lastOpenAt: Instant.nullable(),
    /** Who of the staff; null where that account is gone. */
    madeBy: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Recipient' });
export type Recipient = z.infer<typeof Recipient>;

/** The same of a recipient that other answers carry along. */
export const ShortRecipient = Recipient.pick({ id: true, name: true, honorific: true, company: true }).meta({
  id: 'ShortRecipient',
});
export type ShortRecipient = z.infer<typeof ShortRecipient>;

const fields = {
  honorific: line(40),
  company: line(120),
  contact: line(200),
  tags: z.array(line(40).min(1)).max(20),
  note: text(1000),
};
export const RecipientName = line(80).min(1);
export const NewRecipient = z.strictObject({
  name: RecipientName,
  honorific: fields.honorific.optional(),
  company: fields.company.optional(),
  contact: fields.contact.optional(),
  tags: fields.tags.optional(),
  note: fields.note.optional(),
});
export type NewRecipient = z.infer<typeof NewRecipient>;
export const RecipientChange = NewRecipient.partial();
export type RecipientChange = z.infer<typeof RecipientChange>;

export const RecipientSearch = z.object({
  /** Any part of name, company, contact, tags; several words must all be found. */
  q: z.string().trim().max(200).optional(),
  tag: z.string().trim().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor.optional(),
});
export type RecipientSearch = z.infer<typeof RecipientSearch>;
export const RecipientPage = z
  .object({
    items: z.array(Recipient),
    nextCursor: z.string().nullable(),
    /** How many fit the search. */
    total: z.int(),
    /** Of the whole project, the most used first. */
    tags: z.array(z.object({ tag: z.string(), count: z.int() })),
  })
  .meta({ id: 'RecipientPage' });
export type RecipientPage = z.infer<typeof RecipientPage>;

/** What becomes of one row of a CSV. `merged`: there is such a recipient already; what it lacked was filled in. */
export const ImportedRow = z
  .object({
    /** As a spreadsheet numbers it: 1 is the first line of the file. */
    row: z.int(),
    verdict: z.enum(['added', 'merged', 'unchanged', 'refused']),
    name: z.string(),
    recipientId: Id.nullable(),
    /** Of a refused row: which column, and why. */
    field: z.string().nullable(),
    code: RefusalCode.nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'ImportedRow' });
export type ImportedRow = z.infer<typeof ImportedRow>;
export const Import = z
  .object({
    /** Whether it was carried out; a preview, and one with a refused row that nobody allowed to be left out, is not. */
    done: z.boolean(),
    rows: z.array(ImportedRow),
    added: z.int(),
    merged: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    /** Which heading of the file was taken for which field; null: for none, and left out. */
    columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
    /** How the file was read: `utf-8`, `gb18030`, `utf-16le`. */
    encoding: z.string(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

const local = { door: 'local', access: presenters } as const;
export const recipientOperations = {
  listRecipients: operation({
    ...local,
    id: 'listRecipients',
    summary: 'The recipients of a project, newest first; those of its own for a presenter',
    method: 'GET',
    path: '/api/projects/:projectId/recipients',
    params: onlyProjectId,
    query: RecipientSearch,
    status: 200,
    answer: RecipientPage,
  }),
  addRecipient: operation({
    ...local,
    id: 'addRecipient',
    summary: 'Add a recipient',
    method: 'POST',
    path: '/api/projects/:projectId/recipients',
    params: onlyProjectId,
    body: NewRecipient,
    status: 201,
    answer: Recipient,
  }),
  importRecipients: operation({
    ...local,
    id: 'importRecipients',
    summary:
      'Add recipients from a CSV of 1 MB and 5,000 rows at most, with headings; `preview` only tells, and with a bad row nothing is taken (422) unless `skipRefused` says to leave it out',
    method: 'POST',
    path: '/api/projects/:projectId/recipients/import',
    params: onlyProjectId,
    query: z.object({
      preview: z.enum(['true', 'false']).optional(),
      skipRefused: z.enum(['true', 'false']).optional(),
    }),
    body: 'text/csv',
    status: 200,
    answer: Import,
  }),
  readRecipient: operation({
    ...local,
    id: 'readRecipient',
    summary: 'One recipient',
    method: 'GET',
    path: '/api/recipients/:id',
    params: onlyId,
    status: 200,
    answer: Recipient,
  }),
  changeRecipient: operation({
    ...local,
    id: 'changeRecipient',
    summary: 'Change a recipient',
    method: 'PATCH',
    path: '/api/recipients/:id',
    params: onlyId,
    body: RecipientChange,
    status: 200,
    answer: Recipient,
  }),
  removeRecipient: operation({
    ...local,
    id: 'removeRecipient',
    summary: 'Delete a recipient; its links are revoked where `links` says so, else they go on without it',
    method: 'DELETE',
    path: '/api/recipients/:id',
    params: onlyId,
    query: z.object({ links: z.enum(['keep', 'revoke']).default('keep') }),
    status: 204,
  }),
} as const;
