import type { Logger } from 'pino';
import type {
  CardJob,
  Cleaned,
  Inspection,
  MadeJpeg,
  MarkedFile,
  MarkJob,
  Rendered,
  RenderedSize,
  RenderJob,
  SheetJob,
} from './messages.ts';

/** The ingest process, as the rest of the box uses it. It is started when it is first needed and ended when idle. */
export interface Ingest {
  /**
   * Looks at a file that is on disk but not acknowledged; `localZone` (IANA) is meant where a capture time has no offset.
   * Rejects with a Refusal: `not_a_photo`, `format_not_accepted`, `photo_unreadable`, `photo_damaged`, `too_many_pixels`,
   * `photo_took_too_long`, `file_empty`.
   */
  inspect(path: string, options: { localZone: string }): Promise<Inspection>;
  /**
   * Makes the derivatives of one original, on disk for good when this resolves. Rejects with a Refusal for a bad photo,
   * `disk_full` for a full disk, `stopping`, or an Error for what is no photo's fault.
   */
  render(job: RenderJob): Promise<Rendered>;
  /**
   * Makes the size for looking all around, of one original, on disk for good when this resolves. It counts as a render,
   * or goes before those as a mark does where a guest waits for it. Rejects as `render` does.
   */
  pano(path: string, into: string, guestWaits: boolean): Promise<RenderedSize>;
  /** Draws a picture anew as a logo (WebP, at most 512 px); it counts as a render. Rejects as `render` does. */
  logo(path: string): Promise<Buffer>;
  /** Draws a picture anew for guests (JPEG, at most 1200 px); it counts as a render. Rejects as `render` does. */
  picture(path: string): Promise<{ readonly jpeg: Buffer; readonly width: number; readonly height: number }>;
  /** Draws a card for messengers (JPEG of 1200 × 630); it counts as a render. Rejects as `render` does. */
  card(job: CardJob): Promise<Buffer>;
  /**
   * Draws one of the sizes or logos that the box made itself small, as a JPEG on white that is no longer than `edge` pixels
   * on either side; it counts as a look. Rejects as `render` does.
   */
  small(path: string, edge: number): Promise<Buffer>;
  /** Draws an SVG of ours with pictures over it (PNG); those that can't be read are left out. It counts as a render. */
  sheet(job: SheetJob): Promise<Buffer>;
  /** Finds what is to be changed of an original for guests; it counts as a look. Rejects with `photo_unreadable`. */
  clean(path: string): Promise<Cleaned>;
  /** Makes the JPEG that guests save from a large one of ours; it counts as a look. Rejects as `render` does. */
  jpeg(path: string, into: string): Promise<MadeJpeg>;
  /**
   * Makes a marked copy of a picture, whole on disk when this resolves; it goes before renders, since a guest waits for it.
   * `from`: one of the sizes that the box made itself, or an original, to be in its full size or no larger than the
   * kiosk's. Rejects as `render` does.
   */
  mark(job: MarkJob, from: 'original' | 'shrunk' | 'size'): Promise<MarkedFile>;
  /** How many renders may run side by side, from now on; at most the `jobs` it was started with. */
  setJobs(count: number): void;
  /** The id of the process while there is one. */
  pid(): number | undefined;
  /** Ends the process; what is not done rejects with `stopping`. */
  stop(): Promise<void>;
}

export interface IngestOptions {
  readonly log: Logger;
  /** Renders side by side at most; as many as there are cores by default. */
  readonly jobs?: number;
  /** How long the process stays when there is nothing to do: 30 s by default. */
  readonly idleMs?: number;
  /** How long one render may take: 60 s by default. */
  readonly renderTimeoutMs?: number;
  /** How long a look may take: 20 s by default. */
  readonly lookTimeoutMs?: number;
}
