import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import { check } from '../check.ts';
import { type Caller, callerOf, formOf, ownerPassword, sessionOf } from '../testing/box.ts';
import { jsonPost, phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { type BoxProcess, startProcess } from '../testing/process.ts';
import { noSmallDisk, smallDisk } from '../testing/small-disk.ts';

const mib = 1024 ** 2;

async function started(data: string): Promise<{ box: BoxProcess; staff: Caller }> {
  const box = await startProcess({
    MAIIMG_DATA: data,
    MAIIMG_OWNER_PASSWORD: ownerPassword,
    MAIIMG_LOG_LEVEL: 'warn',
  });
  onTestFinished(async () => {
    box.kill('SIGKILL');
    await box.ended;
  });
  return { box, staff: callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl) }) };
}

/** Does something again and again until told to stop; gives how often each status came. */
function again(act: () => Promise<number>): () => Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  let on = true;
  const loop = (async () => {
    while (on) {
      const status = await act();
      seen.set(status, (seen.get(status) ?? 0) + 1);
      await wait(2);
    }
  })();
  return async () => {
    on = false;
    await loop;
    return seen;
  };
}

const tokenOf = ({ token }: Link) => token ?? '';
const opening = (box: BoxProcess, link: Link) => async () => {
  const answer = await fetch(new URL(`/g/${link.token}/open`, box.guestUrl), jsonPost({}));
  await answer.arrayBuffer();
  return answer.status;
};

test.skipIf(noSmallDisk)(
  `on a disk that fills up to its last byte uploads are refused, links are counted and revoked, and nothing needs a restart ${noSmallDisk ?? ''}`,
  { timeout: 120_000 },
  async () => {
    const disk = await smallDisk(64);
    const data = join(disk.folder, 'box');
    await mkdir(data, { mode: 0o700 });
    // As an earlier run has left it: a box makes its first one half a minute after its start.
    await writeFile(join(data, 'ballast'), Buffer.alloc(4 * mib, 1));
    const { box, staff } = await started(data);
    const project = await staff.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: 'full' });
    const photos = `/api/projects/${project.id}/photos`;
    const gallery = await staff.call<Gallery>('POST', `/api/projects/${project.id}/galleries`, {
      title: 'full',
      inflow: 'newest',
    });
    const newLink = () =>
      staff.call<Link>('POST', `/api/projects/${project.id}/links`, {
        galleryIds: [gallery.id],
        for: 'many',
        policy: { maxOpens: 100_000 },
      });
    const [counted, revoked, held] = [await newLink(), await newLink(), await newLink()];
    const opensOf = async (who: Caller, link: Link) => (await who.call<Link>('GET', `/api/links/${link.id}`)).opens;
    let seed = 0;
    const upload = async () => {
      const data = await makePhoto({ width: 320, height: 240, seed: ++seed });
      const answer = await staff.ask(
        'POST',
        photos,
        formOf([{ name: `${seed}.jpg`, data }], { galleryId: gallery.id }),
      );
      await answer.arrayBuffer();
      return answer.status;
    };
    expect(await upload()).toBe(201);
    const guest = phoneAt(box.guestUrl);
    let thumb = '';
    const shown = async () => {
      thumb = (await guest.opened(tokenOf(revoked))).chapters[0]?.photos[0]?.images.thumb ?? '';
      return thumb;
    };
    await expect.poll(shown, { timeout: 10_000 }).not.toBe('');
    const bytes = async () => (await guest.ask(thumb)).status;
    await expect.poll(bytes).toBe(200);

    // Full, in the middle of everything.
    const load = [again(upload), again(upload), ...Array.from({ length: 4 }, () => again(opening(box, counted)))];
    const labels = again(
      async () => (await staff.ask('PATCH', `/api/links/${held.id}`, { label: `${++seed}` })).status,
    );
    await wait(300);
    await disk.fill();
    await wait(1000);
    expect(await upload()).toBe(507);
    expect((await staff.ask('DELETE', `/api/links/${revoked.id}`)).status).toBe(204);
    expect(await bytes()).toBe(410);
    expect((await guest.ask(`/g/${revoked.token}`)).status).toBe(410);
    const [first, second, ...opens] = await Promise.all(load.map((stop) => stop()));
    // On a slow machine neither may have come to a second upload: that one is refused was asked above.
    for (const each of [first, second]) expect([201, 507]).toEqual(expect.arrayContaining([...(each?.keys() ?? [])]));
    expect([...(await labels()).keys()]).toEqual([200]);
    for (const each of opens) expect([...each.keys()]).toEqual([200]);
    let answered = opens.reduce((sum, each) => sum + (each.get(200) ?? 0), 0);
    expect(await opensOf(staff, counted)).toBe(answered);
    expect((await staff.call<Now>('GET', '/api/now')).needs[0]).toMatchObject({ kind: 'disk', level: 'last' });

    // What was answered is there after a kill, on the disk that is still full.
    box.kill('SIGKILL');
    await box.ended;
    const next = await started(data);
    expect(await opening(next.box, revoked)()).toBe(410);
    expect(await opensOf(next.staff, counted)).toBe(answered);

    // Not even room for one row: nobody opens for nothing, and what is revoked is closed in memory.
    // The database's log may have room of its own left, and what fits into it counts.
    for (let status = 200; status === 200; ) {
      await disk.fill();
      status = await opening(next.box, counted)();
      if (status === 200) answered += 1;
      else expect(status).toBe(503);
    }
    // What is smaller than an open may still fit; in the end nothing does.
    const small = async (act: () => Promise<Response>) => {
      await disk.fill();
      return (await act()).status;
    };
    const label = () => next.staff.ask('PATCH', `/api/links/${held.id}`, { label: `${++seed}` });
    await expect.poll(() => small(label), { interval: 0, timeout: 20_000 }).toBe(507);
    const ready = () => callerOf(next.box.localUrl).ask('GET', '/readyz');
    await expect.poll(() => small(ready), { timeout: 20_000 }).toBe(507);
    const waiting = phoneAt(next.box.guestUrl);
    expect((await waiting.open(tokenOf(counted))).status).toBe(503);
    expect((await waiting.ask(`/g/${counted.token}`, { headers: { accept: 'application/json' } })).status).toBe(403);
    expect((await next.staff.ask('DELETE', `/api/links/${held.id}`)).status).toBe(507);
    expect(await opening(next.box, held)()).toBe(410);
    expect((await next.staff.call<Now>('GET', '/api/now')).needs[0]).toMatchObject({ kind: 'disk', level: 'stuck' });

    // Room again: everything goes on by itself.
    await disk.empty();
    expect((await waiting.open(tokenOf(counted))).status).toBe(200);
    expect(await opensOf(next.staff, counted)).toBe(answered + 1);
    const answer = await next.staff.ask(
      'POST',
      photos,
      formOf([{ name: 'after.jpg', data: await makePhoto({ width: 320, height: 240, seed: 999 }) }]),
    );
    expect(answer.status).toBe(201);
    expect((await next.staff.call<Now>('GET', '/api/now')).needs.some(({ kind }) => kind === 'disk')).toBe(false);
    await expect
      .poll(async () => (await next.staff.call<Link>('GET', `/api/links/${held.id}`)).state, { timeout: 5000 })
      .toBe('revoked');
    // Of all that was refused nothing has ended the box.
    expect(next.box.child.exitCode).toBeNull();
    next.box.kill('SIGKILL');
    await next.box.ended;
    const last = await started(data);
    expect(await opening(last.box, held)()).toBe(410);
    expect(await opensOf(last.staff, counted)).toBe(answered + 1);
    last.box.kill('SIGTERM');
    expect(await last.box.ended).toBe(0);
    const said: string[] = [];
    expect(await check({ data }, [], { write: (line) => Boolean(said.push(String(line))) }), said.join('')).toBe(0);
  },
);
