import { html, nothing, type TemplateResult } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { warning } from '../parts/icons.ts';
import type { GalleryEditor } from './gallery-editor.ts';

/** How full a gallery is, as one part of a line for each photo that it can hold. */
export function fullness(count: number, words: Words): TemplateResult {
  const parts = Array.from({ length: galleryLimit }, (_, index) => html`<i class=${index < count ? 'on' : ''}></i>`);
  return html`<div class="parts" role="img" aria-label=${words.galleries.photosOf(count, galleryLimit)}>${parts}</div>`;
}

/** Whether what was changed is on the box: when, or that it is on its way, or waits for the box. */
export function savedLine(editor: GalleryEditor, words: Words, zone: string): TemplateResult {
  const { page } = words.galleries;
  const at = editor.savedAt;
  const text = editor.offline
    ? page.offline
    : editor.saving
      ? page.saving
      : at === undefined || editor.conflict
        ? ''
        : page.savedAt(momentOf(at, at, zone).clock);
  return html`<span class="saved small figures ${editor.offline ? 'lost' : ''}" role="status">${editor.offline ? warning : nothing}${text}</span>`;
}

/** What somebody else did meanwhile, and the two ways on. */
export function conflictBand(editor: GalleryEditor, words: Words): TemplateResult | typeof nothing {
  const { conflict } = editor;
  if (!conflict) return nothing;
  const { page } = words.galleries;
  const photos = conflict.about === 'photos';
  return html`<div class="band" role="alert">${warning}<div>
    <p>${photos ? page.changed : page.changedTitle(conflict.theirs.title)}</p>
    ${photos ? html`<p class="small">${page.mineHelp}</p>` : nothing}
    <div class="acts"><button class="dense" @click=${() => editor.applyMine()}>${page.mine}</button><button class="dense" @click=${() => editor.takeTheirs()}>${page.theirs}</button></div>
  </div></div>`;
}

export interface FullWays {
  readonly another: () => void;
  readonly swap: () => void;
  readonly takeOut: () => void;
}

/** A full gallery's ways on: another gallery, or another photo in the place of the one that is chosen. */
export function fullBand(
  gallery: Gallery,
  chosen: string,
  words: Words,
  ways: FullWays,
): TemplateResult | typeof nothing {
  if (gallery.photoIds.length < galleryLimit) return nothing;
  const { page } = words.galleries;
  const nr = Math.max(0, gallery.photoIds.indexOf(chosen)) + 1;
  return html`<div class="full"><span>${page.fullHelp}</span><div class="acts">
    <button class="dense" @click=${ways.another}>${page.another}</button>
    <button class="dense" @click=${ways.swap}>${page.swapNr(nr)}</button>
    <button class="dense" @click=${ways.takeOut}>${page.takeNr(nr)}</button></div></div>`;
}
