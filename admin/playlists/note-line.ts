import { html, nothing, type TemplateResult } from 'lit';
import type { PlaylistItem, PlaylistNote } from '#contract/playlists.ts';
import type { Words } from '#words/index.ts';
import { warning } from '../parts/icons.ts';
import { href } from '../router.ts';
import { galleriesOf } from './draft.ts';
import type { Known } from './known.ts';

export interface NoteWays {
  readonly words: Words;
  readonly known: Known | undefined;
  /** Who is signed in may set the box's addresses. */
  readonly owner: boolean;
  /** Opens the item's form, at a part of it. */
  readonly go: (part: 'gallery' | 'photo' | 'when') => void;
}

/** Why an item shows less than it seems to, and the way on. */
export function noteLine(note: PlaylistNote, item: PlaylistItem, ways: NoteWays): TemplateResult {
  const { notes } = ways.words.playlistsEditor;
  return html`<p class="note">${warning}<span>${notes[note.why]} ${wayOn(note, item, ways)}</span></p>`;
}

function wayOn({ why, linkId }: PlaylistNote, item: PlaylistItem, { words, known, owner, go }: NoteWays) {
  const { ways } = words.playlistsEditor;
  const gallery = galleriesOf(item)
    .map((id) => known?.gallery(id))
    .find((one) => one);
  const project = gallery && `/projects/${gallery.projectId}`;
  const way = (path: string, label: string) => html`<a href=${href(path)}>${label}</a>`;
  const here = (part: 'gallery' | 'photo' | 'when', label: string) =>
    html`<button type="button" class="way" @click=${() => go(part)}>${label}</button>`;
  switch (why) {
    case 'gallery_gone':
      return here('gallery', ways.gallery);
    case 'gallery_empty':
      return project && gallery
        ? way(`${project}/galleries/${gallery.id}`, ways.photos)
        : here('gallery', ways.gallery);
    case 'project_archived':
      return project ? way(`${project}/settings`, ways.project) : nothing;
    case 'photo_gone':
      return here('photo', ways.photo);
    case 'no_code':
      return project ? way(`${project}/links`, ways.newLink) : nothing;
    case 'code_closed':
    case 'fallback_shown':
      return project ? way(linkId ? `${project}/links/${linkId}` : `${project}/links`, ways.link) : nothing;
    case 'no_public_address':
      return owner ? way('/box', ways.address) : nothing;
    case 'never_on':
      return here('when', ways.when);
  }
}
