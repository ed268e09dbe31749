import type { Figures, RefusalReason } from '#contract/report.ts';

/*
 * What happened at a played event, written down by whoever plays it and added up in the plainest way, without a word of
 * the box: by this the box's figures are judged.
 */

export interface LedgerGuest {
  readonly name: string;
  readonly device: string;
  readonly system: string;
  readonly app: string;
  /** `site`, `CN/浙江/杭州`, `US`, '' where nobody can know. */
  readonly region: string;
  readonly standIn: boolean;
}

export interface LedgerLink {
  readonly id: string;
  readonly projectId: string;
  readonly audience: string | null;
  readonly placement: string | null;
  readonly recipientId: string | null;
  readonly galleryIds: readonly string[];
}

/** One open. `day`: `2027-09-17`, by the box's clocks. */
export interface LedgerVisit {
  readonly guest: LedgerGuest;
  readonly link: LedgerLink;
  readonly day: string;
  readonly hour: number;
  /** Screen and scene where it was scanned. */
  readonly place: string | null;
}
interface OfPhoto {
  readonly visit: LedgerVisit;
  readonly photoId: string;
  readonly galleryId: string;
  readonly day: string;
}
interface Looked extends OfPhoto {
  readonly views: number;
  readonly ms: number;
}

/** Which part of the event is asked about; both days are in it. */
export interface Part {
  readonly from: string;
  readonly to: string;
  readonly fits: (link: LedgerLink) => boolean;
}

const count = <T>(of: Iterable<T>) => new Set(of).size;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
/** To the tenth. */
const seconds = (looks: readonly { readonly ms: number }[]) => Math.round(sum(looks.map(({ ms }) => ms)) / 100) / 10;

export class Ledger {
  readonly visits: LedgerVisit[] = [];
  readonly looks: Looked[] = [];
  readonly saved: OfPhoto[] = [];
  readonly ticked: OfPhoto[] = [];
  readonly refused: { guest: LedgerGuest; link: LedgerLink; reason: RefusalReason; day: string }[] = [];
  readonly asked: { link: LedgerLink; day: string }[] = [];
  readonly leftOut: { link: LedgerLink; day: string; who: 'staff' | 'robots' }[] = [];

  opened(guest: LedgerGuest, link: LedgerLink, day: string, hour: number, place: string | null = null): LedgerVisit {
    const visit = { guest, link, day, hour, place };
    this.visits.push(visit);
    return visit;
  }

  /** Counted on the day on which the visit first looked at the photo. */
  looked(visit: LedgerVisit, photoId: string, galleryId: string, day: string, ms: number, views = 1): void {
    const first = this.looks.find((look) => look.visit === visit && look.photoId === photoId);
    this.looks.push({ visit, photoId, galleryId, day: first?.day ?? day, views, ms });
  }

  /** Once a visit and photo, however often. */
  keeps(visit: LedgerVisit, photoId: string, galleryId: string, day: string): void {
    if (this.saved.some((one) => one.visit === visit && one.photoId === photoId)) return;
    this.saved.push({ visit, photoId, galleryId, day });
  }

  opens({ from, to, fits }: Part): LedgerVisit[] {
    return this.visits.filter(({ day, link }) => day >= from && day <= to && fits(link));
  }

  figures(part: Part): Figures {
    const { from, to, fits } = part;
    const within = ({ day, link }: { day: string; link: LedgerLink }) => day >= from && day <= to && fits(link);
    const of = <T extends OfPhoto>(rows: readonly T[]) =>
      rows.filter(({ day, visit }) => within({ day, link: visit.link }));
    const opens = this.opens(part);
    const visitors = new Set(opens.map(({ guest }) => guest));
    const old = new Set(this.visits.filter(({ day, link }) => day < from && fits(link)).map(({ guest }) => guest));
    const looks = of(this.looks);
    const saved = of(this.saved);
    return {
      opens: opens.length,
      visitors: visitors.size,
      newVisitors: [...visitors].filter((guest) => !old.has(guest)).length,
      returning: [...visitors].filter((guest) => opens.filter((one) => one.guest === guest).length > 1).length,
      standIns: opens.filter(({ guest }) => guest.standIn).length,
      onSite: opens.filter(({ guest }) => guest.region === 'site').length,
      views: sum(looks.map(({ views }) => views)),
      viewSeconds: seconds(looks),
      medianSeconds: this.#median(opens),
      downloads: saved.length,
      savers: count(saved.map(({ visit }) => visit.guest)),
      saves: of(this.ticked).length,
      asks: this.asked.filter(within).length,
      refused: this.refused.filter(within).length,
      phones: opens.filter(({ guest }) => guest.device === 'phone').length,
    };
  }

  /** Of whole seconds; all below a minute, where the box tells them to the second. */
  #median(opens: readonly LedgerVisit[]): number | null {
    const lengths = opens
      .map((visit) => sum(this.looks.filter((look) => look.visit === visit).map(({ ms }) => ms)))
      .filter((ms) => ms > 0)
      .map((ms) => Math.floor(ms / 1000))
      .sort((a, b) => a - b);
    if (lengths.length === 0) return null;
    const at = (place: number) => lengths[Math.floor(place)] as number;
    return (at((lengths.length - 1) / 2) + at(lengths.length / 2)) / 2;
  }

  /** Opens by hour, and by the day of the week from Monday on and hour. */
  clock(part: Part): { hours: number[]; week: number[][] } {
    const opens = this.opens(part);
    const hours = Array.from({ length: 24 }, (_, hour) => opens.filter((one) => one.hour === hour).length);
    const week = Array.from({ length: 7 }, (_, weekday) =>
      hours.map((_, hour) => opens.filter((one) => one.hour === hour && weekdayOf(one.day) === weekday).length),
    );
    return { hours, week };
  }

  /** Opens by what a guest is, as `key opens`, sorted. */
  parts(part: Part, kind: 'device' | 'system' | 'app' | 'region'): string[] {
    return tally(this.opens(part).map(({ guest }) => guest[kind] || 'unknown'));
  }

  /** Scans by screen and scene, as `place opens`, sorted. */
  places(part: Part): string[] {
    return tally(this.opens(part).flatMap(({ place }) => (place === null ? [] : [place])));
  }

  refusals({ from, to, fits }: Part): string[] {
    return tally(
      this.refused.filter(({ day, link }) => day >= from && day <= to && fits(link)).map(({ reason }) => reason),
    );
  }

  /** Of one photo. */
  photo({ from, to, fits }: Part, photoId: string) {
    const of = <T extends OfPhoto>(rows: readonly T[]) =>
      rows.filter((one) => one.photoId === photoId && one.day >= from && one.day <= to && fits(one.visit.link));
    const looks = of(this.looks);
    return {
      views: sum(looks.map(({ views }) => views)),
      visits: count(looks.map(({ visit }) => visit)),
      seconds: seconds(looks),
      downloads: of(this.saved).length,
      saves: of(this.ticked).length,
    };
  }

  /** Of one gallery; `opens`: of the links that open it. A visit counts on the day of its first look in it. */
  gallery(part: Part, galleryId: string) {
    const { from, to, fits } = part;
    const within = (day: string) => day >= from && day <= to;
    const here = <T extends OfPhoto>(rows: readonly T[]) =>
      rows.filter((one) => one.galleryId === galleryId && fits(one.visit.link));
    const all = here(this.looks);
    const looks = all.filter(({ day }) => within(day));
    const began = new Map(all.toReversed().map(({ visit, day }) => [visit, day]));
    return {
      opens: this.opens(part).filter(({ link }) => link.galleryIds.includes(galleryId)).length,
      visits: [...began.values()].filter(within).length,
      views: sum(looks.map(({ views }) => views)),
      seconds: seconds(looks),
      downloads: here(this.saved).filter(({ day }) => within(day)).length,
    };
  }

  left({ from, to, fits }: Part): { staff: number; robots: number } {
    const of = (who: 'staff' | 'robots') =>
      this.leftOut.filter((one) => one.who === who && one.day >= from && one.day <= to && fits(one.link)).length;
    return { staff: of('staff'), robots: of('robots') };
  }
}

/** Each different text with how often it is there. */
export function tally(texts: readonly string[]): string[] {
  return [...new Set(texts)].map((text) => `${text} ${texts.filter((one) => one === text).length}`).sort();
}

/** 0: Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
