import { rm } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import readWorkbook from 'read-excel-file/node';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '#contract/report.ts';
import { sessionOf, startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { filesIn } from '../../testing/workbook.ts';
import { addViews } from '../../visits/totals/views.ts';

let box: TestBox;
let projectId: string;
let photoIds: string[];
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project('湖畔 / 澜庭: 一期', 'estate')).id;
  const photos = await box.bring(
    projectId,
    await Promise.all(
      [
        { name: '客厅.jpg', width: 900, height: 600, seed: 1 },
        { name: '书房.jpg', width: 600, height: 900, seed: 2 },
        { name: '露台.jpg', width: 900, height: 600, seed: 3 },
      ].map(async ({ name, ...recipe }) => ({ name, data: await makePhoto(recipe) })),
    ),
  );
  photoIds = photos.map(({ id }) => id);
  const { link, id: galleryId } = await box.gallery(projectId, { title: '=B2 四房', photoIds });
  const token = /\/g\/([^/?#]+)/i.exec(link.url ?? '')?.[1]?.toLowerCase() ?? '';
  await phoneAt(box.guestUrl).opened(token);
  const { db, clock } = box.kit;
  const { rows } = await sql<{ id: string }>`SELECT id FROM visits`.execute(db.read);
  const visit = rows[0]?.id as string;
  box.time.advance(60_000);
  await db.write((writer) =>
    addViews(
      writer,
      photoIds.map((id, at) => [visit, id, galleryId, 1, 3 - at, 9000 - at * 1000, clock.now(), null] as const),
      'Asia/Shanghai',
    ),
  );
}, 60_000);
afterAll(() => box.stop());

const get = (form: string) => box.owner.ask('GET', `/api/projects/${projectId}/report.${form}`);

test('the workbook comes as a file named for its project and days, with the pictures of photos that are on the disk', async () => {
  const { hash } = (
    await sql<{ hash: string }>`SELECT hash FROM photos WHERE id = ${photoIds[1]}`.execute(box.kit.db.read)
  ).rows[0] as { hash: string };
  await rm(box.kit.files.derivative(hash, 'thumb'));
  const report = await box.owner.call<Report>('GET', `/api/projects/${projectId}/report?lang=zh-CN`);
  const answer = await get('xlsx?lang=zh-CN');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const whole = /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  expect(decodeURIComponent(whole)).toBe(`湖畔 澜庭 一期 访问报告 ${report.from} 至 ${report.to}.xlsx`);

  const bytes = Buffer.from(await answer.arrayBuffer());
  const photos = (await readWorkbook(bytes)).find(({ sheet }) => sheet === '照片')?.data ?? [];
  expect(photos.slice(1).map((row) => row[2])).toEqual(['客厅.jpg', '书房.jpg', '露台.jpg']);
  const files = filesIn(bytes);
  const pictures = [...files].filter(([name]) => name.startsWith('xl/media/'));
  expect(pictures).toHaveLength(2);
  for (const [, data] of pictures) {
    const { format, width, height } = await sharp(data).metadata();
    expect([format, width, height]).toEqual(['jpeg', 224, 150]);
  }
  const rows = [...(files.get('xl/drawings/drawing4.xml')?.toString() ?? '').matchAll(/<xdr:row>(\d+)</g)];
  expect(rows.map(([, row]) => row)).toEqual(['1', '3']);
});

test('the CSV has its figures and its events under one row of headings; `rows` takes one of the two', async () => {
  const report = await box.owner.call<Report>('GET', `/api/projects/${projectId}/report?lang=en`);
  const answer = await get('csv?lang=en');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const read = (csv: string): Record<string, string>[] =>
    parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
  const all = read(text);
  const value = (figure: string) => all.find((row) => row.section === 'Key figures' && row.figure === figure)?.value;
  expect(value('Opens')).toBe(String(report.figures.opens));
  expect(
    all.filter(({ event }) => event === 'view').map(({ photo, gallery, count }) => [photo, gallery, count]),
  ).toEqual([
    ['客厅.jpg', "'=B2 四房", '3'],
    ['书房.jpg', "'=B2 四房", '2'],
    ['露台.jpg', "'=B2 四房", '1'],
  ]);
  const figures = read(await (await get('csv?lang=en&rows=figures')).text());
  const events = read(await (await get('csv?lang=en&rows=events')).text());
  expect(Object.keys(figures[0] ?? {})).toEqual(['section', 'id', 'item', 'figure', 'value']);
  expect(Object.keys(events[0] ?? {})[0]).toBe('time');
  expect(figures.length + events.length).toBe(all.length);
  expect(all.filter(({ section }) => section !== 'Every open')).toHaveLength(figures.length);
});

test('whoever goes away in the middle of a file breaks nothing, and the next gets it whole', async () => {
  const { db } = box.kit;
  await db.write((writer) =>
    sql`WITH RECURSIVE many(nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM many WHERE nr < 30000)
      INSERT INTO visits SELECT ${sql.raw(
        [
          ...[
            "id || '-' || nr",
            'link_id',
            'visitor || nr',
            'stand_in',
            'NULL',
            'link_edition',
            'password_edition',
            'opened_at',
          ],
          ...[
            'ends_at',
            'last_seen_at',
            'on_site',
            'address',
            'agent',
            'place',
            'day',
            'hour',
            'device',
            'system',
            'app',
          ],
          ...['region', 'staff', 'ms'],
        ].join(', '),
      )} FROM many, (SELECT * FROM visits LIMIT 1)`.execute(writer),
  );
  const stop = new AbortController();
  const answer = await fetch(new URL(`/api/projects/${projectId}/report.csv?rows=events`, box.localUrl), {
    signal: stop.signal,
    headers: { cookie: await sessionOf(box.localUrl) },
  });
  await answer.body?.getReader().read();
  stop.abort();
  const whole = await (await get('csv?rows=events')).text();
  expect(whole.split('\r\n').filter((line) => line.includes(',open,'))).toHaveLength(30_001);
  expect(box.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});

test('a project that is not there has no files', async () => {
  for (const form of ['xlsx', 'csv'])
    expect(
      (await box.owner.ask('GET', `/api/projects/019a8c00-0000-7000-8000-000000000000/report.${form}`)).status,
    ).toBe(404);
  expect((await box.nobody.ask('GET', `/api/projects/${projectId}/report.csv`)).status).toBe(401);
});
