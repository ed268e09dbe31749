import type { Loss } from '#contract/trash.ts';
import type { Words } from '#words/index.ts';

/** So many codes are named; of more only how many there are. */
const named = 4;

/** What would end, a line each, for a question: first what guests and passers-by would meet. */
export function lossLines({ links, visitors, codes, batches, screens }: Loss, { trash }: Words): string[] {
  const { loss: say } = trash;
  const names = codes.map(({ name, placement }) =>
    placement === null || placement === name ? name : say.at(placement, name),
  );
  return [
    ...(links > 0 ? [say.links(links, visitors)] : batches.length === 0 ? [say.noLinks] : []),
    ...(codes.length > 0 ? [say.codes(names.slice(0, named), Math.max(0, names.length - named))] : []),
    ...batches.map(({ label, codes: many, opened }) => say.batch(label, many, opened)),
    ...(screens.length > 0 ? [say.screens(screens.map(({ name }) => name))] : []),
  ];
}
