import { sizes } from '#contract/common.ts';
import { words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { type Html, html } from '../http/html.ts';
import { shapeOf } from './client/shape.ts';
import type { Frame, GalleryModel, PagePhoto } from './models.ts';
import { speaks } from './page.ts';
import { placeholderOf } from './placeholder.ts';
import { rowsOf, widths } from './rows.ts';

/** Where a tile stands, on each width of page. */
export interface Place {
  /** Share of the row's width. */
  readonly share: Readonly<Record<'n' | 'm' | 'w', number>>;
  /** Pixels of rows above it, on a phone. */
  readonly above: number;
  /** Widths on which a row ends after it, as class names. */
  readonly ends: string;
  /** What stays empty after it at the end of the last row: shape and width. */
  readonly fillers: readonly { readonly shape: number; readonly width: string }[];
}

/** Lays photos out in rows; `fillers` are the shapes of what stays empty. */
export function placeTiles(photos: readonly PagePhoto[]): {
  readonly places: readonly Place[];
  readonly fillers: readonly number[];
} {
  const shapes = photos.map(({ width, height }) => shapeOf(width, height));
  const places = shapes.map(() => ({
    share: { n: 1, m: 1, w: 1 },
    above: 0,
    ends: '',
    fillers: [] as { shape: number; width: string }[],
  }));
  for (const width of widths) {
    let at = 0;
    let above = 0;
    for (const row of rowsOf(
      shapes.map((shape) => shape / 1000),
      width,
    )) {
      for (let index = at; index < at + row.count; index++) {
        const place = places[index] as (typeof places)[number];
        place.share[width.name] = (shapes[index] as number) / 1000 / (row.ratio + row.empty);
        if (width.name === 'n') place.above = above;
      }
      at += row.count;
      above += width.px / (row.ratio + row.empty);
      const last = places[at - 1] as (typeof places)[number];
      if (at < shapes.length) last.ends += ` ${width.name}`;
      else if (row.empty > 0) last.fillers.push({ shape: Math.round(row.empty * 1000), width: width.name });
    }
  }
  return { places, fillers: places.flatMap(({ fillers }) => fillers.map(({ shape }) => shape)) };
}

/** How far down a phone shows at once, so that those photos are not left for later. */
const fold = 760;

/** One photo of the list: a link to the large one, so that it opens without script too. */
export function tile(
  frame: Frame,
  model: GalleryModel,
  photo: PagePhoto,
  index: number,
  place: Place | undefined,
  shown: boolean,
): Html {
  const shape = shapeOf(photo.width, photo.height);
  const odd = Math.abs(Math.log((shape * photo.height) / (1000 * photo.width))) > 0.01;
  const blur = placeholderOf(photo.thumbhash, 'tile');
  const inside = photo.ready
    ? link(frame, model, photo, index, place, shown)
    : html`<div class="photo waiting"><span>${words(frame.locale).guest.gallery.processing}</span></div>`;
  return html`<li class="${odd ? 'tile odd' : 'tile'}" data-shape="${shape}" data-id="${photo.id}" data-edition="${photo.edition}"${photo.mark !== null && html` data-mark="${photo.mark}"`}${said(photo)}>${blur && html`<img class="blur" src="${blur.url}" alt="">`}${inside}</li>${place && ends(place)}`;
}

function said({ said: own }: PagePhoto): Html | false {
  return (
    own !== undefined &&
    html`${own.heart && html` data-heart`}${own.line && html` data-line="${own.line}"`}${own.asked && html` data-asked`}`
  );
}

function ends(place: Place): Html {
  return html`${place.fillers.map(({ shape, width }) => html`<li class="filler ${width}" data-shape="${shape}" aria-hidden="true"></li>`)}${place.ends !== '' && html`<li class="end${place.ends}" aria-hidden="true"></li>`}`;
}

function link(
  frame: Frame,
  model: GalleryModel,
  photo: PagePhoto,
  index: number,
  place: Place | undefined,
  shown: boolean,
): Html {
  const say = words(frame.locale).guest;
  const large = within(photo, sizes.screen);
  const small = within(photo, sizes.thumb);
  const first = shown && index === 0;
  const early = shown && (place?.above ?? 0) < fold;
  const keeps = model.download !== 'off';
  const facts: [name: string, value: string | number | null][] = [
    ['width', large.width],
    ['height', large.height],
    ['title', photo.title || null],
    ['caption', photo.caption || null],
    ['time', photo.takenAt === null ? null : say.at(momentOf(photo.takenAt, frame.now, frame.timeZone))],
    ['save', keeps ? photo.save : null],
    ['best', keeps ? (photo.best ?? null) : null],
    ['webp', photo.webp ? '' : null],
    ['bytes', photo.original === null || photo.mark !== null ? null : bytes(photo.bytes)],
    ['pano', photo.pano],
  ];
  const data = facts.map(([name, value]) => value !== null && html` data-${name}="${value}"`);
  const typed = photo.title || photo.caption;
  const name = typed || say.gallery.photo(index + 1);
  const hurry = first ? html` fetchpriority="high"` : !early && html` loading="lazy"`;
  return html`<a class="photo" href="${photo.large}"${data}><img class="thumb" src="${photo.thumb}" srcset="${photo.thumb} ${small.width}w${!model.crowd?.on && html`, ${photo.screen} ${large.width}w`}" sizes="${sizesOf(place)}" width="${small.width}" height="${small.height}" alt="${photo.pano === null ? name : say.gallery.panorama(name)}"${speaks(frame, typed)} decoding="async"${hurry}${model.download === 'off' && html` draggable="false"`}></a>`;
}

/**
 * On a phone the thumb's 400 px do for a part of a row: the large ones of all would make every photo wait, so the smallest
 * is named (a portrait's thumb is no wider than 267 px, fewer than three times its place). The opener
 * is sharpened by the script once it is there. On larger pages the browser is told the truth and chooses.
 */
function sizesOf(place: Place | undefined): string {
  const share = place?.share ?? { m: 1, w: 1 };
  return `(max-width:599px) 1px, (max-width:1023px) ${percent(share.m)}vw, ${percent(share.w)}vw`;
}

function percent(share: number): number {
  return Math.ceil(share * 100);
}

function within(photo: PagePhoto, edge: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, edge / Math.max(photo.width, photo.height));
  return { width: Math.max(1, Math.round(photo.width * scale)), height: Math.max(1, Math.round(photo.height * scale)) };
}

/** 1.3 MB, 820 kB. */
export function bytes(count: number): string {
  return count >= 999_500 ? `${(count / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(count / 1000))} kB`;
}
