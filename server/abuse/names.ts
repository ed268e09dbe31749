import type { Photo } from '#contract/photos.ts';
import type { Caller } from '../testing/box.ts';
import { openedBare } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import type { Ground } from './ground.ts';
import { idle } from './ground.ts';
import { halfNames, hostileNames, splitNames } from './names-corpus.ts';
import { each, say } from './raw.ts';

/** A box in which everything that can have a name has a hostile one. */
export interface Named {
  readonly names: readonly string[];
  readonly photos: readonly Photo[];
  readonly projectId: string;
  readonly galleryId: string;
  readonly linkId: string;
  readonly token: string;
  /** What the pages of staff are to show, by page. */
  readonly shown: Readonly<Record<'projects' | 'galleries' | 'links' | 'keys', readonly string[]>>;
  readonly boxName: string;
  readonly faults: string[];
}

const perGallery = 25;

/** Gives every photo, gallery, link, project and key names out of `count`, and asks for each again. */
export async function giveNames(ground: Ground, count: number): Promise<Named> {
  const { owner } = ground;
  const names = hostileNames(count);
  const faults: string[] = [];
  let next = 0;
  // In turn, so that each kind of thing meets each kind of name.
  const name = () => names[next++ % names.length] as string;
  const same = (what: string, got: unknown, sent: unknown) => {
    if (JSON.stringify(got) !== JSON.stringify(sent))
      faults.push(`${what} is ${JSON.stringify(got)} instead of ${JSON.stringify(sent)}`);
  };
  const boxName = '</title><script>abused(-1)</script>';
  await owner.call('PATCH', '/api/settings', { boxName });

  const projects = await times(12, async () => {
    const title = name();
    const project = await owner.call<{ id: string; title: string }>('POST', '/api/projects', { kind: 'event', title });
    same('a project', project.title, title);
    return project;
  });
  const projectId = projects.at(-1)?.id ?? '';
  const brought = await bringFiles(ground, projectId, faults);
  const captions = packed(names, perGallery);
  const photos: Photo[] = [];
  await each(brought, 5, async ({ id }, at) => {
    const words = {
      title: name(),
      caption: captions[at] ?? '',
      tags: [...new Set(names.slice(at * 20, at * 20 + 20).map((tag) => [...tag].slice(0, 20).join('').trim()))].filter(
        (tag) => tag !== '',
      ),
    };
    const photo = await owner.call<Photo>('PATCH', `/api/photos/${id}`, { ...words, name: name() });
    same(
      'the words of a photo',
      { title: photo.title, caption: photo.caption, tags: photo.tags.toSorted() },
      { ...words, tags: words.tags.toSorted() },
    );
    photos[at] = photo;
  });
  const galleries = await times(12, async (at) => {
    const title = name();
    const photoIds = at === 0 ? photos.map(({ id }) => id) : [];
    const gallery = await owner.call<{ id: string; title: string }>('POST', `/api/projects/${projectId}/galleries`, {
      title,
      photoIds,
    });
    same('a gallery', gallery.title, title);
    return gallery;
  });
  const galleryId = galleries[0]?.id ?? '';
  const links = await times(20, async () => {
    const words = { label: name(), placement: name() };
    const link = await owner.call<{ id: string; token: string; label: string; placement: string }>(
      'POST',
      `/api/projects/${projectId}/links`,
      { galleryIds: galleries.slice(0, 2).map(({ id }) => id), policy: { download: 'original' }, ...words },
    );
    same('a link', { label: link.label, placement: link.placement }, words);
    return link;
  });
  const keys = await times(8, async () =>
    owner.call<{ name: string }>('POST', '/api/keys', { name: name(), role: 'photographer' }),
  );

  await refuseSplits(owner, projectId, galleryId, links[0]?.id ?? '', photos[0]?.id ?? '', faults);
  const { id: linkId = '', token = '' } = links[0] ?? {};
  await judgeDownloads(ground, token, photos, faults);
  return {
    names,
    photos,
    projectId,
    galleryId,
    linkId,
    token,
    shown: {
      projects: projects.map(({ title }) => title),
      galleries: galleries.map(({ title }) => title),
      links: links.map(({ label }) => label),
      keys: keys.map(({ name }) => name),
    },
    boxName,
    faults,
  };
}

/** Side by side; each begins, and takes its names, in order. */
function times<T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => make(at)));
}

/** All names in so many captions of at most 1,000 letters, a line each; what has no room is left to the other words. */
function packed(names: readonly string[], into: number): string[] {
  const captions = Array.from({ length: into }, () => '');
  let at = 0;
  for (const name of names) {
    if ((captions[at] as string).length + name.length + 1 > 1000) at += 1;
    if (at >= into) break;
    captions[at] = `${captions[at]}${captions[at] === '' ? '' : '\n'}${name}`;
  }
  return captions;
}

/** Uploads photos under the names that a rough client sends as they are. */
async function bringFiles(
  { box, cookie, owner }: Ground,
  projectId: string,
  faults: string[],
): Promise<{ id: string }[]> {
  const names = [...splitNames, ...hostileNames(200).filter((name) => !/["\r\n]/.test(name))].slice(0, perGallery);
  const parts = await Promise.all(
    names.map(async (name, seed) => [
      Buffer.from(
        `--x\r\nContent-Disposition: form-data; name="photos"; filename="${name.replace(/[\r\n]/g, '\x0b')}"\r\n\r\n`,
      ),
      await makePhoto({ width: 48, height: 36, seed: 90_000 + seed }),
      Buffer.from('\r\n'),
    ]),
  );
  const body = Buffer.concat([...parts.flat(), Buffer.from('--x--\r\n')]);
  const head = `POST /api/projects/${projectId}/photos HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${body.length}\r\n\r\n`;
  const { status, text } = await say(box.localUrl, Buffer.concat([Buffer.from(head), body]), { patienceMs: 30_000 });
  if (status !== 201) throw new Error(`the hostile files were answered ${status} ${text.slice(-300)}`);
  await idle({ owner, projectId });
  const { items } = await owner.call<{ items: Photo[] }>('GET', `/api/projects/${projectId}/photos?limit=200`);
  if (items.length !== names.length) faults.push(`${items.length} of ${names.length} hostile files arrived`);
  for (const { name } of items)
    if (/[\p{Cc}\u202a-\u202e\u2066-\u2069/\\]/u.test(name)) faults.push(`a file is called ${JSON.stringify(name)}`);
  return items;
}

/** No line of text takes a second line, and half a letter does no harm. */
async function refuseSplits(
  owner: Caller,
  projectId: string,
  galleryId: string,
  linkId: string,
  photoId: string,
  faults: string[],
): Promise<void> {
  const places: [method: string, path: string, field: string][] = [
    ['PATCH', `/api/projects/${projectId}`, 'title'],
    ['PATCH', `/api/galleries/${galleryId}`, 'title'],
    ['PATCH', `/api/links/${linkId}`, 'label'],
    ['PATCH', `/api/links/${linkId}`, 'placement'],
    ['PATCH', `/api/photos/${photoId}`, 'title'],
    ['PATCH', `/api/photos/${photoId}`, 'name'],
    ['PATCH', '/api/settings', 'boxName'],
  ];
  const halved = [`/api/photos/${photoId}`, `/api/links/${linkId}`];
  for (const [method, path, field] of places) {
    const before = field === 'boxName' ? undefined : await owner.call<Record<string, unknown>>('GET', path);
    for (const split of splitNames) {
      const { status } = await owner.ask(method, path, { [field]: split });
      if (status !== 400) faults.push(`${path} ${field} takes ${JSON.stringify(split)}: ${status}`);
    }
    if (before === undefined || !halved.includes(path)) continue;
    for (const half of halfNames) {
      const { status } = await owner.ask(method, path, { [field]: half });
      if (status !== 200 && status !== 400) faults.push(`${path} ${field} with half a letter: ${status}`);
      const again = await owner.ask('GET', path);
      if (again.status !== 200) faults.push(`${path} after half a letter: ${again.status}`);
      if (field === 'name') {
        const original = await owner.ask('GET', `${path}/image/original`);
        await original.arrayBuffer();
        if (original.status !== 200) faults.push(`an original called by half a letter: ${original.status}`);
      }
    }
    await owner.call(method, path, { [field]: before[field] });
  }
}

/** Signs that Windows takes in no name, control characters, half characters, and marks that turn the direction of writing. */
const notPortable = /[<>:"/\\|?*\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;

/** Whether a guest may be given this name for that one: the same letters, without what some phone or computer refuses. */
function stands(given: string, name: string): boolean {
  const letters = (text: string) =>
    text
      .replace(/\.[^.]*$/, '')
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]/gu, '');
  return !notPortable.test(given) && !/^[. ]/.test(given) && letters(given).startsWith(letters(name).slice(0, 20));
}

/** The originals, from both doors, come under their own names, made fit for every phone at the guests', and with no header that is not ours. */
async function judgeDownloads(
  { box, cookie }: Ground,
  token: string,
  photos: readonly Photo[],
  faults: string[],
): Promise<void> {
  const { cookie: pass } = await openedBare(box.guestUrl, token);
  const doors = (id: string) =>
    [
      ['local', new URL(`/api/photos/${id}/image/original`, box.localUrl), cookie],
      ['guest', new URL(`/g/${token}/photos/${id}/original`, box.guestUrl), pass],
    ] as const;
  await each(photos, 5, async ({ id, name }) => {
    for (const [door, url, own] of doors(id)) {
      const answer = await fetch(url, { headers: { cookie: own } });
      await answer.arrayBuffer();
      const told = answer.headers.get('content-disposition') ?? '';
      const whole = /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''([\w.!#$&+^`|~%-]*)$/.exec(told)?.[1];
      const good = answer.status === 200 && !answer.headers.has('x-abuse');
      if (!good) faults.push(`${door} door: an original is answered ${answer.status}`);
      const given = whole === undefined ? undefined : decodeURIComponent(whole);
      if (given === undefined || !(door === 'guest' ? stands(given, name) : given === name))
        faults.push(`${door} door: ${JSON.stringify(name)} is sent as ${told}`);
    }
  });
}
