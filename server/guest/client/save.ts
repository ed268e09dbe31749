import { fill, type Words } from './page.ts';
import { platform } from './platform.ts';
import { askHead, type Fetched, fetchPhotos, type Wanted } from './save-fetch.ts';
import { openSaveSheet, type SaveSheet } from './save-sheet.ts';
import { say } from './save-words.ts';
import { isSaved, setRun } from './saved.ts';

/** Photos that are to be kept. */
export interface Task {
  /** Those of the page, in order. */
  readonly photos: readonly HTMLAnchorElement[];
  /** Where all of them are in one archive, or the one photo by itself; null where the browser can do nothing with that. */
  readonly zip: string | null;
  readonly words: Words;
  /** Shows a photo large. */
  readonly open: (photo: HTMLAnchorElement) => unknown;
  /** Asks the box what is to be shown now. */
  readonly ask: () => unknown;
}

/** Saves photos by the share sheet, as downloads one after another, or from one long press to the next. */
export function save(task: Task): void {
  const { way } = platform();
  if (way === 'share') void shareAll(task);
  else if (way === 'each') void downloadEach(task);
  else guide(task);
}

const idOf = (photo: HTMLElement) => photo.parentElement?.dataset.id ?? '';

/** Leads from photo to photo, beginning with the first that was not saved yet. */
function guide({ photos, open }: Task): void {
  setRun(photos.map(idOf));
  const first = photos.find((photo) => !isSaved(idOf(photo))) ?? photos[0];
  if (first) open(first);
}

/** What is fetched of a photo: an iPhone's gallery takes a WebP not everywhere. */
function wantedOf(photo: HTMLElement): Wanted {
  const { save = '', webp } = photo.dataset;
  return { id: idOf(photo), address: webp === undefined ? save : `${save}&f=jpeg` };
}

/** `lapsed`: only a new press may open the sheet. */
type Outcome = 'done' | 'closed' | 'lapsed' | 'refused';

/** Hands files to the system's sheet. */
async function share(files: File[]): Promise<Outcome> {
  try {
    if (!navigator.canShare({ files })) return 'refused';
    await navigator.share({ files });
    return 'done';
  } catch (fault) {
    const { name } = fault as { name?: string };
    if (name === 'AbortError') return 'closed';
    return name === 'NotAllowedError' || name === 'InvalidStateError' ? 'lapsed' : 'refused';
  }
}

/** Fetches what fits into memory at once, hands it over, and goes on with the rest. */
async function shareAll(task: Task): Promise<void> {
  const { words, ask } = task;
  const stop = new AbortController();
  const sheet = openSaveSheet(words, words.toPhotos, () => stop.abort());
  let rest = task.photos.map(wantedOf);
  let kept: Fetched = { files: [], rest: [], gone: 0 };
  let saved = 0;
  while (rest.length > 0 && !sheet.closed) {
    const all = kept.files.length + rest.length;
    const before = kept.files.length;
    sheet.show({ text: say.preparing, done: before, of: all });
    const got = await fetchPhotos(rest, kept.files, stop.signal, (done) =>
      sheet.show({ text: say.preparing, done: before + done, of: all }),
    );
    kept = { ...got, files: [...kept.files, ...got.files], gone: kept.gone + got.gone };
    rest = got.rest;
    if (sheet.closed) return;
    const n = kept.files.length;
    if (got.problem !== undefined) {
      const over = got.problem === 'over';
      if (over) ask();
      const text = over ? say.saveOver : fill(say.saveStopped, { i: n, n: all });
      const acts = [
        ...(over ? [] : [{ key: 'again', label: words.again, primary: true }]),
        ...(n > 0 ? [{ key: 'some', label: fill(say.saveThose, { n }), primary: over }] : []),
      ];
      const press = await sheet.ask({ text, alarm: true, acts });
      if (press === 'again') continue;
      if (press !== 'some') return;
      if (over) rest = [];
    }
    if (kept.files.length === 0) break;
    const handed = await handOver(sheet, kept.files, rest.length);
    if (handed === 'refused') return otherwise(sheet, task);
    if (handed !== 'done') return;
    saved += kept.files.length;
    kept = { ...kept, files: [] };
    if (rest.length === 0) break;
    const acts = [{ key: 'next', label: fill(say.nextPart, { n: rest.length }), primary: true }];
    if ((await sheet.ask({ text: say.handed, acts })) !== 'next') return;
  }
  if (sheet.closed) return;
  const gone = kept.gone > 0 ? [fill(say.saveGone, { n: kept.gone })] : [];
  const text = [...(saved > 0 ? [say.handed] : []), ...gone].join(' ');
  await sheet.ask({ text, acts: [{ key: 'done', label: words.finish, primary: true }] });
  sheet.close();
}

/** Opens the system's sheet, at once where the press still counts, else by another; until it took them. */
async function handOver(sheet: SaveSheet, files: File[], rest: number): Promise<'done' | 'refused' | undefined> {
  let outcome: Outcome = await share(files);
  while (outcome === 'lapsed' || outcome === 'closed') {
    const help = rest > 0 ? fill(say.partHelp, { n: files.length, rest }) : say.readyHelp;
    const acts = [{ key: 'share', label: say.ready, primary: true }];
    let pressed: Promise<Outcome> | undefined;
    // Within the press itself, or it would have lapsed again.
    const press = await sheet.ask({
      text: outcome === 'closed' ? say.shareAgain : fill(say.readyCount, { n: files.length }),
      help,
      acts,
      within: () => {
        pressed = share(files);
      },
    });
    if (press !== 'share' || !pressed) return undefined;
    const next = await pressed;
    // A press that is refused as well: the phone does not want them.
    if (next === 'lapsed') return 'refused';
    outcome = next;
  }
  return outcome;
}

/** Where the sheet does not take them: the archive, or by hand. */
async function otherwise(sheet: SaveSheet, task: Task): Promise<void> {
  const { words, zip, photos } = task;
  const acts = [
    { key: 'hold', label: photos.length > 1 ? say.holdInstead : say.holdOne, primary: true },
    ...(zip === null
      ? []
      : [{ key: 'zip', label: photos.length > 1 ? words.zipInstead : words.saveOne, href: zip, primary: false }]),
  ];
  const press = await sheet.ask({ text: say.shareRefused, acts });
  sheet.close();
  if (press === 'hold') guide(task);
}

/** Photos belong into the gallery, where an archive does not get: each is a download of its own, with a pause in between. */
async function downloadEach(task: Task): Promise<void> {
  const { words, zip, photos, ask } = task;
  const stop = new AbortController();
  const sheet = openSaveSheet(words, fill(words.saveChosen, { n: photos.length }), () => stop.abort());
  const all = photos.map((photo) => photo.dataset.save as string);
  let [done, gone] = [0, 0];
  const archive = zip === null ? [] : [{ key: 'zip', label: words.zipInstead, href: zip, primary: false }];
  const show = () => sheet.show({ text: say.downloading, help: say.downloadHelp, done, of: all.length, acts: archive });
  while (done + gone < all.length && !sheet.closed) {
    show();
    const head = await askHead(all[done + gone] as string, stop.signal);
    if (sheet.closed) return;
    if (head === 'there') {
      download(all[done + gone] as string);
      done += 1;
      show();
      await pause(stop.signal);
    } else if (head === 'gone') gone += 1;
    else {
      if (head === 'over') ask();
      const text = head === 'over' ? say.saveOver : fill(say.downloadStopped, { i: done, n: all.length });
      const again = head === 'over' ? [] : [{ key: 'again', label: words.again, primary: true }];
      if ((await sheet.ask({ text, alarm: true, acts: again })) !== 'again') return;
    }
  }
  if (sheet.closed) return;
  const missing = gone > 0 ? ` ${fill(say.saveGone, { n: gone })}` : '';
  const text = `${fill(say.downloaded, { n: done })}${missing}`;
  const acts = [{ key: 'done', label: words.finish, primary: true }, ...archive];
  await sheet.ask({ text, help: say.downloadedHelp, acts });
  sheet.close();
}

/** Browsers take downloads that come in one instant for one, and drop the others. */
const betweenMs = 900;

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, betweenMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.appendChild(link);
  link.click();
  link.remove();
}
