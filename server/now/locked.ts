import type { Need } from '#contract/now.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { presentLink } from '../links/present.ts';
import type { Sight } from '../links/recipients/table.ts';
import { linksById } from '../links/table.ts';
import { guessesOfLink } from '../visits/password-guard.ts';
import { nameOf } from './ending.ts';
import { galleryTitles, guessedLinks } from './table.ts';

/** Links whose password somebody guesses at, each until its count starts anew. */
export async function lockedNeeds(kit: Kit, addresses: Addresses, sight: Sight): Promise<Need[]> {
  const { read } = kit.db;
  const { alarmed, windowMs } = guessesOfLink;
  const guessed = await guessedLinks(read, kit.clock.now() - windowMs, alarmed, sight);
  if (guessed.length === 0) return [];
  const links = new Map(
    (await linksById(read, [...new Set(guessed.map(({ id }) => id))])).map((link) => [link.id, link]),
  );
  const titles = await galleryTitles(read, [...new Set([...links.values()].flatMap(({ galleryIds }) => galleryIds))]);
  return guessed.flatMap(({ id, side, since }): Need[] => {
    const link = links.get(id);
    if (!link) return [];
    const name = nameOf(link, titles);
    const until = new Date(since + windowMs).toISOString();
    return [
      {
        kind: 'link_locked',
        link: presentLink(kit, addresses, link),
        projectTitle: link.projectTitle,
        name,
        side,
        until,
      },
    ];
  });
}
