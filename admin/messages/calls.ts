import type { Locale } from '#contract/common.ts';
import type {
  ComposeInput,
  Message,
  MessageText,
  MessageTextInput,
  NewSent,
  Sent,
  Wording,
} from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { ask, askFile } from '../api.ts';

const ofText = (id: string) => `/api/message-texts/${encodeURIComponent(id)}`;
const ofProject = (projectId: string) => `/api/projects/${projectId}/messages`;

/** All texts, or those for a kind of project. */
export const listTexts = async (kind?: ProjectKind) =>
  (await ask<{ items: MessageText[] }>('GET', `/api/message-texts${kind === undefined ? '' : `?kind=${kind}`}`)).items;
/** Changes a text or adds one. */
export const putText = (id: string, text: MessageTextInput) => ask<MessageText>('PUT', ofText(id), text);
/** Removes an own text, or brings a shipped one back as it came. */
export const removeText = (id: string) => ask('DELETE', ofText(id));

/** A text with the values of each link. */
export const composeMessages = async (projectId: string, wish: ComposeInput) =>
  (await ask<{ items: Message[] }>('POST', ofProject(projectId), wish)).items;
/** The mail with the codes of its links attached. */
export const readMail = (
  projectId: string,
  mail: Wording & { readonly linkIds: readonly string[]; readonly to?: string },
) => askFile('POST', `${ofProject(projectId)}/mail`, mail);
/** A row a link, with what each is told. */
export const readCsv = (
  projectId: string,
  wish: {
    readonly linkIds: readonly string[];
    readonly textId?: string;
    readonly text?: Wording;
    readonly locale?: Locale;
  },
) => askFile('POST', `${ofProject(projectId)}/csv`, wish);
/** Notes that messages were sent. */
export const addSent = async (projectId: string, sent: NewSent) =>
  (await ask<{ items: Sent[] }>('POST', `${ofProject(projectId)}/sent`, sent)).items;
/** Takes that back. */
export const removeSent = (projectId: string, sentId: string) =>
  ask('DELETE', `${ofProject(projectId)}/sent/${sentId}`);
