import type { CodeChoice, PlaylistItem, PlaylistSpec } from '#contract/playlists.ts';
import { codesNamed } from './playlists/mentions.ts';

/** A place for a code on the scenes of an item; scenes name it (`code`), and each screen has a code for it or none. */
export interface Slot {
  readonly id: string;
  readonly itemId: string;
  /** Whose photos the code opens. */
  readonly galleryId: string;
  readonly choice: CodeChoice;
  readonly fallbackLinkId: string | null;
}

/** The slot of an item with one code. */
export function slotOf(itemId: string): string {
  return itemId;
}

/** The slot of the code at a place in an item with several. */
export function slotAt(itemId: string, place: number): string {
  return `${itemId}/${place}`;
}

/** The slot of a unit that is called for. */
export function unitSlot(galleryId: string): string {
  return `unit:${galleryId}`;
}

/** All places for codes of a playlist, those of units aside; items that are left out have none. */
export function slotsOf({ items }: Pick<PlaylistSpec, 'items'>): Slot[] {
  return items.filter(({ off }) => !off).flatMap(slotsOfItem);
}

function slotsOfItem(item: PlaylistItem): Slot[] {
  return codesNamed(item, '').flatMap(({ galleryId, code: choice, fallbackLinkId }, place) => {
    if (galleryId === null || choice.kind === 'none') return [];
    const id = item.kind === 'codes' ? slotAt(item.id, place) : slotOf(item.id);
    return [{ id, itemId: item.id, galleryId, choice, fallbackLinkId }];
  });
}
