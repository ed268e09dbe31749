import type { Actor } from '../../box/actor.ts';
import type { Kit } from '../../kit.ts';
import { noProject } from '../../projects/project.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal, refusedField } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import type { Addresses } from '../addresses.ts';
import { mayMeet } from '../mine.ts';
import { codeUrl, guestUrl } from '../present.ts';
import { linksById, type StoredLink } from '../table.ts';
import { tokenFor } from '../token.ts';

/**
 * The links that somebody named, in that order and each once. Throws `not_found` for the project, and
 * `link_not_in_project` for what is not in it, or not there for a presenter, with which they are.
 */
export async function chosenLinks(
  db: Reader,
  actor: Actor,
  projectId: string,
  asked: readonly string[],
  field = 'linkIds',
): Promise<StoredLink[]> {
  if (!(await projectRow(db, projectId))) throw noProject();
  const ids = [...new Set(asked)];
  const found = await linksById(db, ids);
  const there = new Map(
    found.filter((link) => link.projectId === projectId && mayMeet(actor, link)).map((link) => [link.id, link]),
  );
  const strange = ids.filter((id) => !there.has(id));
  if (strange.length > 0) {
    throw new Refusal('link_not_in_project', 'not a link of this project', {
      linkIds: strange,
      errors: [refusedField(field, (say) => say.notOfProject)],
    });
  }
  return ids.flatMap((id) => there.get(id) ?? []);
}

/** Where a link is opened, and the same as its code has it. Throws `key_missing`. */
export function addressOf(kit: Kit, addresses: Addresses, link: StoredLink): { url: string; code: string } {
  const token = tokenFor(kit.keys, link);
  if (token === undefined) {
    throw new Refusal('key_missing', 'this link was made with another key: its address cannot be told', {
      linkIds: [link.id],
    });
  }
  const { public: open, local } = addresses.origins();
  const url = guestUrl(open ?? local, token);
  return { url, code: codeUrl(url) };
}
