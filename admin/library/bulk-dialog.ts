import { html, nothing } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { go } from '../router.ts';
import type { Joining } from './add-dialog.ts';
import type { Change } from './library-acts.ts';
import { galleryLimit } from './limits.ts';
import type { Made } from './make-dialog.ts';
import { byCapture } from './split.ts';
import '../galleries/chapters-dialog.ts';
import '../roles/new-versions-dialog.ts';
import './add-dialog.ts';
import './make-dialog.ts';
import './rename-dialog.ts';
import './words-dialog.ts';

/** What is being asked about the chosen photos. */
export type BulkDialog = 'words' | 'rename' | 'add' | 'make' | 'versions';

interface Given {
  readonly words: Words;
  readonly zone: string;
  readonly photos: readonly Photo[];
  readonly galleries: readonly Gallery[] | undefined;
  readonly busy: boolean;
  readonly project: Project;
  readonly apply: (changes: Change[]) => void;
  readonly join: (joining: Joining) => void;
  readonly make: (gallery: Made) => void;
  /** A new gallery is wanted instead of one of those there are. */
  readonly another: () => void;
  readonly closed: () => void;
}

/** The dialog that is open, if one is; each is made anew, so that nothing typed before is left in it. */
export function bulkDialog(open: BulkDialog | undefined, given: Given): unknown {
  const { words, photos, zone, closed } = given;
  const apply = ({ detail }: CustomEvent<Change[]>) => given.apply(detail);
  switch (open) {
    case 'words':
      return html`<words-dialog open .words=${words} .photos=${photos} @apply=${apply} @closed=${closed}></words-dialog>`;
    case 'rename':
      return html`<rename-dialog open .words=${words} .photos=${photos} .zone=${zone} @apply=${apply} @closed=${closed}></rename-dialog>`;
    case 'add':
      return html`<add-dialog open .words=${words} .photos=${photos} .galleries=${given.galleries} .limit=${galleryLimit}
        @join=${({ detail }: CustomEvent<Joining>) => given.join(detail)} @make=${given.another} @closed=${closed}></add-dialog>`;
    case 'make':
      return photos.length > galleryLimit
        ? html`<chapters-dialog open .words=${words} .projectId=${given.project.id} .kind=${given.project.kind}
            .photoIds=${photos.map(({ id }) => id)} @closed=${closed}></chapters-dialog>`
        : html`<make-dialog open .words=${words} .photos=${photos} ?busy=${given.busy}
            @make=${({ detail }: CustomEvent<Made>) => given.make(detail)} @closed=${closed}></make-dialog>`;
    case 'versions':
      return html`<new-versions-dialog open .words=${words} .projectId=${given.project.id} .kind=${given.project.kind}
        .photoIds=${byCapture(photos).map(({ id }) => id)} @made=${() => go(`/projects/${given.project.id}/versions`)} @closed=${closed}></new-versions-dialog>`;
    default:
      return nothing;
  }
}
