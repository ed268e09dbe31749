import { html, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import { actFor, conditionOf, toneOf } from '../links/link-facts.ts';
import { actLabel, downloadsCell, opensCell, savingCell } from '../links/link-row.ts';
import { lasts } from '../links/policy-parts.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { baseTitle, type RoleVersion } from './version-groups.ts';
import '../parts/admin-menu.ts';
import '../parts/photo-thumb.ts';

export interface VersionFacts {
  readonly words: Words;
  readonly zone: string;
  readonly now: number;
  /** What its group is called. */
  readonly group: string;
  /** All of the group open the same. */
  readonly shared: boolean;
  readonly busy: boolean;
  readonly act: () => void;
  readonly choose: (what: string) => void;
}

/** Whom a version is for: its preset, or its link's own name, or what the preset was called by. */
export function versionName({ link, preset }: RoleVersion, { admin }: Words): string {
  return preset?.names[admin.tag === 'en' ? 'en' : 'zh-CN'] ?? (link.label || (link.audience ?? ''));
}

/** The same with what it shows, where it stands alone. */
export function versionTitle(version: RoleVersion, words: Words): string {
  const [gallery] = version.galleries;
  const names = new Set(Object.values(version.preset?.names ?? {}));
  const title = gallery && baseTitle(gallery.title, names);
  return [title, versionName(version, words)].filter(Boolean).join(' · ');
}

/** One version as a row of the table: whose it is, how much is left of it, and the one act that fits. */
export function versionRow(version: RoleVersion, facts: VersionFacts): TemplateResult {
  const { link, preset, galleries } = version;
  const { words, zone, now, busy } = facts;
  const { links, roles } = words;
  const own = roles.versions;
  const condition = conditionOf(link, now);
  const tone = toneOf[condition];
  const { left, day } = lasts(link, words, now, zone);
  const act = actFor(link, now);
  const dead = tone === 'dead';
  const name = versionName(version, words);
  const photoIds = galleries.flatMap((gallery) => gallery.photoIds);
  const tiles = photoIds.slice(0, 4);
  const items = [
    ...(act.kind === 'code' ? [] : [{ value: 'code', label: links.code }]),
    ...(link.url === null ? [] : [{ value: 'copy', label: own.copy }]),
    { value: 'print', label: own.printOne },
    { value: 'gallery', label: own.openGallery },
    { value: 'open', label: links.dialog.edit },
    ...(link.policy.maxOpens !== null && !dead ? [{ value: 'opens', label: links.giveOpens(20) }] : []),
    ...(link.policy.expiresAt !== null && !dead ? [{ value: 'days', label: links.giveDays(7) }] : []),
    ...(link.revokedAt === null ? [{ value: 'revoke', label: links.revoke, dangerous: true }] : []),
  ];
  return html`<tr role="row" class=${tone}>
    <th role="rowheader" scope="row" class="what"><div>
      <span class="pictures n${tiles.length}" aria-hidden="true">${tiles.map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}</span>
      <div><a class="name" href=${href(`/projects/${link.projectId}/links/${link.id}`)}>${name}</a><p class="small figures">${about(version, photoIds.length, words)}</p></div>
    </div></th>
    <td role="cell" class="left figures" data-name=${own.columns.opens}>${opensCell(link, preset, words)}</td>
    <td role="cell" data-label=${own.columns.ends}><p>${left}</p><p class="small">${day}</p></td>
    ${savingCell(link, preset, own.columns.download, words)}
    ${downloadsCell(link, words)}
    <td role="cell" class="how">${stateMark(tone, links.states[condition])}</td>
    <td role="cell" class="do"><div>
      <button class="dense" aria-disabled=${busy ? 'true' : 'false'} @click=${facts.act}>${actLabel(link, act, words)}<span class="unseen">${words.admin.comma}${name}</span></button>
      <admin-menu .name=${links.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => facts.choose(detail)}></admin-menu>
    </div></td>
  </tr>`;
}

/** How many photos, and what else of its rules people would ask for. */
function about({ link, preset }: RoleVersion, photos: number, words: Words): string {
  const { links, roles, admin } = words;
  const { maxOpens, maxOpensPerVisitor, maxDevices, password, watermark } = link.policy;
  return [
    roles.versions.photos(photos),
    ...(link.label !== '' && preset ? [link.label] : []),
    ...(maxOpens !== null && maxOpensPerVisitor !== null ? [links.perPhone(maxOpensPerVisitor)] : []),
    ...(maxDevices === null ? [] : [roles.versions.phones(maxDevices)]),
    ...(watermark === 'off' ? [] : [roles.audiences.mark(links.watermarks[watermark])]),
    ...(password ? [links.asksPassword] : []),
    ...(link.placement && link.placement !== link.label ? [link.placement] : []),
  ].join(admin.comma);
}
