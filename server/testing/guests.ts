import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { OpenAnswer } from '#contract/visits.ts';
import { addGalleryPhotos } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { insertPhoto } from '../library/table.ts';

export const phoneAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN';

/** A phone at the guest door: it keeps cookies by their path, unless it refuses them. */
export interface Phone {
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Looks at the gate and presses its button, as a script that wants JSON does. */
  open(token: string, body?: Record<string, unknown>): Promise<Response>;
  /** The same, where it has to work. */
  opened(token: string, body?: Record<string, unknown>): Promise<OpenAnswer>;
  cookie(name: string): string | undefined;
  /** Takes or loses a cookie by hand. */
  setCookie(name: string, path: string, value: string | undefined): void;
}

export interface PhoneOptions {
  readonly agent?: string;
  readonly refusesCookies?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export function phoneAt(
  guestUrl: string,
  { agent = phoneAgent, refusesCookies, headers = {} }: PhoneOptions = {},
): Phone {
  const jar = new Map<string, { name: string; path: string; value: string }>();
  /** As browsers send them: those of the longest path first. */
  const inOrder = () => [...jar.values()].toSorted((a, b) => b.path.length - a.path.length);
  const phone: Phone = {
    ask: async (path, init = {}) => {
      const url = new URL(path, guestUrl);
      const cookies = inOrder().filter(
        (one) => one.path === '/' || url.pathname === one.path || url.pathname.startsWith(`${one.path}/`),
      );
      const answer = await fetch(url, {
        redirect: 'manual',
        ...init,
        headers: {
          'user-agent': agent,
          ...headers,
          ...(cookies.length > 0 && { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }),
          ...(init.headers as Record<string, string>),
        },
      });
      for (const line of refusesCookies ? [] : answer.headers.getSetCookie()) {
        const [, name = '', value = '', path = '/'] = /^([^=]+)=([^;]*).*?; Path=([^;]+)/.exec(line) ?? [];
        phone.setCookie(name, path, value);
      }
      return answer;
    },
    open: async (token, body = {}) => {
      await (await phone.ask(`/g/${token}`)).text();
      return phone.ask(`/g/${token}/open`, jsonPost(body));
    },
    opened: async (token, body) => {
      const answer = await phone.open(token, body);
      if (answer.status !== 200) throw new Error(`open: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as OpenAnswer;
    },
    cookie: (name) => inOrder().find((one) => one.name === name)?.value,
    setCookie: (name, path, value) => {
      if (value === undefined) jar.delete(`${name} ${path}`);
      else jar.set(`${name} ${path}`, { name, path, value });
    },
  };
  return phone;
}

export function jsonPost(body: Record<string, unknown>): RequestInit {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

export interface StoredPhoto {
  readonly id: string;
  readonly hash: string;
  readonly original: Buffer;
  readonly thumb: Buffer;
  readonly screen: Buffer;
}

/** Puts photos into a gallery that are ready at once, with bytes of their own in place of pictures. */
export async function shelvePhotos(
  kit: Kit,
  projectId: string,
  galleryId: string,
  names: readonly string[],
): Promise<StoredPhoto[]> {
  const photos: StoredPhoto[] = [];
  for (const name of names) {
    const original = randomBytes(5000);
    const hash = createHash('sha256').update(original).digest('hex');
    const part = kit.files.incoming();
    await writeFile(part, original);
    await kit.files.keep(part, hash);
    const [thumb, screen] = [randomBytes(300), randomBytes(2000)];
    await writeFile(kit.files.derivative(hash, 'thumb'), thumb);
    await writeFile(kit.files.derivative(hash, 'screen'), screen);
    const now = kit.clock.now();
    photos.push({ id: newId(now), hash, original, thumb, screen });
    await kit.db.write(async (writer) => {
      const id = (photos.at(-1) as StoredPhoto).id;
      const noFailure = { failure_code: null, failure_detail: null, attempts: 0, missing: 0 };
      const size = { bytes: original.length, width: 3000, height: 2000 };
      await writer
        .insertInto('originals')
        .values({
          hash,
          format: 'jpeg',
          ...size,
          taken_at: null,
          panorama: 0,
          state: 'ready',
          thumbhash: 'YTkGJwaRhWUIt4lbgnhZl3ath2BUBGYA',
          created_at: now,
          ...noFailure,
        })
        .execute();
      const words = {
        title: '',
        caption: '',
        tags: '[]',
        sku: null,
        angle: null,
        usage: null,
        matched: 0,
        search: name,
      };
      await insertPhoto(writer, {
        ...{
          id,
          project_id: projectId,
          hash,
          edition: 1,
          name,
          ...words,
          taken_at: null,
          panorama: null,
          hidden_at: null,
          mark: null,
        },
        ...{ uploaded_by: null, uploaded_at: now, updated_at: now, deleted_at: null, hidden_at: null },
      });
      await addGalleryPhotos(writer, galleryId, [id], now);
    });
  }
  kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  return photos;
}

/** Opens a link as a client that keeps nothing but its pass; gives the answer and the cookies to send from then on. */
export async function openedBare(guestUrl: string, token: string): Promise<{ answer: OpenAnswer; cookie: string }> {
  const opened = await fetch(new URL(`/g/${token}/open`, guestUrl), jsonPost({}));
  const cookies = opened.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { answer: (await opened.json()) as OpenAnswer, cookie: cookies.join('; ') };
}
