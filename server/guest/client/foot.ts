import type PhotoSwipe from 'photoswipe';
import { keeping } from './foot-save.ts';
import { type Hearts, heartIcon } from './heart.ts';
import type { Item } from './items.ts';
import { element, fill, type Words } from './page.ts';
import { isSaved, savedTick } from './saved.ts';
import { openSheet } from './sheet.ts';

/** What stands below a large photo: its words, how to keep it, and all the others small. */
export interface Foot {
  /** Pixels that a photo leaves free below. */
  height(item: Item): number;
  /** Draws the small photos anew, after their list changed. */
  list(): void;
  say(what: 'withdrawn'): void;
}

/** Registers the foot with a viewer that is not open yet. `ask`: asks the box what is shown now. */
export function drawFoot(viewer: PhotoSwipe, words: Words, ask: () => void, hearts: Hearts | undefined): Foot {
  const root = element('div', 'foot-part');
  const text = element('div', 'words');
  const title = element('p', 'title');
  const caption = element('p', 'caption');
  const time = element('p', 'time');
  const spoken = element('p', 'spoken');
  const strip = element('div', 'strip');
  const keep = keeping(viewer, words, { ask, ticked: () => tick() });
  const says = hearts && saying(viewer, words, hearts);
  const items = () => viewer.options.dataSource as Item[];

  spoken.setAttribute('aria-live', 'polite');
  strip.setAttribute('role', 'group');
  strip.setAttribute('aria-label', words.strip);
  text.append(title, time, caption);
  root.append(text, ...(says ? [says.element] : []), keep.element, strip, spoken);

  const draw = () => {
    strip.textContent = '';
    for (const [index, item] of items().entries()) {
      const button = element('button', '');
      button.type = 'button';
      button.setAttribute('aria-label', `${fill(words.goTo, { i: index + 1 })} ${item.alt}`);
      const image = element('img', '');
      image.alt = '';
      image.loading = 'lazy';
      image.src = item.msrc;
      image.draggable = false;
      button.appendChild(image);
      button.addEventListener('click', () => viewer.goTo(index));
      strip.appendChild(button);
    }
    strip.hidden = items().length < 2;
    tick();
  };
  /** What was saved by a long press. */
  const tick = () => {
    for (const [index, button] of Array.from(strip.children).entries()) {
      const saved = isSaved(items()[index]?.id ?? '');
      const shown = button.querySelector('.got');
      if (!saved) shown?.remove();
      else if (!shown) {
        button.appendChild(savedTick(words));
        button.setAttribute('aria-label', `${button.getAttribute('aria-label')} ${words.got}`);
      }
    }
  };
  const change = () => {
    const item = items()[viewer.currIndex];
    if (!item) return;
    const { title: name = '', caption: more = '', time: when = '' } = item.element.dataset;
    const edition = Number(item.edition) > 1 ? fill(words.edition, { n: item.edition }) : '';
    title.textContent = [name || more, edition].filter(Boolean).join(' ');
    caption.textContent = name === '' ? '' : more;
    time.textContent = when;
    // In which language it is written, where that is not the page's.
    const { lang } = item.element.querySelector('.thumb') as HTMLElement;
    title.lang = lang;
    caption.lang = lang;
    // Long words are scrolled, by keys as well.
    if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
    else text.removeAttribute('tabindex');
    spoken.textContent = `${fill(words.position, { i: viewer.currIndex + 1, n: items().length })} ${item.alt}`;
    keep.draw();
    says?.draw();
    for (const [index, button] of Array.from(strip.children).entries()) {
      if (index === viewer.currIndex) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    const current = strip.children[viewer.currIndex] as HTMLElement | undefined;
    if (current) strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
  };

  viewer.on('uiRegister', () => {
    viewer.ui?.registerElement({
      name: 'foot',
      className: 'foot-place',
      appendTo: 'root',
      onInit: (place) => place.appendChild(root),
    });
  });
  viewer.on('firstUpdate', () => {
    draw();
    change();
  });
  viewer.on('change', change);
  return {
    // A line of title and one of caption are reckoned with; longer ones stand over the photo's lower edge.
    height: ({ element: photo }) => {
      const lines = photo.dataset.title !== undefined && photo.dataset.caption !== undefined ? 2 : 1;
      return root.offsetHeight - text.offsetHeight + 20 + 20 * lines;
    },
    list: draw,
    say: (what) => {
      spoken.textContent = words[what];
    },
  };
}

/** The heart of the photo that is shown, and its line. */
function saying(viewer: PhotoSwipe, words: Words, hearts: Hearts): { element: HTMLElement; draw(): void } {
  const part = element('div', 'says');
  const [heart, line] = [element('button', ''), element('button', 'line')];
  const said = element('span', '');
  heart.type = 'button';
  line.type = 'button';
  heart.innerHTML = heartIcon;
  heart.append(words.like);
  line.append(said);
  part.append(heart, line);
  const id = () => (viewer.options.dataSource as Item[])[viewer.currIndex]?.id ?? '';
  heart.addEventListener('click', () => hearts.toggle(id()));
  line.addEventListener('click', () => {
    const of = id();
    const field = { name: 'line', label: words.lineFor, most: 200, value: hearts.of(of).line };
    const asking = { heading: words.sayLine, help: words.lineHelp, fields: [field], yes: words.keepLine };
    openSheet(viewer.element as HTMLElement, asking, words, async (values) => {
      hearts.say(of, values.line ?? '');
      return undefined;
    });
  });
  const draw = () => {
    const own = hearts.of(id());
    part.hidden = !hearts.taken();
    heart.setAttribute('aria-pressed', String(own.on));
    said.textContent = own.line || words.sayLine;
    line.classList.toggle('told', own.line !== '');
  };
  hearts.changed = draw;
  return { element: part, draw };
}
