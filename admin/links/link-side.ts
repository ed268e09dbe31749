import { html, nothing, type TemplateResult } from 'lit';
import type { Addresses } from '#contract/addresses.ts';
import type { Link, LinkExtension } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { code, speech } from '../parts/icons.ts';
import { href } from '../router.ts';
import { warningBand, warningsOf } from './address-warnings.ts';
import { codeForms, saveCode } from './save-code.ts';
import '../parts/admin-menu.ts';
import './address-line.ts';
import './code-figure.ts';

export interface SideFacts {
  readonly words: Words;
  readonly name: string;
  readonly addresses: Addresses | undefined;
  readonly owner: boolean;
  readonly zone: string;
  readonly now: number;
  readonly show: () => void;
  /** Opens what writes to whom it is for. */
  readonly write: () => void;
  readonly give: (more: LinkExtension) => void;
}

/** Why a link opens nothing, and the way back. */
export function deadBand(link: Link, { words, now, zone, give }: SideFacts): TemplateResult {
  const { links, trash } = words;
  const on = (at: string | null, before = 0) =>
    at === null ? '' : links.untilDay(momentOf(Date.parse(at) - before, now, zone));
  if (link.state === 'revoked' && link.revokedWhy === 'gallery' && link.galleryIds.length === 0) {
    return html`<div class="over"><div><p>${trash.link.gallery(on(link.revokedAt))}</p><p class="small">${trash.link.galleryHelp}</p></div><a class="button primary" href=${href(`/projects/${link.projectId}/trash`)}>${trash.link.toTrash}</a></div>`;
  }
  const [why, label, more] =
    link.state === 'revoked'
      ? [(link.revokedWhy === 'void' ? trash.link.void : links.dead.revoked)(on(link.revokedAt)), links.revive, {}]
      : link.state === 'expired'
        ? [links.dead.expired(on(link.policy.expiresAt, 1)), links.giveDays(7), { days: 7 }]
        : [links.dead.exhausted(link.policy.maxOpens ?? 0), links.giveAgain(20), { opens: 20 }];
  return html`<div class="over"><div><p>${why}</p><p class="small">${links.dead.safe}</p></div><button class="primary" @click=${() => give(more)}>${label}</button></div>`;
}

/** The code of a link with what may be done with it, and what warns of its address. */
export function linkSide(link: Link, { words, name, addresses, owner, show, write }: SideFacts): TemplateResult {
  const { links } = words;
  const found = addresses ? warningsOf(addresses, addresses.public ? 'public' : 'local') : [];
  return html`<div class="side">
    <div class="code">
      <code-figure framed .words=${words} .linkId=${link.id} .address=${link.url ?? ''} .name=${name} .most=${230}></code-figure>
      <div>
        <button @click=${show}>${code}${links.dialog.large}</button>
        <button @click=${write}>${speech}${words.messages.compose.title}</button>
        <admin-menu .label=${links.dialog.save} .items=${codeForms(words)} @choose=${({ detail }: CustomEvent<string>) => saveCode(link.id, name, detail)}></admin-menu>
      </div>
    </div>
    ${link.url === null ? nothing : html`<address-line .words=${words} .address=${link.url}></address-line>`}
    ${found.length > 0 ? warningBand(found, words, owner) : nothing}
  </div>`;
}
