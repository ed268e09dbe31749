import type { Batch } from '#contract/batches.ts';
import type { Link } from '#contract/links.ts';
import type { Version } from '#contract/versions.ts';
import { formOf } from '../testing/box.ts';
import { phoneAt } from '../testing/guests.ts';
import { letIn } from './notes.ts';
import { preset, putPreset } from './prepare.ts';
import { type Act, newPhoto, nextNumber, pause, type Site } from './site.ts';

/** Links that staff extend, give new addresses, end and revive; passwords, next steps and presets that change; versions and batches made in one act; the welcome page. */
export async function linkLoad(site: Site): Promise<Act[]> {
  return [
    await bending(site),
    await locking(site),
    await stepping(site),
    await following(site),
    await greeting(site),
    versions(site),
    splitting(site),
    batching(site),
  ];
}

async function bending({ staff, newLink, acknowledged }: Site): Promise<Act> {
  const { id } = await newLink({ policy: { maxOpens: 50 } });
  const path = `/api/links/${id}`;
  let [most, edition, revoked] = [50, 1, 0];
  const terms = () => `${most} ${edition} ${revoked}`;
  acknowledged.hold('terms', id, terms());
  const act = async (what: string, ask: () => Promise<unknown>) => {
    await acknowledged.giving('terms', id, terms(), ask);
    acknowledged.count(what);
  };
  return async () => {
    most += 5;
    await act('extend', () => staff.call('POST', `${path}/extend`, { opens: 5 }));
    edition += 1;
    await act('rotate', () => staff.call('POST', `${path}/rotate`));
    revoked = 1;
    await act('end', () => staff.call('DELETE', path));
    revoked = 0;
    await act('revive', () => staff.call('POST', `${path}/revive`, {}));
    return undefined;
  };
}

/** Two links change places on the welcome page, and its words change, in one act. */
async function greeting({ staff, newLink, acknowledged }: Site): Promise<Act> {
  const linkIds = [(await newLink({})).id, (await newLink({})).id];
  return async () => {
    linkIds.reverse();
    const text = `words ${nextNumber()}`;
    await acknowledged.giving('welcome', 'page', `${text}|${linkIds}`, () =>
      staff.call('PUT', '/api/welcome', { text, linkIds }),
    );
    return undefined;
  };
}

/** Each new password lets the next guest in. */
async function locking({ box, staff, newLink, acknowledged }: Site): Promise<Act> {
  // Those of loads before were looked at after the end of their boxes.
  for (const before of acknowledged.idsOf('password')) acknowledged.letGo('password', before);
  const link = await newLink({ policy: { password: 'first' } });
  acknowledged.hold('password', link.id, 'first');
  return async () => {
    const password = `word ${nextNumber()}`;
    await acknowledged.giving('password', link.id, password, () =>
      staff.call('PATCH', `/api/links/${link.id}`, { policy: { password } }),
    );
    await letIn({ box, acknowledged, link }, { phone: phoneAt(box.guestUrl), password });
    return undefined;
  };
}

async function stepping({ staff, newLink, acknowledged }: Site): Promise<Act> {
  const { id } = await newLink();
  const path = `/api/links/${id}/next-step`;
  const picture = await newPhoto();
  acknowledged.hold('step', id, 'gone');
  const put = async (picture: 0 | 1) => {
    const text = `step ${nextNumber()}`;
    await acknowledged.giving('step', id, `${text}|${picture}`, () => staff.call('PUT', path, { text }));
    return text;
  };
  return async () => {
    const text = await put(0);
    await acknowledged.giving('step', id, `${text}|1`, () =>
      staff.call('PUT', `${path}/picture`, formOf([picture], {}, 'picture')),
    );
    await put(1);
    await acknowledged.giving('step', id, 'gone', () => staff.call('DELETE', path));
    return undefined;
  };
}

/** A preset changes, and is given to the links that follow it: to all in one act. */
async function following({ staff, newLink, acknowledged }: Site): Promise<Act> {
  // More than some hundreds are not given to in one act; those of loads before follow no more.
  for (const before of acknowledged.idsOf('applied')) {
    acknowledged.letGo('applied', before);
    for (const id of before.split(',')) await staff.call('DELETE', `/api/links/${id}`);
  }
  const links: Link[] = [];
  for (let count = 0; count < 3; count += 1) links.push(await newLink({ audience: preset }));
  const ids = links.map(({ id }) => id).join();
  acknowledged.hold('applied', ids, links.map(({ policy }) => policy.maxOpens).join());
  return async () => {
    const most = 1 + (nextNumber() % 1_000_000);
    await acknowledged.giving('preset', preset, String(most), () => putPreset(staff, most));
    await acknowledged.giving('applied', ids, links.map(() => most).join(), () =>
      staff.call('POST', `/api/audiences/${preset}/apply`),
    );
    return undefined;
  };
}

function versions({ staff, projectId, stock, acknowledged }: Site): Act {
  let left = 3;
  return async () => {
    if (left-- === 0) return 'done';
    const title = `版本${nextNumber()}`;
    const body = { title, photoIds: stock.slice(0, 4), audiences: ['media', 'sponsor', 'attendee'] };
    const make = () => staff.call<{ items: Version[] }>('POST', `/api/projects/${projectId}/versions`, body);
    await acknowledged.giving('made', title, '3 3 12', make, 'gone');
    acknowledged.count('versions');
    return pause();
  };
}

/** More photos than a gallery holds are split into chapters, with one link. */
function splitting({ staff, projectId, stock, brought, acknowledged }: Site): Act {
  let left = 3;
  return async () => {
    // Every other one of those that were brought is withdrawn now and then.
    const more = brought.filter((_, nr) => nr % 2 === 0).slice(0, 2);
    if (more.length === 0) return pause();
    if (left-- === 0) return 'done';
    const title = `章节${nextNumber()}`;
    const photoIds = [...stock, ...more];
    const make = () => staff.call('POST', `/api/projects/${projectId}/chapters`, { title, photoIds, by: 'count' });
    await acknowledged.giving('made', title, `2 1 ${photoIds.length}`, make, 'gone');
    acknowledged.count('split');
    return pause();
  };
}

/** Codes that are made in the background after the answer; one of them void, another given out anew. */
function batching({ staff, full, acknowledged }: Site): Act {
  const count = 700;
  return async () => {
    const label = `batch ${nextNumber()}`;
    const made = await staff.call<Batch>('POST', `/api/galleries/${full.id}/batches`, { label, count });
    const path = `/api/batches/${made.id}`;
    acknowledged.hold('batch', made.id, `${label} ${count}`);
    acknowledged.count('batch');
    while ((await staff.call<Batch>('GET', path)).made < count) await pause();
    const ends = () => staff.call('POST', `${path}/void`, { numbers: [7] });
    await acknowledged.giving('codes', made.id, `${count - 1} 1`, ends, `${count} 0`);
    const anew = () => staff.call('POST', `${path}/reissue`, { numbers: [8] });
    await acknowledged.giving('codes', made.id, `${count - 1} 2`, anew);
    return 'done';
  };
}
