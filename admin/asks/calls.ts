import type { Ask, AskReply } from '#contract/asks.ts';
import type { Link } from '#contract/links.ts';
import { ask } from '../api.ts';

/** Who waits at a link, oldest first. */
export const listAsks = async (linkId: string) =>
  (await ask<{ items: Ask[] }>('GET', `/api/asks?state=open&linkId=${linkId}`)).items;
/** Gives more, lets a phone in, or declines. Throws Refused, `changed_meanwhile` where somebody answered it already. */
export const answerAsk = (id: string, reply: AskReply) =>
  ask<{ link: Link; answered: string[]; waiting: number }>('POST', `/api/asks/${id}/answer`, reply);
