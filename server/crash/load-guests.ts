import type { z } from 'zod';
import type { StaffFact } from '#contract/socket.ts';
import type { GuestPhoto, HandOver } from '#contract/visits.ts';
import type { Facts } from '../changes.ts';
import { type Phone, phoneAt } from '../testing/guests.ts';
import { socketTo } from '../testing/screens.ts';
import { readZip } from '../testing/zip.ts';
import { letIn, type Way } from './notes.ts';
import { type Act, nextNumber, pause, type Site } from './site.ts';

const target = 'https://example.test/';

/** Guests who look at photos, save them one by one and as archives, press the button of a next step, change browsers, and look at marked photos. */
export async function guestLoad(site: Site): Promise<Act[]> {
  const { box, staff, projectId, acknowledged } = site;
  const text = `${nextNumber()}`;
  await acknowledged.giving(
    'step',
    projectId,
    `${text}|0`,
    () =>
      staff.call('PUT', `/api/projects/${projectId}/next-step`, {
        text,
        button: { label: 'on', target: `${target}${text}` },
      }),
    // Of one that was set by a load which nobody remembers, as after a control, nothing is known.
    'gone',
  );
  const free: Way = { box, acknowledged, link: await site.newLink({ policy: { download: 'original' } }) };
  const marked: Way = { box, acknowledged, link: await site.newLink({ policy: { watermark: 'recipient' } }) };
  return [listening(site), saving(free), saving(free), handingOver(free), watching(site, free), looking(site, marked)];
}

/** What staff are told of is on disk. */
function listening({ box, cookie, acknowledged }: Site): Act {
  return async () => {
    const socket = socketTo(box.localUrl, '/staff', { cookie, origin: box.localUrl });
    socket.on('fact', ({ fact, facts }: StaffFact) => {
      if (fact !== 'photo.saved') return;
      const { photoIds, visitId, linkId } = facts as Facts['photo.saved'];
      for (const id of photoIds) acknowledged.saved.set(`${visitId} ${id}`, linkId);
      acknowledged.count('told of saves');
    });
    return 'done';
  };
}

function saving(way: Way): Act {
  const { acknowledged, link } = way;
  return async () => {
    const { phone, answer } = await letIn(way);
    const visit = phone.cookie('visit')?.split('.')[0] ?? '';
    const photos = answer.chapters
      .flatMap((chapter) => chapter.photos)
      .filter(({ images }) => images.save !== undefined);
    const from = nextNumber() % Math.max(1, photos.length);
    const [one, ...others] = [...photos, ...photos].slice(from, from + 4) as [GuestPhoto, ...GuestPhoto[]];
    if (await wholeFrom(phone, one.images.save ?? '')) {
      acknowledged.saved.set(`${visit} ${one.id}`, link.id);
      acknowledged.count('save');
    }
    const tapped = await phone.ask(`/g/${link.token}/next`);
    await tapped.text();
    if (tapped.headers.get('location')?.startsWith(target)) {
      acknowledged.add('taps', link.id);
      acknowledged.count('tap');
    }
    const ids = [...new Set(others.map(({ id }) => id))];
    const archive = await wholeFrom(phone, `/g/${link.token}/download.zip?photos=${ids.join()}`);
    // One whose file is being replaced is left out.
    if (archive && readZip(archive).length === ids.length) {
      for (const id of ids) acknowledged.saved.set(`${visit} ${id}`, link.id);
      acknowledged.count('archive');
    }
    return undefined;
  };
}

/** Tells what was looked at, and that it went on, as a page does. */
function watching({ stock, acknowledged }: Site, way: Way): Act {
  const photoId = stock[0] as string;
  const path = `/g/${way.link.token}/events`;
  return async () => {
    const { phone } = await letIn(way);
    const visit = phone.cookie('visit')?.split('.')[0] ?? '';
    const tell = (event: object, value: string) =>
      acknowledged.giving(
        'looked',
        visit,
        value,
        async () => {
          const body = JSON.stringify([{ type: 'photo_view', photoId, ...event }]);
          const answer = await phone.ask(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
          const text = await answer.text();
          if (answer.status !== 204) throw new Error(`POST ${path}: ${answer.status} ${text}`);
        },
        'gone',
      );
    await tell({ ms: 700 }, '1 700');
    await tell({ ms: 300, more: true }, '1 1000');
    return pause();
  };
}

/** The bytes of a file that a guest got to its end; undefined where there were none. */
async function wholeFrom(phone: Phone, path: string): Promise<Buffer | undefined> {
  const answer = await phone.ask(path);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return answer.status === 200 && String(bytes.length) === answer.headers.get('content-length') ? bytes : undefined;
}

/** Carries visits into other browsers; every other code is left lying, and may not outlive the box. */
function handingOver(way: Way): Act {
  const { box, acknowledged, link } = way;
  const token = link.token ?? '';
  const path = `/g/${token}/open`;
  let used = false;
  return async () => {
    const { phone } = await letIn(way);
    const made = await phone.ask(`/g/${token}/hand-over`, { method: 'POST' });
    const { code } = (await made.json()) as z.infer<typeof HandOver>;
    acknowledged.handOvers.push({ token, code });
    used = !used;
    if (!used) return pause();
    const outcomes = await Promise.all(
      [1, 2].map(async () => {
        const answer = await phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 Safari' }).open(token, { handOver: code });
        await answer.text();
        return answer.status;
      }),
    );
    if (outcomes.filter((status) => status === 200).length !== 1)
      throw new Error(`POST ${path}: ${outcomes.join(' and ')} for one code in two browsers`);
    acknowledged.count('hand-over');
    return undefined;
  };
}

/** Has copies made: each name of the recipient is another mark. */
function looking({ staff, acknowledged }: Site, way: Way): Act {
  return async () => {
    const { id } = way.link;
    const label = `guest ${nextNumber()}`;
    await acknowledged.giving('label', id, label, () => staff.call('PATCH', `/api/links/${id}`, { label }));
    const { phone, answer } = await letIn(way);
    for (const { images } of answer.chapters.flatMap(({ photos }) => photos).slice(0, 4))
      if (await wholeFrom(phone, images.thumb)) acknowledged.count('marked');
    return undefined;
  };
}
