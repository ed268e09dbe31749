import type { Batch } from '#contract/batches.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';

/** What a batch is called. */
export function batchName({ label }: Pick<Batch, 'label'>, { batches }: Words): string {
  return label || batches.unnamed;
}

/** Its numbers, from the first to the last. */
export function batchNumbers({ firstNumber, count }: Batch, { batches }: Words): string {
  return batches.numbers(firstNumber, firstNumber + count - 1);
}

/** Who made it, and when. */
export function batchMade({ madeBy, createdAt }: Batch, { admin, batches }: Words, zone: string): string {
  return batches.by(madeBy, admin.at(momentOf(Date.parse(createdAt), Date.now(), zone)));
}
