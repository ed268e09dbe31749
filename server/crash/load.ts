import { randomInt } from 'node:crypto';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { callerOf, formOf, type NamedFile, sessionOf } from '../testing/box.ts';
import type { Acknowledged } from './acknowledged.ts';
import { connecting } from './connecting.ts';
import { askLoad } from './load-asks.ts';
import { contentLoad } from './load-content.ts';
import { guestLoad } from './load-guests.ts';
import { linkLoad } from './load-links.ts';
import { overLoad } from './load-over.ts';
import { peopleLoad } from './load-people.ts';
import { saidLoad } from './load-said.ts';
import { screenLoad } from './load-screens.ts';
import { noteOpen, noteUpload, openLink, sha256 } from './notes.ts';
import { stockOf } from './prepare.ts';
import { type Act, type Doors, newPhoto, nextNumber, pause, type Site } from './site.ts';

/** A mixed load that runs until its box is gone. */
export interface Load {
  /** Settles when nobody asks the box any more. */
  readonly ended: Promise<void>;
  /** Answers that no client of a sound box should get, a line each. */
  readonly faults: string[];
}

/** What every load does sooner or later, as it is counted. */
export const allActs: readonly string[] = [
  ...['upload', 'file', 'trash', 'open', 'label', 'revoke', 'setting', 'pair', 'screen', 'blank', 'command'],
  ...['playlist', 'plays', 'played', 'once', 'station', 'taken'],
  ...['save', 'archive', 'told of saves', 'tap', 'hand-over', 'marked', 'ask', 'asks', 'places'],
  ...['step', 'versions', 'password', 'preset', 'applied', 'extend', 'rotate', 'end', 'revive', 'welcome'],
  ...['swap', 'daily', 'chapter', 'split', 'batch', 'codes', 'people', 'personal', 'heart', 'looked', 'hide', 'over'],
];

/** The most opens of a link that the load uses up; small enough to be reached. */
const maxOpens = 400;
const photosALoad = 12;
/** And these into a gallery that has room for one more. */
const moreThanFull = 6;

/**
 * Begins a mixed load and writes down what is answered: uploads into two galleries and a full one, replaced, withdrawn
 * and restored photos, opens of a link up to its last one, labels, revocations, settings, screens that are paired, led
 * and removed; guests who save, hand over and ask; links, presets and next steps that staff change; sets of photos that
 * go live by themselves. `struck`: chapters of a new day begin at this instant (UTC ms). It ends by itself when the box
 * is gone.
 */
export async function load(box: Doors, projectId: string, acknowledged: Acknowledged, struck?: number): Promise<Load> {
  acknowledged.handOvers.length = 0;
  const files = await Promise.all(Array.from({ length: photosALoad + moreThanFull }, newPhoto));
  const cookie = await sessionOf(box.localUrl);
  const staff = callerOf(box.localUrl, { cookie });
  const stock = await stockOf(staff, projectId);
  const gallery = (body: Record<string, unknown>) =>
    staff.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, body);
  const galleries = await Promise.all(
    (['newest', 'append'] as const).map((inflow) => gallery({ title: inflow, inflow })),
  );
  const full = await gallery({ title: 'full', inflow: 'append', photoIds: stock.photoIds.slice(1) });
  const newLink: Site['newLink'] = (body) =>
    staff.call<Link>('POST', `/api/projects/${projectId}/links`, {
      galleryIds: [stock.id, ...galleries.map(({ id }) => id)],
      ...body,
    });
  const link = await newLink({ policy: { maxOpens } });
  const seen: Seen = { gone: false, faults: [] };
  const brought: string[] = [];
  const at: Site = {
    ...{ box, staff, cookie, projectId, galleries, full, stock: stock.photoIds, link, newLink, acknowledged, brought },
    first: (await connecting(box, staff))?.id,
    leads: false,
  };
  if (at.first) acknowledged.paired.add(at.first);
  const quarter = photosALoad / 4;
  const running = [
    ...[0, 1, 2, 3].map((part) =>
      uploading(at, files.slice(part * quarter, (part + 1) * quarter), galleries[part % 2] as Gallery),
    ),
    // A screen that is told what to show while a chapter opens may be told so without it.
    once(() => at.leads || at.first === undefined, uploading(at, files.slice(photosALoad), full)),
    replacing(at),
    withdrawing(at),
    ...Array.from({ length: 8 }, () => opening(at)),
    labelling(at),
    revoking(at),
    setting(at),
    ...(await screenLoad(at)),
    ...(await guestLoad(at)),
    ...(await linkLoad(at)),
    ...(await askLoad(at)),
    ...(await peopleLoad(at)),
    ...saidLoad(at),
    ...(await overLoad(at)),
    ...(await contentLoad(at, struck)),
  ].map((act) => untilGone(act, seen));
  return { ended: Promise.all(running).then(() => {}), faults: seen.faults };
}

/** An act that waits for something. */
function once(may: () => boolean, act: Act): Act {
  return () => (may() ? act() : pause());
}

/** What the clients of a load have met. */
interface Seen {
  gone: boolean;
  readonly faults: string[];
}

/** What a client does until its box is gone: a broken connection is no acknowledgement, and no fault. */
async function untilGone(act: Act, seen: Seen): Promise<void> {
  try {
    while (!seen.gone && (await act()) !== 'done');
  } catch (error) {
    const { message } = error as Error;
    // An answer, where there should have been none or another one: `POST /api/…: 500 …`.
    if (/^[A-Z]+ \S+: \d{3}/.test(message)) seen.faults.push(message);
    // One who only waits for others would never hear of it.
    else seen.gone = true;
  }
}

function uploading(
  { staff, projectId, acknowledged, brought }: Site,
  files: readonly NamedFile[],
  gallery: Gallery,
): Act {
  const left = [...files];
  return async () => {
    const some = left.splice(0, randomInt(1, 3));
    if (some.length === 0) return 'done';
    brought.push(...noteUpload(acknowledged, some, await staff.upload(projectId, some, { galleryId: gallery.id })));
    return undefined;
  };
}

function replacing({ staff, acknowledged, brought }: Site): Act {
  let next = 0;
  return async () => {
    const id = brought[next];
    if (id === undefined) return pause();
    next += 2;
    const file = await newPhoto();
    await acknowledged.giving('file', id, sha256(file.data), async () => {
      const answer = await staff.ask('PUT', `/api/photos/${id}/file`, formOf([file], {}, 'photo'));
      const photo = (await answer.json()) as Photo;
      if (answer.status !== 200)
        throw new Error(`PUT /api/photos/${id}/file: ${answer.status} ${JSON.stringify(photo)}`);
    });
    return undefined;
  };
}

function withdrawing({ staff, projectId, acknowledged, brought }: Site): Act {
  let next = 1;
  return async () => {
    const id = brought[next];
    if (id === undefined) return pause();
    next += 2;
    await acknowledged.giving('trash', id, 'in', () => staff.call('DELETE', `/api/photos/${id}`));
    if (randomInt(3) === 0) return undefined;
    await acknowledged.giving('trash', id, 'out', () =>
      staff.call('POST', `/api/projects/${projectId}/trash/restore`, { photoIds: [id] }),
    );
    return undefined;
  };
}

function opening({ box, link, acknowledged }: Site): Act {
  return async () => {
    noteOpen(acknowledged, link.id, await openLink(box.guestUrl, link.token ?? ''));
    return undefined;
  };
}

function labelling({ staff, link, acknowledged }: Site): Act {
  return async () => {
    const label = `label ${nextNumber()}`;
    await acknowledged.giving('label', link.id, label, () => staff.call('PATCH', `/api/links/${link.id}`, { label }));
    return undefined;
  };
}

function revoking({ staff, projectId, galleries, acknowledged }: Site): Act {
  return async () => {
    const galleryIds = [galleries[0]?.id];
    const { id } = await staff.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds });
    await staff.call('DELETE', `/api/links/${id}`);
    acknowledged.revoked.add(id);
    acknowledged.count('revoke');
    return undefined;
  };
}

function setting({ staff, acknowledged }: Site): Act {
  return async () => {
    const boxName = `box ${nextNumber()}`;
    await acknowledged.giving('setting', 'boxName', boxName, () => staff.call('PATCH', '/api/settings', { boxName }));
    return undefined;
  };
}
