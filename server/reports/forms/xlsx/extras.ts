import type { Feature, Image } from 'write-excel-file/node';
import type { Plan } from './sheet.ts';

type Feat = Feature<Image['content']>;

/**
 * What write-excel-file has no word for: filters over the headings, and bars in cells by their values. `colour`: of the
 * bars, `#rrggbb`.
 */
export function extras(plans: readonly Plan[], colour: string): Feat {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const plan = plans[sheetIndex];
            if (!plan) return xml;
            // The order of elements is fixed: data, filter, (merged cells: there are none,) formats, margins.
            return paned(xml).replace('</sheetData>', () => `</sheetData>${filter(plan)}${bars(plan, colour)}`);
          },
        },
      },
    },
  };
}

/** Nothing is frozen at the side: the pane to work in is the one below. */
function paned(xml: string): string {
  return xml.replace(/ xSplit="0"(.*?)activePane="bottomRight"/, '$1activePane="bottomLeft"');
}

function filter({ head, filterTo, rows }: Plan): string {
  const last = rows[head - 1]?.length ?? 0;
  return filterTo === null || last === 0 ? '' : `<autoFilter ref="A${head}:${letters(last)}${filterTo}"/>`;
}

function bars({ bars: all }: Plan, colour: string): string {
  return all
    .map(({ column, from, to }, at) => {
      const cells = `${letters(column)}${from}:${letters(column)}${to}`;
      const rule = `<dataBar><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="FF${colour.slice(1).toUpperCase()}"/></dataBar>`;
      return `<conditionalFormatting sqref="${cells}"><cfRule type="dataBar" priority="${at + 1}">${rule}</cfRule></conditionalFormatting>`;
    })
    .join('');
}

/** The letters of a column, from 1: A, Z, AA. */
function letters(column: number): string {
  const rest = (column - 1) % 26;
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(65 + rest)}`;
}
