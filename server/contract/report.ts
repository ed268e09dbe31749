import { z } from 'zod';
import { Id, Instant, Locale } from './common.ts';
import { Download } from './links.ts';

/** A calendar day in the box's zone: `2026-11-21`. */
export const Day = z.iso.date().meta({ id: 'Day', example: '2026-11-21' });
export type Day = z.infer<typeof Day>;

/** Why a phone was not let in; `attempts`: too many wrong guesses. */
export const RefusalReason = z
  .enum(['used_up', 'used_up_here', 'expired', 'revoked', 'not_open_yet', 'devices', 'password', 'attempts'])
  .meta({ id: 'RefusalReason' });
export type RefusalReason = z.infer<typeof RefusalReason>;

/** The figures of a span of days. Each is defined in `docs/figures.md` and, in words, in `definitions`. */
export const Figures = z
  .object({
    /** 打开次数: visits that were let in. */
    opens: z.int(),
    /** 独立访客: different phones among them; null where that is not known any more (a set of links, pruned days). */
    visitors: z.int().nullable(),
    /** Those of `visitors` who had never been here before the span (null of a set of links); who opened twice or more in it. */
    newVisitors: z.int().nullable(),
    returning: z.int().nullable(),
    /** Of `opens`: told apart by address and agent, since the phone keeps no cookies. */
    standIns: z.int(),
    onSite: z.int(),
    /** 照片查看, and the seconds that photos were large on screen. */
    views: z.int(),
    viewSeconds: z.number(),
    /** How long a visit looked at photos, of those that looked at any; null where none did. */
    medianSeconds: z.number().nullable(),
    /** 下载张数: each photo once a visit; visitors who saved any. */
    downloads: z.int(),
    savers: z.int().nullable(),
    /** Ticked as saved after a long press. */
    saves: z.int(),
    asks: z.int(),
    /** Phones that were not let in, each once in half an hour for each reason. */
    refused: z.int(),
    /** Of `opens`, by phones. */
    phones: z.int(),
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

const Count = z.object({ key: z.string(), opens: z.int() });
/** What became of one link in the span; instants are those of its whole life. */
export const ReportLink = z
  .object({
    linkId: Id,
    /** What the recipient is called, else the label, else the titles of its galleries. */
    name: z.string(),
    company: z.string(),
    recipientId: Id.nullable(),
    gallery: z.string(),
    audience: z.string().nullable(),
    placement: z.string().nullable(),
    state: z.enum(['scheduled', 'live', 'expired', 'exhausted', 'revoked']),
    forOne: z.boolean(),
    download: Download,
    opens: z.int(),
    visitors: z.int(),
    views: z.int(),
    downloads: z.int(),
    refused: z.int(),
    firstOpenAt: Instant.nullable(),
    lastOpenAt: Instant.nullable(),
    /**
     * What its guests looked at most in the span: a gallery where it opens several, else a photo. Told of links meant for
     * one, the 50 that were opened most at the most; else '', as where nothing was looked at.
     */
    most: z.string(),
  })
  .meta({ id: 'ReportLink' });
export type ReportLink = z.infer<typeof ReportLink>;

/** From sending to opening and saving, of links meant for one. Days are calendar days in the box's zone. */
export const DeliveryRow = z
  .object({
    linkId: Id,
    name: z.string(),
    company: z.string(),
    audience: z.string().nullable(),
    gallery: z.string(),
    download: Download,
    /** First noted as sent, else made. */
    sentAt: Instant,
    noted: z.boolean(),
    sentBy: z.string(),
    firstOpenAt: Instant.nullable(),
    firstDownloadAt: Instant.nullable(),
    daysToOpen: z.int().nullable(),
    daysToDownload: z.int().nullable(),
    /** The project's due day, else the link's end; null where neither is set. */
    dueAt: Instant.nullable(),
    /** `waiting`: not done and not due yet; what counts as done is a download where the link allows it, else an open. */
    verdict: z.enum(['in_time', 'late', 'waiting', 'missed', 'none']),
  })
  .meta({ id: 'DeliveryRow' });
export type DeliveryRow = z.infer<typeof DeliveryRow>;

export const ReportPhoto = z
  .object({
    photoId: Id,
    title: z.string(),
    edition: z.int(),
    width: z.int(),
    height: z.int(),
    thumbhash: z.string().nullable(),
    /** False where it is deleted by now; its figures stay. */
    there: z.boolean(),
    views: z.int(),
    visits: z.int(),
    seconds: z.number(),
    downloads: z.int(),
    saves: z.int(),
    /** On the project's screens, where the report is about the whole project; else 0. */
    screenSeconds: z.number(),
  })
  .meta({ id: 'ReportPhoto' });
export type ReportPhoto = z.infer<typeof ReportPhoto>;

export const Report = z
  .object({
    project: z.object({ id: Id, title: z.string(), kind: z.enum(['estate', 'event', 'product']) }),
    /** What it is about, in words; `kind` `project`: all of it. */
    about: z.object({
      kind: z.enum(['project', 'audience', 'gallery', 'link', 'recipient', 'placement', 'several']),
      name: z.string(),
    }),
    /** Whole days, both included. `keptFrom`: raw events before this day are gone, of which totals are kept. */
    from: Day,
    to: Day,
    keptFrom: Day.nullable(),
    timeZone: z.string(),
    locale: Locale,
    madeAt: Instant,
    figures: Figures,
    /** The same for as many days right before; null where the project was not there then. */
    before: Figures.nullable(),
    /** Never in any figure: visits by staff, and previews that robots fetched. */
    leftOut: z.object({ staff: z.int(), robots: z.int() }),
    days: z.array(
      z.object({
        day: Day,
        opens: z.int(),
        visitors: z.int().nullable(),
        views: z.int(),
        downloads: z.int(),
        refused: z.int(),
      }),
    ),
    /** Opens by the hour that the box's clocks showed, 0 to 23; the week from Monday on. */
    hours: z.array(z.int()).length(24),
    week: z.array(z.array(z.int()).length(24)).length(7),
    /** Those that were looked at most often or longest, 100 at most, the most views first. */
    photos: z.array(ReportPhoto),
    galleries: z.array(
      z.object({
        galleryId: Id,
        title: z.string(),
        there: z.boolean(),
        /** Opens of links that open it now. */
        opens: z.int(),
        /** Visits that looked at one of its photos at least. */
        visits: z.int(),
        views: z.int(),
        seconds: z.number(),
        downloads: z.int(),
      }),
    ),
    audiences: z.array(
      z.object({
        /** Null: links without one. */
        audience: z.string().nullable(),
        name: z.string(),
        links: z.int(),
        /** Links that were opened in the span. */
        opened: z.int(),
        opens: z.int(),
        visitors: z.int().nullable(),
        downloads: z.int(),
        savers: z.int().nullable(),
      }),
    ),
    /** By opens, 500 at most; those that were not opened too, but for those of batches and of screens. */
    links: z.array(ReportLink),
    devices: z.array(Count),
    systems: z.array(Count),
    apps: z.array(Count),
    /** `site`: on the box's own network; `unknown`; else a country's code with, for China, province and city. */
    regions: z.array(
      z.object({
        key: z.string(),
        country: z.string(),
        province: z.string(),
        city: z.string(),
        opens: z.int(),
      }),
    ),
    /** Of remote opens whose region is known (`base`), those from outside the home region; null where none is set. */
    home: z.object({ region: z.string(), base: z.int(), away: z.int() }).nullable(),
    placements: z.array(
      z.object({ placement: z.string(), links: z.int(), opens: z.int(), downloads: z.int(), refused: z.int() }),
    ),
    /** Scans of codes on screens, by screen and scene. */
    places: z.array(
      z.object({
        number: z.int(),
        screenName: z.string(),
        sceneName: z.string(),
        sceneKind: z.string(),
        opens: z.int(),
      }),
    ),
    /** What screens showed of the project's photos and of items named in its playlists; only of the whole project. */
    screens: z.array(
      z.object({
        screenId: Id,
        name: z.string(),
        seconds: z.number(),
        items: z.array(z.object({ name: z.string(), kind: z.string(), times: z.int(), seconds: z.number() })),
      }),
    ),
    refusals: z.array(z.object({ reason: RefusalReason, count: z.int() })),
    /** Recipients (家), each once however many links it has: `all` with a link that is not revoked; the others by the span. */
    partners: z.object({ all: z.int(), opened: z.int(), downloaded: z.int() }),
    delivery: z.object({
      dueOn: Day.nullable(),
      links: z.int(),
      opened: z.int(),
      downloaded: z.int(),
      /** Recipients (家): different ones among the links; those who opened, those who saved. */
      recipients: z.int(),
      recipientsOpened: z.int(),
      recipientsDownloaded: z.int(),
      medianDaysToOpen: z.number().nullable(),
      medianDaysToDownload: z.number().nullable(),
      /** 500 at most, those that wait first. */
      rows: z.array(DeliveryRow),
    }),
    /** Of links meant for one: opened twice or more in the span, most first, 50 at most. */
    cameBack: z.array(ReportLink),
    /** Live links that will be used up within a day at the pace of the last half hour. */
    soon: z.array(z.object({ linkId: Id, name: z.string(), opensLeft: z.int(), minutes: z.int() })),
    /** One sentence for the head of the page; the four lines to paste. In `locale`. */
    sentence: z.string(),
    summary: z.array(z.string()),
    /** What each figure is, in `locale`, as it stands on every form of the report. */
    definitions: z.array(z.object({ name: z.string(), text: z.string() })),
    /** Where regions come from. */
    regionSource: z.object({ name: z.string(), licence: z.string(), date: z.string() }),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;
