import type { Welcome, WelcomeChange } from '#contract/welcome.ts';
import type { RefusedWords } from '#words/refused.ts';
import { type Actor, mayTouch } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { readSettings, settingsStored, storeSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { mayMeet } from '../links/mine.ts';
import { presentLink } from '../links/present.ts';
import { linkNames, linksById, type StoredLink } from '../links/table.ts';
import { Refusal, refusedField, type Why } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import { putWelcomeLinks, welcomeLinkIds } from './table.ts';

/** Told by `settings.changed` beside the names of settings: another list of links. */
export const welcomeLinks = 'welcomeLinks';

/** Whether a link is for whoever comes by: what is meant for one person, or for the holder of one code, is not. */
export function isForAll({ recipient, batch }: Pick<StoredLink, 'recipient' | 'batch'>): boolean {
  return recipient === null && batch === null;
}

/** What phones on the box's Wi-Fi are greeted with, as far as whoever asks may see it. */
export async function readWelcome(kit: Kit, addresses: Addresses, actor: Actor): Promise<Welcome> {
  const ids = await welcomeLinkIds(kit.db.read);
  const [links, names] = await Promise.all([linksIn(kit.db.read, ids), linkNames(kit.db.read, ids)]);
  const { portal, welcomeText } = readSettings(kit);
  return {
    on: portal,
    text: welcomeText,
    links: links
      .filter((link) => mayTouch(actor, link.projectId) && mayMeet(actor, link))
      .map((link) => {
        const { label = '', gallery = '' } = names.get(link.id) ?? {};
        return {
          link: presentLink(kit, addresses, link),
          name: label || link.placement || gallery,
          projectTitle: link.projectTitle,
        };
      }),
    address: addresses.origins().local,
  };
}

/** Changes it, all in one write. Throws `invalid_input`, which names each link that cannot hang in front of everybody. */
export async function changeWelcome(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  { on, text, linkIds }: WelcomeChange,
): Promise<Welcome> {
  const { settings, moved } = await kit.db.write(async (writer) => ({
    moved: linkIds !== undefined && (await putLinks(writer, kit, actor, linkIds)),
    settings: await storeSettings(writer, kit, actor, { portal: on, welcomeText: text }),
  }));
  settingsStored(kit, settings);
  if (moved) kit.changes.emit('settings.changed', { names: [welcomeLinks] });
  return readWelcome(kit, addresses, actor);
}

/** Puts these in place of the list; false where it is the same. */
async function putLinks(writer: Writer, kit: Kit, actor: Actor, ids: readonly string[]): Promise<boolean> {
  const before = await welcomeLinkIds(writer);
  if (ids.join() === before.join()) return false;
  const known = new Map((await linksById(writer, ids)).map((link) => [link.id, link]));
  const wrong = ids.flatMap((id, nr) => {
    const why = ids.indexOf(id) < nr ? (say: RefusedWords) => say.linkTwice : whyNot(known.get(id));
    return why ? [refusedField(`linkIds.${nr}`, why)] : [];
  });
  if (wrong.length > 0) throw new Refusal('invalid_input', 'not all of these links can be offered', { errors: wrong });
  await putWelcomeLinks(writer, ids);
  await audit(writer, kit, actor, 'welcome.links', undefined, { from: before, to: ids });
  return true;
}

function whyNot(link: StoredLink | undefined): Why | undefined {
  if (!link) return (say) => say.noLink;
  if (link.recipient !== null) return (say) => say.linkPersonal;
  return link.batch === null ? undefined : (say) => say.linkOfBatch;
}

/** The links of these ids in their order; what is not there is left out. */
async function linksIn(db: Reader, ids: readonly string[]): Promise<StoredLink[]> {
  const known = new Map((await linksById(db, ids)).map((link) => [link.id, link]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
