import type PhotoSwipe from 'photoswipe';
import { type Hearts, heartIcon } from './heart.ts';
import type { Item } from './items.ts';
import { element, fill, type Words } from './page.ts';
import { openSheet } from './sheet.ts';

/** What stands below a large photo: its words, how to keep it, and all the others small. */
export interface Foot {
  /** Pixels that a photo leaves free below. */
  height(item: Item): number;
  /** Draws the small photos anew, after their list changed. */
  list(): void;
  say(what: 'withdrawn'): void;
}

const touchIcon =
  '<svg class="icon" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="M9.5 13V6.2a1.7 1.7 0 0 1 3.4 0v5l4.2.8c1.2.2 2 1.2 1.9 2.4l-.4 3.3a4 4 0 0 1-4 3.6h-1.8a4 4 0 0 1-3-1.4L6 15.7a1.6 1.6 0 0 1 2.3-2.2l1.2 1.1"/><path d="M6.6 8.2a4.8 4.8 0 1 1 9.2-.4"/></svg>';

/** Registers the foot with a viewer that is not open yet. */
export function drawFoot(viewer: PhotoSwipe, words: Words, download: string, hearts: Hearts | undefined): Foot {
  const root = element('div', 'foot-part');
  const text = element('div', 'words');
  const title = element('p', 'title');
  const caption = element('p', 'caption');
  const time = element('p', 'time');
  const spoken = element('p', 'spoken');
  const strip = element('div', 'strip');
  const keep = keeping(words, download);
  const says = hearts && saying(viewer, words, hearts);
  const items = () => viewer.options.dataSource as Item[];

  spoken.setAttribute('aria-live', 'polite');
  strip.setAttribute('role', 'group');
  strip.setAttribute('aria-label', words.strip);
  text.append(title, time, caption);
  root.append(text, ...(says ? [says.element] : []), ...(keep ? [keep.element] : []), strip, spoken);

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
  };
  const change = () => {
    const item = items()[viewer.currIndex];
    if (!item) return;
    const { title: name = '', caption: more = '', time: when = '' } = item.element.dataset;
    const edition = Number(item.edition) > 1 ? fill(words.edition, { n: item.edition }) : '';
    title.textContent = [name || more, edition].filter(Boolean).join(' ');
    caption.textContent = name === '' ? '' : more;
    time.textContent = when;
    spoken.textContent = `${fill(words.position, { i: viewer.currIndex + 1, n: items().length })} ${item.alt}`;
    keep?.offer(item);
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

/** How a photo may be kept: a button for the original, or the words for the phone at hand; nothing where saving is off. */
function keeping(words: Words, download: string): { element: HTMLElement; offer(item: Item): void } | undefined {
  const agent = navigator.userAgent;
  const wechat = /MicroMessenger/i.test(agent);
  if (download !== 'off' && !wechat) {
    const link = element('a', 'save');
    return {
      element: link,
      offer: ({ element: photo }) => {
        const { save, bytes = '' } = photo.dataset;
        link.hidden = save === undefined;
        if (save === undefined) return;
        link.href = save;
        link.download = '';
        link.textContent = download === 'original' ? `${words.save} ${bytes}` : words.saveOne;
      },
    };
  }
  if (download === 'off') return undefined;
  const apple = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
  const how = wechat
    ? words.holdWeChat
    : apple
      ? words.holdApple
      : /Android/.test(agent)
        ? words.holdAndroid
        : words.rightClick;
  const hint = element('p', 'hint');
  if (how !== words.rightClick) hint.innerHTML = touchIcon;
  hint.appendChild(element('span', '', how));
  return { element: hint, offer: () => undefined };
}
