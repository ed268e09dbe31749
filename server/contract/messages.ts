import { z } from 'zod';
import { Id, Instant, Locale, line, onlyProjectId, Title, text } from './common.ts';
import { operation, presenters, staff } from './operation.ts';
import { ProjectKind } from './projects.ts';

/** What a text to send is for. */
export const Purpose = z
  .enum(['viewing', 'launch', 'after', 'download', 'reminder', 'expiring', 'thanks', 'other'])
  .meta({ id: 'Purpose' });
export type Purpose = z.infer<typeof Purpose>;

/** `subject` is that of a mail; a chat gets the body alone. */
const Wording = z.strictObject({ subject: line(200), body: text(4000) });
export type Wording = z.infer<typeof Wording>;
const both = <T extends z.ZodType>(of: T) => z.strictObject({ 'zh-CN': of, en: of });

/** 消息文本: a text to send with links; `{name}` and its like are filled in. */
export const MessageText = z
  .object({
    /** `kind.name`, as an audience's. */
    id: z.string(),
    kind: ProjectKind,
    purpose: Purpose,
    names: both(z.string()),
    texts: both(Wording),
    /** It did not come with the box, so it can be removed. */
    own: z.boolean(),
    /** It came with the box and was changed; removing it brings the shipped one back. */
    changed: z.boolean(),
  })
  .meta({ id: 'MessageText' });
export type MessageText = z.infer<typeof MessageText>;
export const MessageTextInput = z.object({
  purpose: Purpose.default('other'),
  names: both(Title),
  texts: both(Wording),
});
export type MessageTextInput = z.infer<typeof MessageTextInput>;
export const MessageTextId = z.string().regex(/^(estate|event|product)\.[a-z0-9-]{1,40}$/, 'kind.name');

const LinkIds = z.array(Id).min(1).max(500);
/** Which links are told of, and in which words: a text of the box, or one that was typed. */
export const ComposeInput = z
  .strictObject({
    linkIds: LinkIds,
    textId: z.string().max(80).optional(),
    text: Wording.optional(),
    /** Without one: the box's. */
    locale: Locale.optional(),
    /** One message that tells of all of them, rather than one each: lines with a `{link}` are written once for each. */
    together: z.boolean().default(false),
  })
  .refine(({ textId, text }) => (textId === undefined) !== (text === undefined), {
    path: ['textId'],
    message: 'either `textId` or `text`',
  });
export type ComposeInput = z.infer<typeof ComposeInput>;

export const Message = z
  .object({
    linkIds: z.array(Id),
    recipientId: Id.nullable(),
    /** Whom it is for, as people call them. */
    name: z.string(),
    /** Its contact, as staff wrote it; `mail` and `phone` where it can be read as one. */
    contact: z.string(),
    mail: z.string().nullable(),
    phone: z.string().nullable(),
    subject: z.string(),
    body: z.string(),
    /**
     * Fields of the text that there is nothing for: they were left out, with what hangs on them. Terms that the link does
     * not have, a password among them, and an honorific or a company that nobody wrote are left out without being told.
     */
    missing: z.array(z.string()),
    /** Which of the links open nothing now. */
    dead: z.array(Id),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const SentHow = z.enum(['copy', 'sms', 'mail', 'file', 'share', 'other']).meta({ id: 'SentHow' });
export type SentHow = z.infer<typeof SentHow>;
/** What staff say that they sent. */
export const Sent = z
  .object({
    id: Id,
    linkId: Id,
    recipientId: Id.nullable(),
    textId: z.string().nullable(),
    purpose: Purpose,
    how: SentHow,
    /** As it was sent; a password in it is blotted out. May be empty. */
    body: z.string(),
    sentAt: Instant,
    sentBy: z.string(),
  })
  .meta({ id: 'Sent' });
export type Sent = z.infer<typeof Sent>;
export const NewSent = z.strictObject({
  items: z
    .array(z.strictObject({ linkId: Id, body: text(8000).optional() }))
    .min(1)
    .max(500),
  textId: z.string().max(80).optional(),
  purpose: Purpose.default('other'),
  how: SentHow,
});
export type NewSent = z.infer<typeof NewSent>;

const local = { door: 'local' } as const;
const ofText = z.object({ id: MessageTextId });
export const messageOperations = {
  listMessageTexts: operation({
    ...local,
    id: 'listMessageTexts',
    summary: 'The texts to send, those that came with the box and the own ones',
    method: 'GET',
    path: '/api/message-texts',
    access: presenters,
    query: z.object({ kind: ProjectKind.optional() }),
    status: 200,
    answer: z.object({ items: z.array(MessageText) }),
  }),
  putMessageText: operation({
    ...local,
    id: 'putMessageText',
    summary: 'Change a text or add one',
    method: 'PUT',
    path: '/api/message-texts/:id',
    access: staff,
    params: ofText,
    body: MessageTextInput,
    status: 200,
    answer: MessageText,
  }),
  removeMessageText: operation({
    ...local,
    id: 'removeMessageText',
    summary: 'Remove an own text, or bring a shipped one back as it came',
    method: 'DELETE',
    path: '/api/message-texts/:id',
    access: staff,
    params: ofText,
    status: 204,
  }),
  composeMessages: operation({
    ...local,
    id: 'composeMessages',
    summary: 'A text with the values of each link filled in; a password that it tells is noted in the audit',
    method: 'POST',
    path: '/api/projects/:projectId/messages',
    access: presenters,
    params: onlyProjectId,
    body: ComposeInput,
    status: 200,
    answer: z.object({ items: z.array(Message) }),
  }),
  readMail: operation({
    ...local,
    id: 'readMail',
    summary: 'A mail as a file (`.eml`) with the codes of its links attached, to be opened in a mail program',
    method: 'POST',
    path: '/api/projects/:projectId/messages/mail',
    access: presenters,
    params: onlyProjectId,
    body: z.strictObject({
      linkIds: z.array(Id).min(1).max(20),
      to: line(200).optional(),
      subject: line(200),
      body: text(8000),
    }),
    status: 200,
    answer: 'message/rfc822',
  }),
  readLinksCsv: operation({
    ...local,
    id: 'readLinksCsv',
    summary:
      'A row a link: recipient, gallery, address, code address, terms, and the text where one is named (UTF-8 with BOM)',
    method: 'POST',
    path: '/api/projects/:projectId/messages/csv',
    access: presenters,
    params: onlyProjectId,
    body: z.strictObject({
      linkIds: LinkIds,
      textId: z.string().max(80).optional(),
      text: Wording.optional(),
      locale: Locale.optional(),
    }),
    status: 200,
    answer: 'text/csv',
  }),
  listSent: operation({
    ...local,
    id: 'listSent',
    summary: 'What was sent in a project, newest first; 500 at most',
    method: 'GET',
    path: '/api/projects/:projectId/messages/sent',
    access: presenters,
    params: onlyProjectId,
    query: z.object({ linkId: Id.optional(), recipientId: Id.optional() }),
    status: 200,
    answer: z.object({ items: z.array(Sent) }),
  }),
  addSent: operation({
    ...local,
    id: 'addSent',
    summary: 'Note that messages were sent, when and by whom',
    method: 'POST',
    path: '/api/projects/:projectId/messages/sent',
    access: presenters,
    params: onlyProjectId,
    body: NewSent,
    status: 201,
    answer: z.object({ items: z.array(Sent) }),
  }),
  removeSent: operation({
    ...local,
    id: 'removeSent',
    summary: 'Take back that something was sent',
    method: 'DELETE',
    path: '/api/projects/:projectId/messages/sent/:sentId',
    access: presenters,
    params: z.object({ projectId: Id, sentId: Id }),
    status: 204,
  }),
} as const;
