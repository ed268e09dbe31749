import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import { numberField } from './fields.ts';
import type { PresetField } from './from-preset.ts';
import type { FieldName, LinkForm } from './link-change.ts';
import { type VisitChoice, visitLengths } from './visit-length.ts';
import '../parts/admin-segments.ts';

/** What the rows of a form are drawn with. */
export interface Rows {
  readonly words: Words;
  /** `2026-12-21`. */
  readonly today: string;
  readonly row: (
    about: {
      readonly name: string;
      readonly help?: string;
      /** Whose mistakes are told here. */
      readonly fields: readonly FieldName[];
      readonly preset?: PresetField;
      readonly hint?: string;
    },
    values: unknown,
  ) => TemplateResult;
  readonly error: (name: FieldName) => string | undefined;
  readonly tell: (change: Partial<LinkForm>) => void;
}

/** The rows of the rules that only some links have: from when, how long, on how many phones, with which mark, how fresh. */
export function ruleRows(form: LinkForm, { words, today, row, error, tell }: Rows) {
  const { links } = words;
  const own = links.form;
  const count = (name: 'phones' | 'refresh', unit: string, placeholder: string, label: string) =>
    numberField({
      name,
      label,
      unit,
      value: form[name],
      placeholder,
      error: error(name),
      typed: (value) => tell({ [name]: value }),
    });

  const opening = row(
    { name: own.opening, help: form.opening === 'later' ? own.openingHelp : '', fields: ['opensAt'] },
    html`<admin-segments class="few" label=${own.opening} .value=${form.opening} .options=${(['now', 'later'] as const).map((value) => ({ value, label: own.openings[value] }))}
      @choose=${({ detail }: CustomEvent<LinkForm['opening']>) => tell({ opening: detail })}></admin-segments>
      ${
        form.opening === 'later'
          ? html`<input type="datetime-local" name="opensAt" aria-label=${own.openingLabel} .value=${form.opensAt} min=${`${today}T00:00`}
              aria-invalid=${error('opensAt') === undefined ? 'false' : 'true'} aria-describedby=${error('opensAt') === undefined ? nothing : 'opensAt-told'}
              @input=${(event: InputEvent) => tell({ opensAt: (event.target as HTMLInputElement).value })} />`
          : nothing
      }`,
  );

  const lengths = (['free', ...visitLengths, 'own'] as const).map((value) => ({ value, label: own.visits[value] }));
  const visit = row(
    { name: own.visit, help: form.visit === 'free' ? '' : own.visitHelp, fields: ['visit'], preset: 'visit' },
    html`<admin-segments whole label=${own.visit} .value=${form.visit} .options=${lengths} @choose=${({ detail }: CustomEvent<VisitChoice>) => tell({ visit: detail })}></admin-segments>
      ${
        form.visit === 'own'
          ? html`${numberField({ name: 'visit', label: own.visitLabel, unit: '', value: form.visitCount, error: error('visit'), typed: (visitCount) => tell({ visitCount }) })}
            <admin-segments class="few unit" label=${own.visitUnit} .value=${form.visitUnit} .options=${(['seconds', 'minutes'] as const).map((value) => ({ value, label: own.visitUnits[value] }))}
              @choose=${({ detail }: CustomEvent<LinkForm['visitUnit']>) => tell({ visitUnit: detail })}></admin-segments>`
          : nothing
      }`,
  );

  const phones = row(
    { name: own.phones, fields: ['phones'], preset: 'phones' },
    html`${count('phones', own.phonesUnit, links.unlimited, `${own.phones}${words.admin.comma}${own.perPhoneHelp}`)}<span class="small">${own.phonesHelp}</span>`,
  );
  const watermark = row(
    { name: own.watermark, fields: ['watermark'], preset: 'watermark' },
    html`<admin-segments whole label=${own.watermark} .value=${form.watermark} .options=${(['off', 'brand', 'recipient'] as const).map((value) => ({ value, label: links.watermarks[value] }))}
      @choose=${({ detail }: CustomEvent<LinkForm['watermark']>) => tell({ watermark: detail })}></admin-segments>`,
  );
  const preview = row(
    {
      name: own.preview,
      fields: ['preview'],
      hint:
        form.preview && error('preview') === undefined && (form.asks || form.watermark !== 'off')
          ? own.previewNever
          : '',
    },
    html`<admin-segments class="few" label=${own.preview} .value=${form.preview ? 'on' : 'off'} .options=${(['off', 'on'] as const).map((value) => ({ value, label: own.previews[value] }))}
      @choose=${({ detail }: CustomEvent<string>) => tell({ preview: detail === 'on' })}></admin-segments>
      <span class="small">${own.previewSays}</span>`,
  );
  const refresh = row(
    { name: own.refresh, fields: ['refresh'], preset: 'refresh' },
    html`${count('refresh', own.days, own.refreshNone, own.refresh)}<span class="small">${own.refreshHelp}</span>`,
  );
  const said = words.feedback.link;
  const feedback = row(
    { name: said.name, fields: [] },
    html`<admin-segments class="few" label=${said.name} .value=${form.feedback ? 'on' : 'off'} .options=${(['off', 'on'] as const).map((value) => ({ value, label: said.choices[value] }))}
      @choose=${({ detail }: CustomEvent<string>) => tell({ feedback: detail === 'on' })}></admin-segments>
      <span class="small">${said.help}</span>`,
  );
  return { opening, visit, phones, watermark, preview, feedback, refresh };
}
