import type { Need } from '#contract/now.ts';
import type { Words } from '#words/index.ts';
import { declineAsked, giveAsked } from '../asks/asked.ts';
import { answerOf } from '../feedback/hide-acts.ts';
import { removeSwap } from '../galleries/calls.ts';
import { changeLink, confirmLink, unlockLink } from '../links/calls.ts';
import { giveMore } from '../links/give.ts';
import { limitsOf } from '../links/link-facts.ts';
import { notify } from '../parts/notice.ts';
import { pressKey } from '../screens/calls.ts';
import { setClock } from './calls.ts';
import { giveScreenCode } from './screen-code.ts';

/** Does the one act of a need, and says so; `decline`: the other one, where there are two. Throws Refused. */
export async function actOn(need: Need, choice: 'give' | 'decline', words: Words): Promise<void> {
  const { home } = words;
  switch (need.kind) {
    case 'asked':
      return choice === 'give' ? giveAsked(need, words) : declineAsked(need, words);
    case 'hide_asked': {
      const [first] = need.requests;
      return first && answerOf(first, choice === 'give', words);
    }
    case 'link_ending': {
      const { link, offer, name } = need;
      await giveMore(link, offer);
      const { days } = offer;
      const opens =
        offer.opens !== undefined
          ? home.gaveOpens(name, offer.opens)
          : offer.opensPerVisitor !== undefined
            ? home.gavePerPhone(name, offer.opensPerVisitor)
            : undefined;
      const text =
        opens === undefined
          ? home.gaveDays(name, days ?? 7)
          : days === undefined
            ? opens
            : home.alsoGaveDays(opens, days);
      return notify({ text, undo: () => changeLink(link.id, { policy: limitsOf(link) }) });
    }
    case 'screen_code':
      return giveScreenCode(need, words);
    case 'screen_stuck':
      await pressKey(need.screenId, { type: 'reload' });
      return notify({ text: words.plays.reloaded(need.name) });
    case 'link_locked':
      await unlockLink(need.link.id);
      return notify({ text: home.unlocked(need.name) });
    case 'refresh_due':
      await confirmLink(need.link.id);
      return notify({ text: home.confirmed(need.name) });
    case 'swap_missed':
      return removeSwap(need.galleryId, need.swapId);
    case 'clock':
      await setClock();
      return notify({ text: home.clockIsSet });
  }
}

/** What tells one need from the others, however it changes. */
export function keyOf(need: Need): string {
  switch (need.kind) {
    case 'asked':
      return `asked ${need.link.id} ${need.why === 'device' ? need.asks[0]?.id : ''}`;
    case 'hide_asked':
      return `hide ${need.projectId}`;
    case 'link_ending':
      return need.link.id;
    case 'screen_code':
      return `code ${need.link.id}`;
    case 'link_locked':
      return `locked ${need.link.id} ${need.side}`;
    case 'refresh_due':
      return `refresh ${need.link.id}`;
    case 'swap_missed':
      return need.swapId;
    case 'step_ending':
      return `step ${need.linkId ?? need.projectId}`;
    case 'photos_failed':
      return `failed ${need.projectId}`;
    case 'screen_silent':
    case 'screen_stuck':
      return need.screenId;
    case 'public_address':
      return need.origin;
    case 'clean_up_due':
    case 'disk':
    case 'clock':
    case 'crowded':
      return need.kind;
  }
}
