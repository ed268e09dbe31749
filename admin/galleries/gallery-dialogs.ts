import { html, nothing, type TemplateResult } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { go } from '../router.ts';
import type { GalleryWithLink } from './calls.ts';
import type { Picked } from './picker-foot.ts';
import type { Swapping } from './swap-dialog.ts';
import '../links/code-dialog.ts';
import '../links/new-link-dialog.ts';
import '../parts/admin-dialog.ts';
import './new-gallery-dialog.ts';
import './photo-picker.ts';
import './swap-dialog.ts';

/** The dialogs of a gallery's page, of which one is open at most: `swap` changes one photo, `set` all of them. */
export type GalleryDialog = 'none' | 'panel' | 'picker' | 'swap' | 'set' | 'gallery' | 'link' | 'code';

export interface DialogFacts {
  readonly words: Words;
  readonly zone: string;
  readonly kind: ProjectKind | undefined;
  readonly open: GalleryDialog;
  /** Place of the photo that is chosen, from 1 on. */
  readonly nr: number;
  /** What there is to say and to do about that photo; drawn only where there is no room beside the grid. */
  readonly panel: () => TemplateResult;
  /** Photos for which there was no room: a gallery of their own is made of them. */
  readonly rest: readonly string[];
  /** The link whose code is shown, and what it is called. */
  readonly link: Link | undefined;
  readonly linkName: string;
  /** Some of these have closed. */
  readonly closed: (...these: GalleryDialog[]) => void;
  readonly picked: (picked: Picked) => void;
  readonly swapped: (swapping: Swapping) => void;
  readonly many: (ids: readonly string[]) => void;
  readonly made: (link: Link) => void;
}

export function galleryDialogs(gallery: Gallery, facts: DialogFacts): TemplateResult {
  const { words, zone, kind, open, nr, closed } = facts;
  const { page, picker } = words.galleries;
  const { projectId } = gallery;
  const swapping = open === 'swap';
  return html`
    <admin-dialog heading=${page.details(`${nr}`)} no-footer ?open=${open === 'panel'} @closed=${() => closed('panel')}>${open === 'panel' ? facts.panel() : nothing}</admin-dialog>
    <photo-picker .words=${words} .projectId=${projectId} .there=${gallery.photoIds} .mode=${swapping ? 'swap' : 'add'} .room=${galleryLimit - gallery.photoIds.length}
      .heading=${swapping ? picker.swapTitle(nr) : picker.title} ?open=${open === 'picker' || swapping} @closed=${() => closed('picker', 'swap')}
      @picked=${({ detail }: CustomEvent<Picked>) => facts.picked(detail)}></photo-picker>
    <swap-dialog .words=${words} .gallery=${gallery} .zone=${zone} ?open=${open === 'set'} @closed=${() => closed('set')}
      @swap=${({ detail }: CustomEvent<Swapping>) => facts.swapped(detail)} @many=${({ detail }: CustomEvent<readonly string[]>) => facts.many(detail)}></swap-dialog>
    <new-gallery-dialog .words=${words} .projectId=${projectId} .kind=${kind} .photoIds=${facts.rest} ?open=${open === 'gallery'} @closed=${() => closed('gallery')}
      @made=${({ detail }: CustomEvent<GalleryWithLink>) => go(`/projects/${projectId}/galleries/${detail.id}`)}></new-gallery-dialog>
    <new-link-dialog .words=${words} .projectId=${projectId} .kind=${kind} .galleryIds=${[gallery.id]} ?open=${open === 'link'} @closed=${() => closed('link')}
      @made=${({ detail }: CustomEvent<Link>) => facts.made(detail)}></new-link-dialog>
    <code-dialog .words=${words} .link=${facts.link} .title=${facts.linkName} ?open=${open === 'code'} @closed=${() => closed('code')}></code-dialog>`;
}
