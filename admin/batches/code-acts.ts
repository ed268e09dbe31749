import type { Batch, BatchLink } from '#contract/batches.ts';
import type { Words } from '#words/index.ts';
import { reviveLink } from '../links/calls.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { reissueCodes, voidCodes } from './calls.ts';

/** Makes a code void, says so, and offers to take it back; tells when something has changed. */
export async function voidOne(
  batchId: string,
  { number, link }: BatchLink,
  words: Words,
  changed: () => void,
): Promise<void> {
  try {
    await voidCodes(batchId, { numbers: [number] });
    changed();
    const undo = async () => {
      await reviveLink(link.id);
      changed();
    };
    // One that was used up or over before would be given more by that.
    const alive = link.state === 'live' || link.state === 'scheduled';
    notify({ text: words.batches.page.voided(number), ...(alive && { undo }) });
  } catch (error) {
    notifyRefused(error, words);
  }
}

/** Asks, and gives a number a new code; gives that. */
export async function reissueOne(batchId: string, number: number, words: Words): Promise<BatchLink | undefined> {
  const own = words.batches.page;
  const question = { heading: own.reissueAsk(number), text: own.reissueText, yes: own.reissueYes };
  if (!(await askFirst(question))) return undefined;
  try {
    const { items } = await reissueCodes(batchId, [number]);
    notify({ text: own.reissued(number) });
    return items[0];
  } catch (error) {
    notifyRefused(error, words);
    return undefined;
  }
}

/** Asks, and makes every code void that nobody has used; tells when that is done. */
export async function voidUnused({ id, unused }: Batch, words: Words, changed: () => void): Promise<void> {
  const own = words.batches.page;
  const question = { heading: own.voidUnusedAsk(unused), text: own.voidUnusedText, yes: own.voidUnusedYes };
  if (!(await askFirst({ ...question, dangerous: true }))) return;
  try {
    const { numbers } = await voidCodes(id, { unused: true });
    changed();
    notify({ text: own.voidedMany(numbers.length) });
  } catch (error) {
    notifyRefused(error, words);
  }
}
