import { fold } from '../../library/names.ts';

export type Field = 'name' | 'honorific' | 'company' | 'contact' | 'tags' | 'note';

/** Headings that are taken for each field, those that people are told of first. */
export const headings: Readonly<Record<Field, readonly string[]>> = {
  name: [
    '姓名',
    '名字',
    'name',
    '名称',
    '接收人',
    '嘉宾',
    '客户',
    '联系人',
    'full name',
    'recipient',
    'guest',
    'client',
  ],
  honorific: ['称呼', '尊称', 'honorific', 'title', 'salutation'],
  company: ['公司', '单位', 'company', '公司名称', '单位名称', '机构', '媒体', 'organisation', 'organization'],
  contact: [
    ...['联系方式', '电话', '手机', '邮箱', '微信', 'contact', 'phone', 'email'],
    ...['手机号', '手机号码', '联系电话', '电话号码', '电子邮箱', '电子邮件', '邮件', '微信号'],
    ...['mobile', 'tel', 'telephone', 'e-mail', 'mail', 'wechat'],
  ],
  tags: ['标签', 'tags', 'tag', '分组', 'group'],
  note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks', 'comment'],
};
/** No heading that is known is near as long; what looks for brackets takes the square of a length. */
const longest = 100;
/** Of these a file may have several columns. */
const many = new Set<Field>(['contact', 'tags', 'note']);

const fieldOf = new Map(
  (Object.keys(headings) as Field[]).flatMap((field) =>
    headings[field].map((heading) => [bare(heading), field] as const),
  ),
);

/** Which field each column is for; null: for none, and left out. */
export function columnsOf(cells: readonly string[]): { heading: string; field: Field | null }[] {
  const taken = new Set<Field>();
  return cells.map((heading) => {
    const field = fieldOf.get(bare(heading)) ?? null;
    if (field === null || (taken.has(field) && !many.has(field))) return { heading, field: null };
    taken.add(field);
    return { heading, field };
  });
}

/** Without what is said beside it: `姓名（必填）*` is `姓名`. */
function bare(heading: string): string {
  return fold(heading.slice(0, longest))
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What a row says of each field. */
export function valuesOf(
  columns: readonly { readonly field: Field | null }[],
  cells: readonly string[],
): Record<Exclude<Field, 'tags'>, string> & { tags: string[] } {
  const of = (field: Field) =>
    columns.flatMap((column, at) => (column.field === field && cells[at] ? [cells[at]] : []));
  return {
    name: of('name').join(),
    honorific: of('honorific').join(),
    company: of('company').join(),
    contact: of('contact').join('; '),
    tags: of('tags')
      .flatMap((cell) => cell.split(/[;；、,，|｜\n]/))
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    note: of('note').join('\n'),
  };
}
