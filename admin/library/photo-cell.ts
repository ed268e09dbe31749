import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Photo } from '#contract/photos.ts';
import type { Words } from '#words/index.ts';
import { cross, eyeOff, tick, warning } from '../parts/icons.ts';
import type { Press } from './press.ts';
import '../parts/photo-thumb.ts';

export interface Cell {
  readonly words: Words;
  readonly chosen: boolean;
  /** Some photo is chosen: all show where they can be. */
  readonly choosing: boolean;
  readonly choosable: boolean;
  /** Tab leads here; arrows to the others. */
  readonly tabStop: boolean;
  readonly position: number;
  readonly total: number;
  /** CSS px within the grid. */
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly press: Press | undefined;
  readonly click: (event: MouseEvent) => void;
}

/** One photo of the grid, with what staff said of it. */
export function photoCell(photo: Photo, cell: Cell): TemplateResult {
  const { x, y, width, height } = cell.frame;
  const { states, photo: named } = cell.words.library;
  const told = [
    ...(photo.mark ? [states[photo.mark]] : []),
    ...(photo.panorama ? [states.panorama] : []),
    ...(photo.hidden ? [states.hidden] : []),
    ...(photo.state === 'ready' ? [] : [states[photo.state]]),
  ];
  const name = named(photo.title || photo.name, told);
  return html`<div role="option" data-id=${photo.id} tabindex=${cell.tabStop ? 0 : -1} aria-label=${name} title=${photo.title || photo.name}
    aria-selected=${cell.chosen} aria-posinset=${cell.position} aria-setsize=${cell.total}
    class="cell ${photo.mark ?? ''} ${photo.hidden ? 'unshown' : ''} ${photo.state} ${cell.chosen ? 'chosen' : ''} ${cell.choosing ? 'choosing' : ''}"
    style=${styleMap({ transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` })}
    @click=${cell.click}
    @pointerdown=${(event: PointerEvent) => cell.press?.down(event, photo.id)}
    @pointermove=${(event: PointerEvent) => cell.press?.move(event)}
    @pointerup=${() => cell.press?.end()} @pointercancel=${() => cell.press?.end()}
    @contextmenu=${(event: Event) => cell.press?.menu(event)}>
    <photo-thumb .photo=${photo}></photo-thumb>
    ${photo.state === 'failed' ? html`<span class="sign failed">${warning}</span>` : nothing}
    ${photo.state === 'processing' && height >= 60 && width >= 90 ? html`<span class="word">${states.processing}</span>` : nothing}
    ${photo.hidden ? html`<span class="sign hidden">${eyeOff}</span>` : nothing}
    ${photo.mark === 'picked' ? html`<span class="sign picked">${tick}</span>` : nothing}
    ${photo.mark === 'rejected' ? html`<span class="sign rejected">${cross}</span>` : nothing}
    ${photo.panorama ? html`<span class="pano">${states.panorama}</span>` : nothing}
    ${cell.choosable ? html`<span class="tick">${tick}</span>` : nothing}
  </div>`;
}
