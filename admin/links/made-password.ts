import { html, type TemplateResult } from 'lit';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import './address-line.ts';

/** The password that the box made up for a new link, this once, with the way to copy it. */
export function madePassword(link: Link, words: Words): TemplateResult {
  const { links, admin } = words;
  return html`<div class="all"><p>${links.madePassword}</p>
    <address-line .words=${words} .address=${link.password ?? ''} .label=${links.passwordIs} .copyLabel=${links.copyPassword} .copiedText=${admin.copied}></address-line></div>`;
}
