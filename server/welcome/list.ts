import type { Kit } from '../kit.ts';
import { linksById } from '../links/table.ts';
import { tokenFor } from '../links/token.ts';
import { welcomeLinkIds } from './table.ts';
import { welcomeLinks } from './welcome.ts';

/** Under which addresses the links of the welcome page are found: asked by every phone that joins the Wi-Fi. */
export interface WelcomeList {
  /** Their tokens in the page's order; one whose address the box's key does not give is left out. */
  tokens(): Promise<readonly string[]>;
  stop(): void;
}

/** Keeps the list in memory, and lets go of it in the tick in which a change was announced. */
export function openWelcomeList(kit: Pick<Kit, 'db' | 'keys' | 'changes'>): WelcomeList {
  let kept: Promise<readonly string[]> | undefined;
  const forget = () => {
    kept = undefined;
  };
  const read = async () => {
    const ids = await welcomeLinkIds(kit.db.read);
    const links = new Map((await linksById(kit.db.read, ids)).map((link) => [link.id, link]));
    return ids.flatMap((id) => {
      const link = links.get(id);
      return (link && tokenFor(kit.keys, link)) ?? [];
    });
  };
  const stops = [
    kit.changes.on('settings.changed', ({ names }) => {
      if (names.includes(welcomeLinks)) forget();
    }),
    // Its address may be another one.
    kit.changes.on('link.changed', forget),
    kit.changes.on('link.revoked', forget),
  ];
  return {
    tokens: () => {
      if (kept) return kept;
      const reading: Promise<readonly string[]> = read();
      kept = reading;
      // What could not be read is asked for again.
      reading.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return reading;
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
