import type { Play } from '#contract/screens.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import { newId } from '../ids.ts';
import type { TestBox } from './box.ts';
import { type EventGuest, eventGuests } from './event-guests.ts';
import { Ledger, type LedgerGuest, type LedgerVisit } from './event-ledger.ts';
import { type EventLink, type GalleryName, type LinkName, publicOrigin, type Venue } from './event-venue.ts';

const zone = '+08:00';
const minute = 60_000;

/** A visit that somebody may look about in. */
export interface Opened {
  readonly visit: LedgerVisit;
  readonly guest: EventGuest;
  readonly link: EventLink;
  readonly answer: OpenAnswer;
}

/** Plays the event on a box and writes down what happens. */
export class EventPlay {
  readonly ledger = new Ledger();
  readonly guests: readonly EventGuest[];
  readonly box: TestBox;
  readonly venue: Venue;
  #day = '';
  #hour = 0;

  constructor(box: TestBox, venue: Venue) {
    this.box = box;
    this.venue = venue;
    this.guests = eventGuests({ guestUrl: box.guestUrl, publicOrigin }, 48, [41]);
  }

  /** The clocks of the box go on to this time. */
  clock(day: string, time: string): void {
    const ahead = Date.parse(`${day}T${time}:00${zone}`) - this.box.time.wall();
    if (ahead < 0) throw new Error(`it is past ${day} ${time}`);
    this.box.time.advance(ahead);
    this.#day = day;
    this.#hour = Number(time.slice(0, 2));
  }

  guest(number: number): EventGuest {
    const guest = this.guests[number];
    if (!guest) throw new Error(`there is no guest ${number}`);
    return guest;
  }

  /** Guests open a link, one after another. */
  async open(
    numbers: readonly number[],
    link: LinkName,
    { place, password }: { readonly place?: number; readonly password?: string } = {},
  ): Promise<Opened[]> {
    const opened: Opened[] = [];
    const to = this.venue.links[link];
    const at = place === undefined ? undefined : this.venue.places[place];
    for (const number of numbers) {
      const guest = this.guest(number);
      const answer = await guest.phone.open(to.token, { ...(at && { place: at.text }), ...(password && { password }) });
      if (typeof answer === 'string') throw new Error(`${guest.name} at ${link}: ${answer}`);
      const visit = this.ledger.opened(guest, to, this.#day, this.#hour, at?.called ?? null);
      opened.push({ visit, guest, link: to, answer });
    }
    return opened;
  }

  /** Looks at photos of a gallery, each for so many whole seconds; `looks`: by the photo's number there. */
  async look(
    { visit, guest, link }: Opened,
    gallery: GalleryName,
    looks: readonly (readonly [number, number])[],
  ): Promise<void> {
    const chapter = this.venue.galleries[gallery];
    const told = looks.map(([at, seconds]) => {
      const photoId = this.venue.photos[gallery][at] as string;
      this.ledger.looked(visit, photoId, chapter, this.#day, seconds * 1000);
      return { type: 'photo_view', photoId, chapter, ms: seconds * 1000 };
    });
    await guest.phone.tell(link.token, told);
  }

  /** Looks go on with photos that were looked at before: no views more. */
  async lookOn({ visit, guest, link }: Opened, gallery: GalleryName, at: number, seconds: number): Promise<void> {
    const [photoId, chapter] = [this.venue.photos[gallery][at] as string, this.venue.galleries[gallery]];
    this.ledger.looked(visit, photoId, chapter, this.#day, seconds * 1000, 0);
    await guest.phone.tell(link.token, [{ type: 'photo_view', photoId, chapter, ms: seconds * 1000, more: true }]);
  }

  /** Saves one photo by its button. */
  async save({ visit, guest, link, answer }: Opened, gallery: GalleryName, at: number): Promise<void> {
    const photoId = this.venue.photos[gallery][at] as string;
    const photos = answer.chapters.flatMap((chapter) => chapter.photos);
    const address = photos.find(({ id }) => id === photoId)?.images.save;
    if (address === undefined) throw new Error(`nothing of ${link.name} may be saved`);
    await guest.phone.get(address);
    this.ledger.keeps(visit, photoId, this.venue.galleries[gallery], this.#day);
  }

  /** Saves a whole gallery as an archive; gives its bytes. */
  async zip({ visit, guest, link }: Opened, gallery: GalleryName): Promise<Buffer> {
    const chapter = this.venue.galleries[gallery];
    const bytes = await guest.phone.get(`/g/${link.token}/download.zip?chapter=${chapter}`);
    for (const photoId of this.venue.photos[gallery]) this.ledger.keeps(visit, photoId, chapter, this.#day);
    return bytes;
  }

  /** Ticks photos as saved after a long press. */
  async tick({ visit, guest, link }: Opened, gallery: GalleryName, numbers: readonly number[]): Promise<void> {
    const told = numbers.map((at) => {
      const photoId = this.venue.photos[gallery][at] as string;
      this.ledger.ticked.push({ visit, photoId, galleryId: this.venue.galleries[gallery], day: this.#day });
      return { type: 'photo_saved', photoId };
    });
    await guest.phone.tell(link.token, told);
  }

  /** Somebody is not let in; `counts`: it is the first time in the half hour. */
  async refused(
    number: number,
    link: LinkName,
    reason: Ledger['refused'][number]['reason'],
    { password, counts = true }: { readonly password?: string; readonly counts?: boolean } = {},
  ): Promise<void> {
    const [guest, to] = [this.guest(number), this.venue.links[link]];
    const answer = await guest.phone.open(to.token, password === undefined ? {} : { password });
    if (typeof answer !== 'string') throw new Error(`${guest.name} was let in at ${link}`);
    if (counts) this.ledger.refused.push({ guest, link: to, reason, day: this.#day });
  }

  /** Somebody at a closed page asks for more. */
  async ask(number: number, link: LinkName): Promise<void> {
    const to = this.venue.links[link];
    const { status, bytes } = await this.guest(number).phone.post(`/g/${to.token}/ask`, { name: '想再看' });
    if (status >= 300) throw new Error(`ask: ${status} ${bytes}`);
    this.ledger.asked.push({ link: to, day: this.#day });
  }

  /** Somebody who is in no figure. */
  leave(link: LinkName, who: 'staff' | 'robots'): void {
    this.ledger.leftOut.push({ link: this.venue.links[link], day: this.#day, who });
  }

  /** A browser opened a link by itself, as a real phone does. */
  came(guest: LedgerGuest, link: LinkName): LedgerVisit {
    return this.ledger.opened(guest, this.venue.links[link], this.#day, this.#hour);
  }

  get day(): string {
    return this.#day;
  }

  /** A screen tells what it showed until now: each so many times, for so many seconds each time. */
  async showed(
    screen: number,
    shown: readonly { item?: string; photo?: string; times: number; seconds: number }[],
  ): Promise<void> {
    const plays: Play[] = shown.flatMap(({ item, photo, times, seconds }) =>
      Array.from({ length: times }, () => ({
        id: newId(this.box.time.wall()),
        sceneId: item ?? this.venue.photosItem,
        itemId: item ?? this.venue.photosItem,
        kind: item ? ('poster' as const) : ('photo' as const),
        galleryId: this.venue.galleries.main,
        photoIds: photo === undefined ? [] : [photo],
        linkId: null,
        at: this.box.time.wall() - minute,
        ms: seconds * 1000,
        fresh: false,
        offline: false,
      })),
    );
    const told = await this.venue.screens[screen]?.socket.timeout(5000).emitWithAck('plays', plays);
    if (told?.length !== plays.length) throw new Error('the box took not all that was shown');
  }
}
