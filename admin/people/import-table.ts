import { css, html, nothing, type TemplateResult } from 'lit';
import type { Import, ImportedRow } from '#contract/recipients.ts';
import type { Words } from '#words/index.ts';

const most = 200;
const tones = { added: 'live', merged: 'live', unchanged: 'quiet', refused: 'dead' } as const;

/** What would become of a file: how it was read, and a verdict a row, those that are refused first. */
export function importTable(file: Import, words: Words): TemplateResult {
  const own = words.people.importing;
  const { fields } = words.people;
  const rows = [...file.rows].toSorted(
    (a, b) => Number(b.verdict === 'refused') - Number(a.verdict === 'refused') || a.row - b.row,
  );
  return html`
    <p class="tint" role="status">${own.sums(file.added, file.merged, file.unchanged, file.refused)}</p>
    <p class="small">${[
      ...file.columns.map(({ heading, field }) =>
        field === null ? own.columnLeft(heading) : own.columnAs(heading, fields[field] ?? field),
      ),
      own.encoding(file.encoding.toUpperCase()),
    ].join(words.admin.comma)}</p>
    <table>
      <thead><tr><th scope="col" class="nr">${own.row}</th><th scope="col">${own.who}</th><th scope="col">${own.verdict}</th></tr></thead>
      <tbody>${rows.slice(0, most).map((row) => verdict(row, words))}</tbody>
    </table>
    ${rows.length > most ? html`<p class="small">${own.shown(most, rows.length)}</p>` : nothing}`;
}

function verdict(row: ImportedRow, words: Words) {
  const own = words.people.importing;
  const field = row.field === null ? '' : (words.people.fields[row.field] ?? row.field);
  const why = row.detail ?? (row.code === null ? '' : words.problems[row.code]);
  return html`<tr class=${tones[row.verdict]}><td class="nr">${row.row}</td><td>${row.name}</td>
    <td><span class="state ${tones[row.verdict]}">${own.verdicts[row.verdict]}</span>${
      row.verdict === 'refused' ? html` <span class="why">${own.refused(field, why)}</span>` : nothing
    }</td></tr>`;
}

export const importTableStyle = css`
  table { width: 100%; border-collapse: collapse; }
  th { padding: 8px 12px 8px 0; color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; text-align: left; }
  td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  th:last-child { width: 42%; }
  tr.dead td { background: var(--dead-ground); }
  .nr { width: 56px; padding-left: 12px; font-variant-numeric: tabular-nums; }
  .state { white-space: normal; }
  .why { font-size: 13px; line-height: 20px; }
`;
