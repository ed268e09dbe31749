import { html, nothing, type TemplateResult } from 'lit';
import type { PhotoOrder, PlaylistItem } from '#contract/playlists.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { cross, plus } from '../parts/icons.ts';
import type { CodeWish } from './code-field.ts';
import { type ItemOf, mostCodes, mostGalleries } from './draft.ts';
import type { Known } from './known.ts';
import './code-field.ts';
import './gallery-field.ts';
import './photo-field.ts';

export interface Parts {
  readonly words: Words;
  readonly lines: Words['playlists'];
  readonly known: Known | undefined;
  readonly beat: number;
  readonly zone: string;
  readonly projectId: string;
  /** Of the project, where an item needs one now. */
  readonly firstGalleryId: string;
  /** Changes some fields of the item. */
  readonly say: (change: object) => void;
  /** A line of text. */
  readonly text: (
    name: string,
    value: string,
    about: { readonly label: string; readonly example?: string; readonly help?: string },
  ) => TemplateResult;
  /** What is wrong with a field, in words; empty where nothing is. */
  readonly error: (name: string) => string;
}

/** What belongs to the kind of an item alone. */
export function kindParts(item: PlaylistItem, parts: Parts): unknown {
  switch (item.kind) {
    case 'photos':
      return [galleryPart(item, parts), photosPart(item, parts), codePart(item, parts)];
    case 'poster':
      return [galleryPart(item, parts), posterPart(item, parts), codePart(item, parts)];
    case 'codes':
      return codesPart(item, parts);
    case 'wall':
      return [wallPart(item, parts), codePart({ ...item, galleryId: item.galleryIds[0] ?? '' }, parts)];
    case 'message':
      return messagePart(item, parts);
    case 'wifi':
      return wifiPart(item, parts);
    case 'mobile':
      return [mobilePart(item, parts), galleryPart(item, parts), codePart(item, parts)];
    case 'pano':
      return [galleryPart(item, parts), photoPart(item.galleryId, item.photoId, true, parts), codePart(item, parts)];
  }
}

function galleryPart(item: { galleryId: string | null; photoId?: string | null }, parts: Parts) {
  const { words, known, beat, projectId, say, error } = parts;
  // A photo belongs to the gallery that it was chosen from.
  const other = item.photoId === undefined ? {} : { photoId: item.photoId === null ? null : '' };
  return html`<gallery-field .words=${words} label=${words.playlistsEditor.form.gallery} .known=${known} beat=${beat} projectId=${projectId}
    .ids=${item.galleryId ? [item.galleryId] : []} error=${error('gallery')}
    @choose=${({ detail }: CustomEvent<readonly string[]>) => say({ galleryId: detail[0] ?? '', ...(detail[0] !== item.galleryId && { ...other, fallbackLinkId: null, ...codeAnew(item) }) })}></gallery-field>`;
}

/** A certain link is one of the gallery that was there before. */
function codeAnew(item: object): object {
  const { code } = item as { code?: { kind: string } };
  return code?.kind === 'link' ? { code: { kind: 'newest' } } : {};
}

function codePart(item: CodeWish & { galleryId: string | null }, { words, known, beat, zone, say, error }: Parts) {
  const { galleryId, code, fallbackLinkId } = item;
  return html`<code-field .words=${words} .known=${known} beat=${beat} zone=${zone} galleryId=${galleryId ?? ''} .wish=${{ code, fallbackLinkId }}
    error=${error('code')} @choose=${({ detail }: CustomEvent<CodeWish>) => say(detail)}></code-field>`;
}

function photosPart({ order, pairs }: ItemOf<'photos'>, { words, say }: Parts) {
  const { form } = words.playlistsEditor;
  const options = (['gallery', 'newest', 'shuffled'] as const).map((value) => ({ value, label: form.orders[value] }));
  return html`<div class="part"><span class="name" aria-hidden="true">${form.order}</span>
      <choice-chips label=${form.order} value=${order} .options=${options} @choose=${({ detail }: CustomEvent<PhotoOrder>) => say({ order: detail })}></choice-chips>
      ${order === 'shuffled' ? html`<p class="say">${form.shuffledHelp}</p>` : nothing}</div>
    <admin-switch label=${form.pairs} help=${form.pairsHelp} ?on=${pairs} @choose=${({ detail }: CustomEvent<boolean>) => say({ pairs: detail })}></admin-switch>`;
}

/** Lines that are ready to take, each a button. */
function ready<T>(all: readonly T[], say: (one: T) => string, take: (one: T) => void, { words }: Parts) {
  const { form } = words.playlistsEditor;
  return html`<div class="part" role="group" aria-label=${form.ready}><span class="say" aria-hidden="true">${form.ready}</span>
    <div class="ready">${all.map((one) => html`<button type="button" @click=${() => take(one)}>${say(one)}</button>`)}</div></div>`;
}

function kindOf(galleryId: string, { known, projectId }: Parts): ProjectKind {
  return known?.kindOf(galleryId) ?? known?.projects.find(({ id }) => id === projectId)?.kind ?? 'event';
}

function posterPart(item: ItemOf<'poster'>, parts: Parts) {
  const { words, lines, text, say } = parts;
  const { form } = words.playlistsEditor;
  return html`<div class="box">
      ${text('thanks', item.thanks, { label: form.thanks, example: form.thanksExample })}
      ${text('title', item.title, { label: form.heading, example: form.headingExample })}
      ${ready(lines.lines[kindOf(item.galleryId, parts)], ({ thanks, title }) => [thanks, title].join(words.admin.comma), say, parts)}
    </div>
    ${photoPart(item.galleryId, item.photoId ?? '', false, parts)}`;
}

function photoPart(galleryId: string, photoId: string, pano: boolean, { words, known, beat, say, error }: Parts) {
  if (galleryId === '') return nothing;
  return html`<photo-field .words=${words} .known=${known} beat=${beat} galleryId=${galleryId} photoId=${photoId} ?pano=${pano} error=${error('photo')}
    @choose=${({ detail }: CustomEvent<string>) => say({ photoId: detail === '' && !pano ? null : detail })}></photo-field>`;
}

function codesPart({ title, codes }: ItemOf<'codes'>, parts: Parts) {
  const { words, known, beat, projectId, text, say, error } = parts;
  const { form } = words.playlistsEditor;
  const put = (place: number, change: object) =>
    say({ codes: codes.map((one, nr) => (nr === place ? { ...one, ...change } : one)) });
  const fresh = () => ({ galleryId: codes.at(-1)?.galleryId ?? '', code: { kind: 'newest' }, fallbackLinkId: null });
  return html`
    ${text('title', title, { label: form.heading, example: form.headingExample })}
    ${codes.map((one, place) => {
      const own: Parts = { ...parts, say: (change) => put(place, change), error: () => error(`code-${place}`) };
      return html`<div class="box" role="group" aria-label=${form.codeNr(place + 1)}>
        <div class="in-line ends"><b class="name">${form.codeNr(place + 1)}</b>
          ${codes.length > 1 ? html`<button type="button" class="quiet icon" aria-label=${form.dropCode(place + 1)} title=${form.dropCode(place + 1)} @click=${() => say({ codes: codes.toSpliced(place, 1) })}>${cross}</button>` : nothing}</div>
        <gallery-field .words=${words} label=${form.gallery} .known=${known} beat=${beat} projectId=${projectId} .ids=${one.galleryId ? [one.galleryId] : []}
          error=${error(`gallery-${place}`)} @choose=${({ detail }: CustomEvent<readonly string[]>) =>
            put(place, {
              galleryId: detail[0] ?? '',
              ...(detail[0] !== one.galleryId && { fallbackLinkId: null, ...codeAnew(one) }),
            })}></gallery-field>
        ${codePart(one, own)}
      </div>`;
    })}
    ${codes.length < mostCodes ? html`<div><button type="button" @click=${() => say({ codes: [...codes, fresh()] })}>${plus}${form.addCode}</button></div>` : nothing}`;
}

function wallPart({ galleryIds, title }: ItemOf<'wall'>, parts: Parts) {
  const { words, lines, known, beat, projectId, text, say, error } = parts;
  const { form } = words.playlistsEditor;
  return html`<gallery-field .words=${words} label=${form.galleries} .known=${known} beat=${beat} projectId=${projectId} .ids=${galleryIds} most=${mostGalleries}
      error=${error('gallery')} @choose=${({ detail }: CustomEvent<readonly string[]>) => say({ galleryIds: detail })}></gallery-field>
    <div class="box">
      ${text('title', title, { label: form.heading })}
      ${ready(
        lines.walls[kindOf(galleryIds[0] ?? '', parts)],
        (line) => line,
        (line) => say({ title: line }),
        parts,
      )}
    </div>`;
}

function messagePart({ text: message, detail }: ItemOf<'message'>, parts: Parts) {
  const { words, lines, text, say } = parts;
  const { form } = words.playlistsEditor;
  return html`<div class="box">
    ${text('text', message, { label: form.text, example: form.textExample })}
    ${text('detail', detail, { label: form.detail, example: form.detailExample })}
    ${ready(lines.messages[kindOf('', parts)], (line) => line.text, say, parts)}
  </div>`;
}

function wifiPart(item: ItemOf<'wifi'>, parts: Parts) {
  const { words, firstGalleryId, text, say } = parts;
  const { form } = words.playlistsEditor;
  const options = (['WPA', 'WEP', 'nopass'] as const).map((value) => ({ value, label: form.securities[value] }));
  const secured = item.security !== 'nopass';
  const photos = item.galleryId !== null;
  return html`
    ${text('name', item.name, { label: form.wifiName, help: form.wifiNameHelp })}
    <div class="part"><span class="name" aria-hidden="true">${form.security}</span>
      <choice-chips label=${form.security} value=${item.security} .options=${options}
        @choose=${({ detail }: CustomEvent<string>) => say({ security: detail, ...(detail === 'nopass' && { password: '' }) })}></choice-chips></div>
    ${
      secured
        ? html`${text('password', item.password, { label: form.wifiPassword })}
          <p class="notice">${form.wifiPublic}</p>
          <admin-switch label=${form.showPassword} ?on=${item.showPassword} @choose=${({ detail }: CustomEvent<boolean>) => say({ showPassword: detail })}></admin-switch>`
        : nothing
    }
    <admin-switch label=${form.hidden} ?on=${item.hidden} @choose=${({ detail }: CustomEvent<boolean>) => say({ hidden: detail })}></admin-switch>
    <admin-switch label=${form.withPhotos} help=${form.withPhotosHelp} ?on=${photos}
      @choose=${({ detail }: CustomEvent<boolean>) => say({ galleryId: detail ? firstGalleryId : null, ...(!detail && { fallbackLinkId: null }) })}></admin-switch>
    ${photos ? html`${galleryPart(item, parts)}${item.galleryId === '' ? nothing : codePart(item, parts)}` : nothing}`;
}

function mobilePart({ title }: ItemOf<'mobile'>, parts: Parts) {
  const { words, lines, text, say } = parts;
  const { form } = words.playlistsEditor;
  return html`<div class="box">
    ${text('title', title, { label: form.heading })}
    ${ready(
      [lines.mobile],
      (line) => line,
      (line) => say({ title: line }),
      parts,
    )}
  </div>`;
}
