import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Shelf } from '../galleries/shelf.ts';
import { type EventStream, eventStream } from '../http/event-stream.ts';
import type { Kit } from '../kit.ts';
import type { LinkBook } from '../links/book.ts';
import { judge } from '../links/policy.ts';
import { Refusal } from '../refusal.ts';
import type { Running } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { contentOf } from './content.ts';
import type { Crowding } from './crowding.ts';
import { type Content, versionOf } from './present.ts';
import type { PhoneRecalls } from './recalls.ts';

/** One phone that listens, and the version it was told last. */
interface Listener {
  readonly visitId: string;
  readonly stream: EventStream;
  /** In the box's own Wi-Fi. */
  readonly here: boolean;
  /** Where its connection comes from: the phone, or the tunnel for all that come by it. */
  readonly from: string;
  version: string | undefined;
}

/** The phones that listen to one link. */
interface Group {
  readonly token: string;
  readonly linkId: string;
  galleryIds: readonly string[];
  readonly listeners: Set<Listener>;
  news: { urgent: boolean } | undefined;
  telling: boolean;
  /** Which picture of each photo open pages were told of last, by the photo's id. */
  pictures: ReadonlyMap<string, string> | undefined;
  /** How often it was told something. */
  told: number;
}

/**
 * The streams of open pages: `hello` {version} at once, `content` {version, urgent, within, gone} (ask at some moment within so
 * many ms; photos of these ids are no more what they were, so nobody is to see them until then), `link` {state, over, within} (over:
 * for this visit), `beat` every 20 s; in the box's own Wi-Fi `crowd` {on, elsewhere} when it gets crowded or is not any more, and
 * `crowd` {elsewhere} in `hello` while it is. `elsewhere`: the public address, where that works.
 */
export interface Live {
  /**
   * Opens the stream of a visit that was allowed to listen; `headers` (name, value, name…) where none were set before.
   * Throws `busy` while as many listen as the box bears: such a phone asks now and then instead.
   */
  join(
    req: IncomingMessage,
    res: ServerResponse,
    token: string,
    visitId: string,
    headers?: readonly string[],
  ): Promise<void>;
  /** Whether as many listen as the box bears. */
  full(): boolean;
  /** Phones in the box's own Wi-Fi that listen. */
  phonesHere(): number;
  stop(): void;
}

/** A visit has at most so many streams, one a tab; the oldest gives way. */
const streamsAVisit = 4;
const lookMs = 1000;
/** Streams of all links together. */
const most = 5000;
/** A hall of phones asks one after another, each its share of so many ms, but none waits longer than the second figure; a few ask at once. */
const spreadMs = { each: 8, most: 16_000 } as const;
/** Of what is urgent, so many phones ask at the same instant; more would keep the box from everybody for seconds. */
const atOnce = 100;

/** Tells open pages what changed, and ends their streams as soon as they may see it no more. */
export function openLive(
  kit: Kit,
  book: LinkBook,
  shelf: Shelf,
  running: Running,
  crowding: Pick<Crowding, 'here' | 'now'>,
  recalls: Pick<PhoneRecalls, 'told' | 'left'>,
  bounds: { readonly most: number } = { most },
): Live {
  const groups = new Map<string, Group>();
  let streams = 0;
  let timer: NodeJS.Timeout | undefined;

  const leave = (group: Group, listener: Listener) => {
    if (group.listeners.delete(listener)) {
      streams -= 1;
      if (![...group.listeners].some(({ visitId }) => visitId === listener.visitId)) recalls.left(listener.visitId);
    }
    if (group.listeners.size === 0 && groups.get(group.token) === group) groups.delete(group.token);
    if (groups.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const end = (group: Group, listener: Listener) => {
    // First out of the group: nothing may be written to a stream that has ended.
    leave(group, listener);
    listener.stream.close();
  };

  /** Ends the oldest stream of a visit that has as many as it may. */
  const makeWay = (group: Group, visitId: string) => {
    let oldest: Listener | undefined;
    let count = 0;
    for (const one of group.listeners) {
      if (one.visitId !== visitId) continue;
      oldest ??= one;
      count += 1;
    }
    if (oldest && count >= streamsAVisit) end(group, oldest);
  };

  /** One phone that opened a link without end must not keep all others out: whoever has most by far gives one up. */
  const giveUpOne = (from: string): boolean => {
    const all = [...groups.values()].flatMap((group) => [...group.listeners].map((listener) => ({ group, listener })));
    const counts = new Map<string, number>();
    for (const { listener } of all) counts.set(listener.from, (counts.get(listener.from) ?? 0) + 1);
    const [heaviest, count] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), [from, 0]);
    const oldest = all.find(({ listener }) => listener.from === heaviest);
    if (!oldest || heaviest === from || count <= (counts.get(from) ?? 0) + streamsAVisit) return false;
    end(oldest.group, oldest.listener);
    return true;
  };

  const spread = (urgent: boolean) =>
    urgent && streams <= atOnce ? 0 : Math.min(spreadMs.most, streams * spreadMs.each);

  /** Tells one version after the other; what comes in meanwhile is told together. */
  const tell = async (group: Group, urgent: boolean) => {
    group.told += 1;
    group.news = { urgent: urgent || (group.news?.urgent ?? false) };
    if (group.telling) return;
    group.telling = true;
    try {
      while (group.news) {
        const { urgent } = group.news;
        group.news = undefined;
        const link = await book.byToken(group.token);
        if (!link) return;
        const content = await contentOf(shelf, link, kit);
        const version = versionOf(content);
        const pictures = picturesOf(content);
        const gone = [...(group.pictures ?? [])]
          .filter(([id, picture]) => pictures.get(id) !== picture)
          .map(([id]) => id);
        group.pictures = pictures;
        const within = spread(urgent);
        const told: string[] = [];
        for (const listener of group.listeners) {
          // One that has not heard `hello` yet will be told by it.
          if (listener.version === undefined || listener.version === version) continue;
          listener.version = version;
          listener.stream.send('content', { version, urgent, within, gone });
          told.push(listener.visitId);
        }
        if (gone.length > 0) recalls.told(gone, told);
      }
    } finally {
      group.telling = false;
    }
  };

  /** Ends the streams of visits that may see the link no more; `changed` tells the others that its policy did. */
  const look = async (group: Group, changed: boolean) => {
    const link = await book.byToken(group.token);
    const now = kit.clock.now();
    const state = link ? judge(link, now) : 'revoked';
    if (link) group.galleryIds = link.galleryIds;
    // Before any of them ends: the last of a hall would be told to ask at once.
    const within = spread(true);
    for (const listener of group.listeners) {
      const over = !link || authorize(running.find(listener.visitId), link, undefined, 'live', now) !== undefined;
      if (over || changed) listener.stream.send('link', { state, over, within });
      if (over) end(group, listener);
    }
  };

  const tellCrowd = () => {
    const now = crowding.now();
    const told = { on: now !== undefined, elsewhere: now?.elsewhere ?? null };
    for (const { listeners } of groups.values()) {
      // One that has not heard `hello` yet will be told by it.
      for (const { here, version, stream } of listeners) if (here && version !== undefined) stream.send('crowd', told);
    }
  };

  const failed = (error: unknown) => kit.log.error({ err: error }, 'open pages could not be told');
  const linkChanged = ({ linkId, grown }: { linkId: string; grown?: true }) => {
    for (const group of groups.values()) {
      if (group.linkId !== linkId) continue;
      // One chapter more is told as new photos are, to a hall of phones in turn.
      look(group, !grown)
        .then(() => (grown ? tell(group, false) : undefined))
        .catch(failed);
    }
  };
  const stops = [
    kit.changes.on('link.changed', linkChanged),
    kit.changes.on('link.revoked', linkChanged),
    kit.changes.on('gallery.changed', ({ galleryId, urgent }) => {
      for (const group of groups.values()) if (group.galleryIds.includes(galleryId)) tell(group, urgent).catch(failed);
    }),
    kit.changes.on('box.changed', ({ names }) => names.includes('crowd') && tellCrowd()),
    // Whether the public address works.
    kit.changes.on('settings.changed', () => crowding.now() && tellCrowd()),
    // What is drawn into its photos may be made of them.
    ...(['settings.changed', 'audience.changed'] as const).map((fact) =>
      kit.changes.on(fact, () => {
        for (const group of groups.values()) tell(group, false).catch(failed);
      }),
    ),
    // Its title is on the page, and its end may be the link's.
    kit.changes.on('project.changed', () => {
      for (const group of groups.values()) tell(group, false).catch(failed);
    }),
  ];

  return {
    join: async (req, res, token, visitId, headers = []) => {
      const link = await book.byToken(token);
      if (!link) return void res.end();
      // Before the request is let go of.
      const here = crowding.here(req);
      const known = groups.get(token);
      const group: Group = known ?? {
        token,
        linkId: link.id,
        galleryIds: link.galleryIds,
        listeners: new Set(),
        news: undefined,
        telling: false,
        pictures: undefined,
        told: 0,
      };
      makeWay(group, visitId);
      const from = req.socket.remoteAddress ?? '';
      if (streams >= bounds.most && !giveUpOne(from))
        throw new Refusal('busy', 'too many pages listen', { retryAfter: 20 });
      groups.set(token, group);

      const stream = eventStream(req, res, () => leave(group, listener), { page: true, headers });
      const listener: Listener = { visitId, stream, here, from, version: undefined };
      group.listeners.add(listener);
      streams += 1;
      // Expiry and lapse come without an event.
      timer ??= setInterval(() => {
        for (const each of groups.values()) look(each, false).catch(failed);
      }, lookMs).unref();

      const before = group.told;
      const content = await contentOf(shelf, link, kit);
      const version = versionOf(content);
      group.pictures ??= picturesOf(content);
      if (!group.listeners.has(listener)) return;
      listener.version = version;
      const crowd = listener.here ? crowding.now() : undefined;
      stream.send('hello', { version, ...(crowd && { crowd }) });
      // What changed while it was read was not told to this one.
      if (group.told !== before) await tell(group, false);
    },
    full: () => streams >= bounds.most,
    phonesHere: () => {
      const visits = new Set<string>();
      for (const { listeners } of groups.values())
        for (const { here, visitId } of listeners) if (here) visits.add(visitId);
      return visits.size;
    },
    stop: () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}

function picturesOf({ galleries, mark }: Content): ReadonlyMap<string, string> {
  const photos = galleries.flatMap((gallery) => gallery.photos);
  return new Map(photos.map(({ id, edition }) => [id, `${edition} ${mark}`]));
}
