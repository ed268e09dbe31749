import { Refusal } from '../../refusal.ts';

/** So many files of reports are made or wait at once, of one account and in all: each holds its report and some pictures. */
const most = { each: 5, all: 20 } as const;

/** Does one piece of work after another; `who` asks for it. Throws `busy` where too many wait already. */
export type InTurn = <T>(who: string, work: () => Promise<T>) => Promise<T>;

/** Opens a line. Nobody's many wishes keep others from theirs. */
export function makeTurns({ each, all }: { readonly each: number; readonly all: number } = most): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  const there: string[] = [];
  return async (who, work) => {
    const own = there.filter((one) => one === who).length;
    if (own >= each || there.length >= all) {
      throw new Refusal('busy', 'too many reports are being made', { retryAfter: 5 });
    }
    there.push(who);
    const mine = last.then(work);
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      there.splice(there.indexOf(who), 1);
    }
  };
}
