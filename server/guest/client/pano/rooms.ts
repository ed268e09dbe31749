import type { Item } from '../items.ts';
import { element, fill, type Words } from '../page.ts';

/** The panoramas of a chapter, to go from one to the next. */
export interface Rooms {
  readonly element: HTMLElement;
  /** Draws them anew where they are others than before, and marks the one that is shown. */
  mark(rooms: readonly Item[], shown: Item): void;
}

/** `go`: called with the one that was pressed. */
export function drawRooms(words: Words, go: (room: Item) => void): Rooms {
  const root = element('nav', 'pano-rooms');
  root.setAttribute('aria-label', words.rooms);
  let drawn: readonly Item[] = [];

  const draw = (rooms: readonly Item[]) => {
    const held = Array.from(root.children).indexOf(document.activeElement as Element);
    drawn = rooms;
    root.textContent = '';
    root.hidden = rooms.length < 2;
    for (const [index, room] of rooms.entries()) {
      const button = element('button', '');
      button.type = 'button';
      const image = element('img', '');
      image.alt = '';
      image.src = room.msrc;
      image.draggable = false;
      button.append(image, element('span', '', nameOf(room, index, words)));
      button.addEventListener('click', () => go(room));
      root.append(button);
    }
    (root.children[held] as HTMLElement | undefined)?.focus();
  };
  return {
    element: root,
    mark(rooms, shown) {
      if (rooms.length !== drawn.length || rooms.some((room, at) => facts(room) !== facts(drawn[at] as Item)))
        draw(rooms);
      for (const [index, button] of Array.from(root.children).entries()) {
        const on = rooms[index]?.id === shown.id;
        if (on) button.setAttribute('aria-current', 'true');
        else button.removeAttribute('aria-current');
        const { offsetLeft, offsetWidth } = button as HTMLElement;
        if (on) root.scrollLeft = offsetLeft - (root.clientWidth - offsetWidth) / 2;
      }
    },
  };
}

/** What a panorama is called, alone or as the so-manieth of several. */
export function nameOf({ element: photo }: Item, index: number, words: Words): string {
  return photo.dataset.title || photo.dataset.caption || fill(words.room, { n: index + 1 });
}

function facts({ id, msrc, element: photo }: Item): string {
  return [id, msrc, photo.dataset.title, photo.dataset.caption].join('\n');
}
