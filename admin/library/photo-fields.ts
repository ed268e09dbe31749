import { html, nothing, type TemplateResult } from 'lit';
import type { Photo, PhotoChange } from '#contract/photos.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { textInput } from './inputs.ts';
import { tagsOf } from './tags.ts';
import { instantAt, wallTime } from './wall-time.ts';

/** What is said of a photo: fields, or only told to those who may not change it. */
export function photoFields(photo: Photo, own: Words, zone: string, told: boolean): TemplateResult {
  const { one } = own.library;
  const { join } = own.library.aside;
  const taken = photo.takenAt === null ? '' : wallTime(Date.parse(photo.takenAt), zone);
  if (told) {
    const line = (label: string, value: string | null) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);
    const at = photo.takenAt === null ? null : own.admin.at(momentOf(Date.parse(photo.takenAt), Date.now(), zone));
    return html`<dl class="told">
      ${line(one.title, photo.title)}${line(one.caption, photo.caption)}${line(one.tags, photo.tags.join(join))}
      ${line(one.name, photo.name)}${line(one.sku, photo.sku)}${line(one.angle, photo.angle)}${line(one.usage, photo.usage)}${line(one.takenAt, at)}
    </dl>`;
  }
  return html`
    ${textInput({ name: 'title', label: one.title, value: photo.title, most: 120 })}
    ${textInput({ name: 'caption', label: one.caption, value: photo.caption, most: 1000, lines: true })}
    ${textInput({ name: 'tags', label: one.tags, value: photo.tags.join(join), help: one.tagsHelp })}
    ${textInput({ name: 'name', label: one.name, value: photo.name, most: 200 })}
    <div class="three">
      ${textInput({ name: 'sku', label: one.sku, value: photo.sku ?? '', most: 80 })}
      ${textInput({ name: 'angle', label: one.angle, value: photo.angle ?? '', most: 80 })}
      ${textInput({ name: 'usage', label: one.usage, value: photo.usage ?? '', most: 80 })}
    </div>
    ${textInput({ name: 'takenAt', label: one.takenAt, value: taken, type: 'datetime-local', help: one.takenHelp })}
    <label class="pano"><input type="checkbox" name="panorama" .checked=${photo.panorama} />${one.panorama}</label>
  `;
}

/** What a form of these fields changes; nothing where all is as it was. */
export function changeOf(photo: Photo, form: HTMLFormElement, zone: string): PhotoChange {
  const input = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null;
  const typed = (name: string) => input(name)?.value.trim() ?? '';
  const change: PhotoChange = {};
  for (const name of ['title', 'caption'] as const) if (typed(name) !== photo[name]) change[name] = typed(name);
  if (typed('name') !== '' && typed('name') !== photo.name) change.name = typed('name');
  for (const part of ['sku', 'angle', 'usage'] as const)
    if (typed(part) !== (photo[part] ?? '')) change[part] = typed(part) || null;
  const tags = tagsOf(typed('tags'));
  if (tags.join('\n') !== photo.tags.join('\n')) change.tags = tags.slice(0, 30);
  const panorama = input('panorama')?.checked;
  if (panorama !== undefined && panorama !== photo.panorama) change.panorama = panorama;
  const was = photo.takenAt === null ? '' : wallTime(Date.parse(photo.takenAt), zone);
  const is = typed('takenAt');
  // The field knows no seconds: what was not touched stays exact.
  if (is.slice(0, 16) !== was) change.takenAt = is === '' ? null : new Date(instantAt(is, zone)).toISOString();
  return change;
}
