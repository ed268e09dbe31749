import { isDeepStrictEqual } from 'node:util';
import type { Kit } from '../../kit.ts';
import { placeText } from '../../visits/place.ts';
import type { Held } from '../playing.ts';
import type { Content } from '../shown.ts';
import type { Slot } from '../slots.ts';
import { allPlaces, type PlaceRow, putPlaces } from './table.ts';

/** What a place is called: the kind of its item, and a name that staff know. */
export type SceneName = Pick<PlaceRow, 'scene_kind' | 'scene_name'>;

/** What an item of a screen's programme is called: by its own title, else by the gallery whose photos its code opens. */
export function sceneName({ playing: { spec, content } }: Pick<Held, 'playing'>, slot: Slot): SceneName {
  const gallery = content.galleries.get(slot.galleryId) ?? content.units.get(slot.galleryId);
  const item = spec.items.find(({ id }) => id === slot.itemId);
  const title = item && 'title' in item ? item.title : '';
  return { scene_kind: item?.kind ?? 'unit', scene_name: title || (gallery?.title ?? '') };
}

/** The numbers that codes on screens carry, so that a visit says where it began. */
export interface Places {
  /** Gives each place on a screen its number and its names, and the screen what its codes carry. Tells whether that is news. */
  settle(screen: Held): Promise<boolean>;
}

export async function openPlaces({ db }: Pick<Kit, 'db'>): Promise<Places> {
  const known = new Map<string, PlaceRow>();
  const keep = (rows: readonly PlaceRow[]) => {
    for (const row of rows) known.set(keyOf(row), row);
  };
  keep(await allPlaces(db.read));
  /** What screens showed, and what they were called, when their places were settled last. */
  const settled = new WeakMap<Held, { readonly content: Content; readonly name: string }>();

  return {
    settle: async (screen) => {
      const { name } = screen;
      const { content } = screen.playing;
      const before = settled.get(screen);
      if (before?.content === content && before.name === name) return false;
      const wanted = new Map<string, Omit<PlaceRow, 'number'>>();
      for (const slot of content.slots) {
        const place = { screen_id: screen.id, item_id: slot.itemId };
        if (!wanted.has(keyOf(place))) {
          wanted.set(keyOf(place), { ...place, screen_name: name, ...sceneName(screen, slot) });
        }
      }
      const news = [...wanted].flatMap(([key, row]) => {
        const { number: _, ...before } = known.get(key) ?? { number: 0 };
        return isDeepStrictEqual(before, row) ? [] : [row];
      });
      if (news.length > 0) keep(await db.write((writer) => putPlaces(writer, news)));
      const places = new Map(
        content.slots.flatMap(({ id, itemId }) => {
          const row = known.get(keyOf({ screen_id: screen.id, item_id: itemId }));
          return row ? [[id, placeText(row.number)] as const] : [];
        }),
      );
      settled.set(screen, { content, name });
      if (isDeepStrictEqual(places, screen.places)) return false;
      screen.places = places;
      return true;
    },
  };
}

function keyOf({ screen_id, item_id }: Pick<PlaceRow, 'screen_id' | 'item_id'>): string {
  return `${screen_id} ${item_id}`;
}
