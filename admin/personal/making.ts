import type { MessageText, Purpose } from '#contract/messages.ts';
import type { NewPersonal, Personal } from '#contract/personal.ts';
import { Refused } from '../api.ts';
import { composeMessages } from '../messages/calls.ts';
import { firstText } from '../messages/ways.ts';
import { addPersonal } from './calls.ts';

/** A personal gallery that was made, with what to send. */
export interface Made {
  readonly personal: Personal;
  readonly count: number;
  readonly text: string;
  readonly textId: string | undefined;
  readonly purpose: Purpose;
  /** Its text could not be had: `text` is the link alone. */
  readonly bare: boolean;
  /** The client's number, where the contact is one. */
  readonly phone: string | null;
}

/** Which of a kind's texts goes to a client who has just seen what the photos show. */
export function textFor(texts: readonly MessageText[]): MessageText | undefined {
  const meant: readonly Purpose[] = ['viewing', 'after', 'launch', 'thanks'];
  const purpose = meant.find((one) => texts.some((text) => text.purpose === one));
  return purpose === undefined ? texts[0] : firstText(texts, purpose);
}

/** Makes it, and asks for the text with its link. Throws Refused where it was not made. */
export async function makePersonal(projectId: string, wish: NewPersonal, text: MessageText | undefined): Promise<Made> {
  const personal = await addPersonal(projectId, wish);
  const { link } = personal;
  const purpose = text?.purpose ?? 'other';
  const alone = {
    personal,
    count: wish.photoIds.length,
    text: link.url ?? '',
    textId: undefined,
    purpose,
    phone: null,
  };
  if (!text) return { ...alone, bare: false };
  try {
    const [message] = await composeMessages(projectId, { linkIds: [link.id], textId: text.id, together: false });
    if (message) return { ...alone, text: message.body, textId: text.id, phone: message.phone, bare: false };
  } catch (error) {
    // The link is there, and must not be lost for its text.
    if (!(error instanceof Refused)) throw error;
  }
  return { ...alone, bare: true };
}
