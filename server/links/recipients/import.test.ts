import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Project } from '#contract/projects.ts';
import type { Import, Recipient, RecipientPage } from '#contract/recipients.ts';
import { dice } from '../../abuse/mutate.ts';
import { formOf, startTestBox, type TestBox } from '../../testing/box.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
}, 60_000);
afterAll(() => box.stop());

type Told = Import & { status: number; code?: string; detail?: string; errors?: { field: string; detail: string }[] };

/** A new project, into which files are brought. */
async function project() {
  const { id } = await box.project('来宾');
  const path = `/api/projects/${id}/recipients`;
  const all = async () => (await box.owner.call<RecipientPage>('GET', `${path}?limit=500`)).items;
  return {
    id,
    all,
    bring: async (
      file: string | Uint8Array,
      query = '',
      headers: Record<string, string> = { 'content-type': 'text/csv' },
    ): Promise<Told> => {
      const answer = await fetch(new URL(`${path}/import?${query}`, box.localUrl), {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${await key()}` },
        body: typeof file === 'string' ? file : new Uint8Array(file),
      });
      return { status: answer.status, ...((await answer.json()) as object) } as Told;
    },
    brief: async () =>
      (await all()).map(({ name, honorific, company, contact, tags, note }) =>
        [name, honorific, company, contact, tags.join('+'), note].join('|'),
      ),
    names: async () => (await all()).map(({ name }) => name),
  };
}
let made: Promise<string> | undefined;
function key(): Promise<string> {
  made ??= box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'crm', role: 'staff' }).then((one) => one.key);
  return made;
}
const verdicts = ({ rows }: Import) => rows.map(({ row, verdict, field }) => [row, verdict, ...(field ? [field] : [])]);
const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
// 姓名,公司\n王楠,影像\n in GB18030.
const gbk = bytes([0xd0, 0xd5, 0xc3, 0xfb], ',', [0xb9, 0xab, 0xcb, 0xbe], '\n', [0xcd, 0xf5, 0xe9, 0xaa], ',', [
  ...[0xd3, 0xb0, 0xcf, 0xf1, 0x0a],
]);
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', 'utf-8', '姓名,公司\n王楠,影像\n'],
  ['UTF-8 with a mark', 'utf-8', '\ufeff姓名,公司\r\n王楠,影像\r\n'],
  ['GB18030, as Excel in China writes it', 'gb18030', gbk],
  ['UTF-16 with a mark', 'utf-16le', Buffer.from('\ufeff姓名\t公司\n王楠\t影像\n', 'utf16le')],
  ['UTF-16 the other way round', 'utf-16be', swapped('\ufeff姓名,公司\n王楠,影像')],
  ['semicolons', 'utf-8', '姓名;公司\n王楠;影像\n'],
  ['tabs', 'utf-8', 'Name\tCompany\n王楠\t影像'],
  ['what Excel says of its separator', 'utf-8', 'sep=;\r\n姓名;公司\r\n王楠;影像'],
  ['old ends of lines', 'utf-8', '姓名,公司\r王楠,影像\r'],
  ['blanks and notes at the headings', 'utf-8', ' 姓名（必填）* , Company: \n 王楠 , 影像 \n'],
  ['quotes', 'utf-8', '"姓名","公司"\n"王楠","影像"\n'],
  ['columns of which nothing is known', 'utf-8', '序号,姓名,年龄,公司\n1,王楠,33,影像\n'],
] as const)('a file in %s is read', async (_name, encoding, file) => {
  const { bring, brief } = await project();
  expect(await bring(file)).toMatchObject({ status: 200, done: true, encoding, added: 1 });
  expect(await brief()).toEqual(['王楠||影像|||']);
});

test('every heading is told with its field, in Chinese and English, and all of a row is kept as it is written', async () => {
  const { bring, brief, all } = await project();
  const told = await bring(
    [
      '称呼,姓名,手机,邮箱,单位,标签,备注,生日',
      '先生,"=HYPERLINK(""x"")",13800000000,a@b.cn,"北岸, 影像","媒体；VIP,vip","第一行\n第二行",1月',
      'Ms,Ann,,ann@x.org,,,,',
    ].join('\n'),
  );
  expect(told.columns.map(({ heading, field }) => `${heading} ${field}`)).toEqual([
    ...['称呼 honorific', '姓名 name', '手机 contact', '邮箱 contact', '单位 company', '标签 tags', '备注 note'],
    '生日 null',
  ]);
  // Formulas are data here.
  expect(await brief()).toEqual([
    '=HYPERLINK("x")|先生|北岸, 影像|13800000000; a@b.cn|媒体+VIP|第一行\n第二行',
    'Ann|Ms||ann@x.org||',
  ]);
  expect((await all()).map(({ id }) => id)).toEqual(told.rows.map(({ recipientId }) => recipientId));
  expect((await all())[0]?.madeBy).toBe('crm');
});

const bad = [
  '姓名,电话,标签',
  '王楠,138,媒体',
  ',139,无名',
  '',
  `李四,${'1'.repeat(201)},`,
  '赵六,140,媒体,多出来',
  'a\u0007b,141,',
  `钱七,142,"${Array.from({ length: 21 }, (_, nr) => `t${nr}`).join()}"`,
  '王楠,138,',
].join('\n');

test('with a row that cannot be taken nothing is, and each row says why, in the language asked', async () => {
  const { bring, names } = await project();
  const told = await bring(bad, '', { 'content-type': 'text/csv', 'accept-language': 'zh-CN' });
  expect(told).toMatchObject({ status: 422, code: 'import_refused', done: false, added: 1, unchanged: 1, refused: 5 });
  expect(verdicts(told)).toEqual([
    [2, 'added'],
    [3, 'refused', 'name'],
    [5, 'refused', 'contact'],
    [6, 'refused'],
    [7, 'refused', 'name'],
    [8, 'refused', 'tags'],
    [9, 'unchanged'],
  ]);
  expect(told.rows[1]).toMatchObject({ code: 'invalid_input', detail: '不能为空', name: '', recipientId: null });
  expect(told.rows[2]).toMatchObject({ detail: '最多 200 个字', name: '李四' });
  expect((await bring(bad)).rows[2]?.detail).toContain('200');
  expect(await names()).toEqual([]);

  const preview = await bring(bad, 'preview=true');
  expect(preview).toMatchObject({ status: 200, done: false, refused: 5, added: 1 });
  expect(preview.rows[0]?.recipientId).toBe(null);
  expect(await names()).toEqual([]);

  const skipped = await bring(bad, 'skipRefused=true');
  expect(skipped).toMatchObject({ status: 200, done: true, added: 1, unchanged: 1, refused: 5 });
  expect(await names()).toEqual(['王楠']);
  expect(skipped.rows.at(-1)?.recipientId).toBe(skipped.rows[0]?.recipientId);
});

test('of a heading only its beginning is looked at', async () => {
  const { bring } = await project();
  // Looked at as a whole, one of a megabyte that opens a bracket with each letter takes minutes in which the box does nothing else.
  const told = await bring(`${'('.repeat(20_000)})姓名,姓名\n不是,王楠\n`, 'preview=true');
  expect(told.columns.map(({ field }) => field)).toEqual([null, 'name']);
  expect(told.rows).toMatchObject([{ verdict: 'added', name: '王楠' }]);
});

test('who is there already is not added again, and only what was missing is filled in', async () => {
  const { id, bring, brief, all } = await project();
  const there = { name: '王楠', company: 'ＡＣＭＥ', contact: '138', honorific: '女士', tags: ['媒体'] };
  const { id: old } = await box.owner.call<Recipient>('POST', `/api/projects/${id}/recipients`, there);
  const heard: unknown[] = [];
  const stop = box.kit.changes.on('recipient.changed', (told) => heard.push(told));
  const file = [
    'name,company,contact,honorific,tags,note',
    '王楠,acme,138,先生,"VIP,媒体",新的',
    '王楠,acme,139,,,',
    '王楠, Acme ,138,,vip,第二次',
    '王楠,acme,139,,赞助,',
  ].join('\n');
  const preview = await bring(file, 'preview=true');
  const told = await bring(file);
  for (const each of [preview, told]) {
    expect(each.rows.map(({ verdict }) => verdict)).toEqual(['merged', 'added', 'unchanged', 'merged']);
  }
  expect(preview.rows.map(({ recipientId }) => recipientId)).toEqual([old, null, old, null]);
  expect(told.rows[0]?.recipientId).toBe(old);
  expect(told.rows[3]?.recipientId).toBe(told.rows[1]?.recipientId);
  expect(await brief()).toEqual(['王楠||acme|139|赞助|', '王楠|女士|ＡＣＭＥ|138|媒体+VIP|新的']);
  const before = await all();
  expect(await bring(file)).toMatchObject({ added: 0, merged: 0, unchanged: 4, done: true });
  expect(await all()).toEqual(before);
  expect((await box.owner.call<RecipientPage>('GET', `/api/projects/${id}/recipients?tag=vip`)).items[0]?.id).toBe(old);
  expect(heard).toEqual([{ recipientId: null, projectId: id }]);
  stop();
});

test.each([
  ['no column of names', '公司,电话\nA,1\n', 400, 'invalid_input', /姓名.*name/],
  ['a quote that is not closed', '姓名,备注\n甲,"一\n乙,二\n', 400, 'invalid_input', /row 2/],
  ['a quote in the midst', '姓名,备注\n甲,一\n"乙"x,二\n', 400, 'invalid_input', /row 3/],
  ['a workbook', bytes([0x50, 0x4b, 3, 4], 'xl/workbook'), 400, 'invalid_input', /CSV/],
  ['bytes that are no text', bytes('name\n', [0xff, 0xff, 0xff]), 400, 'invalid_input', /UTF-8/],
  ['5,001 rows', `name\n${'a\n'.repeat(5001)}`, 400, 'invalid_input', /5000/],
  ['blank lines without end', `name\n${'\n'.repeat(900_000)}a`, 400, 'invalid_input', /5000/],
  ['101 columns', `name${','.repeat(100)}\na`, 400, 'invalid_input', /100/],
  ['more than a megabyte', `name\n${'a'.repeat(1_000_000)}`, 413, 'payload_too_large', /./],
  ['nothing', '', 422, 'file_empty', /./],
] as const)('a file with %s is refused as a whole', async (_name, file, status, code, detail) => {
  const { bring, names } = await project();
  for (const query of ['skipRefused=true', 'preview=true']) {
    const told = await bring(file, query);
    expect([told.status, told.code]).toEqual([status, code]);
    expect(told.detail).toMatch(detail);
  }
  expect(await names()).toEqual([]);
});

test('5,000 rows are taken at once, and told in their order', async () => {
  const { bring, all } = await project();
  const rows = Array.from({ length: 5000 }, (_, nr) => `客人${nr},媒体 ${nr % 7},1380000${nr},"标签${nr % 3}"`);
  const told = await bring(`姓名,公司,电话,标签\n${rows.join('\n')}`);
  expect([told.status, told.added, new Set(told.rows.map(({ recipientId }) => recipientId)).size]).toEqual([
    ...[200, 5000, 5000],
  ]);
  const page = await all();
  expect([page[0]?.name, page[499]?.name]).toEqual(['客人0', '客人499']);
  expect(
    await bring(`姓名,公司,电话,备注\n${rows.map((row) => row.replace(/"标签\d"/, '再来')).join('\n')}`),
  ).toMatchObject({
    ...{ merged: 5000, added: 0 },
  });
}, 30_000);

test('a file may come as a form, and under each name that a CSV goes by, but not as anything else', async () => {
  const { id, bring } = await project();
  const file = { name: '名单.csv', data: Buffer.from('姓名\n表单\n') };
  const path = `/api/projects/${id}/recipients/import`;
  const form = await box.owner.ask('POST', path, formOf([file], {}, 'file'));
  expect([form.status, ((await form.json()) as Import).added]).toEqual([200, 1]);
  const none = await box.owner.ask('POST', path, formOf([], { other: 'x' }));
  expect([none.status, ((await none.json()) as Told).errors?.[0]?.field]).toEqual([400, 'file']);
  const large = { name: 'a.csv', data: Buffer.alloc(1_000_001, 'a') };
  expect((await box.owner.ask('POST', path, formOf([large], {}, 'file'))).status).toBe(413);
  for (const type of [
    'application/csv',
    'application/vnd.ms-excel',
    'text/plain; charset=gbk',
    'text/csv; charset=utf-8',
  ]) {
    expect([type, (await bring('姓名\n表单\n', '', { 'content-type': type })).unchanged]).toEqual([type, 1]);
  }
  for (const type of ['application/json', 'image/png']) {
    expect([type, (await bring('{}', '', { 'content-type': type })).status]).toEqual([type, 415]);
  }
});

test('a file with bytes turned, cut out and doubled is read or refused, and never a fault', async () => {
  const { bring } = await project();
  const roll = dice(6);
  const sound = [Buffer.from(bad), Buffer.from(`\ufeff${bad}`, 'utf16le'), gbk];
  for (let nr = 0; nr < 120; nr += 1) {
    const file = Buffer.from(sound[nr % sound.length] ?? gbk);
    for (let turns = 0; turns < 1 + (nr % 5); turns += 1) {
      file[Math.floor(roll() * file.length)] =
        roll() < 0.5 ? Math.floor(roll() * 256) : '",;\t\r\n\0'.charCodeAt(Math.floor(roll() * 7)) || 0;
    }
    const at = Math.floor(roll() * file.length);
    const odd = nr % 3 === 0 ? file.subarray(at) : nr % 3 === 1 ? file.subarray(0, at) : Buffer.concat([file, file]);
    const { status } = await bring(odd, 'preview=true');
    expect([200, 400, 422], odd.toString('hex')).toContain(status);
  }
});

test('into an archived project, or none, nothing is brought', async () => {
  const { id, bring, names } = await project();
  await box.owner.call<Project>('PATCH', `/api/projects/${id}`, { archived: true });
  for (const query of ['', 'preview=true']) expect((await bring('姓名\n甲\n', query)).code).toBe('project_archived');
  expect(await names()).toEqual([]);
  const nowhere = '/api/projects/019aa111-2222-7333-8444-555566667777/recipients/import';
  expect((await box.owner.ask('POST', nowhere, undefined, { 'content-type': 'text/csv' })).status).toBe(404);
});
