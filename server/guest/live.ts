import type { Request, Response } from 'express';
import type { Shelf } from '../galleries/shelf.ts';
import { type EventStream, eventStream } from '../http/event-stream.ts';
import type { Kit } from '../kit.ts';
import type { LinkBook } from '../links/book.ts';
import { judge } from '../links/policy.ts';
import type { Running } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { contentOf } from './content.ts';
import { versionOf } from './present.ts';

/** One phone that listens, and the version it was told last. */
interface Listener {
  readonly visitId: string;
  readonly stream: EventStream;
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
}

/**
 * The streams of open pages: `hello` {version} at once, `content` {version, urgent, within} (ask at some moment within so
 * many ms), `link` {state}.
 */
export interface Live {
  /** Opens the stream of a visit that was allowed to listen. */
  join(req: Request, res: Response, token: string, visitId: string): Promise<void>;
  stop(): void;
}

/** A visit has at most so many streams, one a tab; the oldest gives way. */
const streamsAVisit = 4;
const lookMs = 1000;
/** A hall of phones asks one after another, each its share of so many ms, but none waits longer than the second figure; a few ask at once. */
const spreadMs = { each: 8, most: 2000 } as const;

/** Tells open pages what changed, and ends their streams as soon as they may see it no more. */
export function openLive(kit: Kit, book: LinkBook, shelf: Shelf, running: Running): Live {
  const groups = new Map<string, Group>();
  let timer: NodeJS.Timeout | undefined;

  const leave = (group: Group, listener: Listener) => {
    group.listeners.delete(listener);
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

  const spread = () => {
    let phones = 0;
    for (const { listeners } of groups.values()) phones += listeners.size;
    return Math.min(spreadMs.most, phones * spreadMs.each);
  };

  /** Tells one version after the other; what comes in meanwhile is told together. */
  const tell = async (group: Group, urgent: boolean) => {
    group.news = { urgent: urgent || (group.news?.urgent ?? false) };
    if (group.telling) return;
    group.telling = true;
    try {
      while (group.news) {
        const { urgent } = group.news;
        group.news = undefined;
        const link = await book.byToken(group.token);
        if (!link) return;
        const version = versionOf(await contentOf(shelf, link, kit));
        const within = urgent ? 0 : spread();
        for (const listener of group.listeners) {
          // One that has not heard `hello` yet will be told by it.
          if (listener.version === undefined || listener.version === version) continue;
          listener.version = version;
          listener.stream.send('content', { version, urgent, within });
        }
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
    for (const listener of group.listeners) {
      const over = !link || authorize(running.find(listener.visitId), link, undefined, 'live', now) !== undefined;
      if (over || changed) listener.stream.send('link', { state });
      if (over) end(group, listener);
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
    join: async (req, res, token, visitId) => {
      const link = await book.byToken(token);
      if (!link) return void res.end();
      const known = groups.get(token);
      const group: Group = known ?? {
        token,
        linkId: link.id,
        galleryIds: link.galleryIds,
        listeners: new Set(),
        news: undefined,
        telling: false,
      };
      groups.set(token, group);
      const mine = [...group.listeners].filter((one) => one.visitId === visitId);
      if (mine[0] && mine.length >= streamsAVisit) end(group, mine[0]);
      groups.set(token, group);

      const stream = eventStream(req, res, () => leave(group, listener));
      const listener: Listener = { visitId, stream, version: undefined };
      group.listeners.add(listener);
      // Expiry and lapse come without an event.
      timer ??= setInterval(() => {
        for (const each of groups.values()) look(each, false).catch(failed);
      }, lookMs).unref();

      const version = versionOf(await contentOf(shelf, link, kit));
      if (!group.listeners.has(listener)) return;
      listener.version = version;
      stream.send('hello', { version });
      // What changed while it was read was not told to this one.
      await tell(group, false);
    },
    stop: () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
