import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ReportForm, ReportPlan } from '#contract/reports.ts';
import { putMail } from '../../box/mail/mail.ts';
import { changeSettings } from '../../box/settings.ts';
import { changeProject } from '../../projects/project.ts';
import { testTime } from '../../testing/clock.ts';
import { testKit } from '../../testing/kit.ts';
import { actor, newLink } from '../../testing/links.ts';
import { startSmtp } from '../../testing/smtp.ts';
import { makeOpener } from '../../visits/open.ts';
import { openRunning } from '../../visits/running.ts';
import { type EveningClock, pruneExports, startEveningClock } from './evening-clock.ts';
import { dueEvening, nextEvening } from './evenings.ts';
import type { DrawForm } from './make.ts';
import { putPlan, readPlan, removePlan } from './plans.ts';

const hour = 3_600_000;
const minute = 60_000;
const day = 24 * hour;
// 12:00 on 1 March 2027 in Shanghai.
const noon = Date.UTC(2027, 2, 1, 4);
const soon = { timeout: 10_000, interval: 50 };
const plan: ReportPlan = { at: '21:30', forms: ['txt', 'csv'], locale: 'zh-CN', mailTo: [], until: null };

/** A project in Shanghai with a visit of today; what is drawn says of which days it is. */
async function site(change: Partial<ReportPlan> = {}) {
  const time = testTime(noon);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const link = await newLink(kit, { label: '媒体版' });
  const running = await openRunning(kit);
  await makeOpener(
    kit,
    running,
  )({
    link,
    visitor: { key: 'phone', standIn: false },
    ...{ visitId: undefined, nonce: undefined, password: undefined, onSite: true },
    ...{ address: '10.0.0.9', agent: 'a phone' },
  } as never);
  const broken = new Set<ReportForm>();
  const sizes: Partial<Record<ReportForm, number>> = {};
  let room = true;
  const drawn: string[] = [];
  const draw: DrawForm = async (_actor, report, query, form) => {
    drawn.push(`${form} ${query.from} ${query.to}`);
    if (broken.has(form)) throw new Error('a fault');
    const text = `${form} ${report.from} ${report.to} ${report.figures.opens}`;
    if (form === 'csv')
      return (async function* () {
        yield text;
        yield '\n';
      })();
    return Buffer.alloc(sizes[form] ?? text.length, text);
  };
  const smtp = await startSmtp();
  let clock: EveningClock | undefined;
  const start = async () => {
    await clock?.stop();
    clock = await startEveningClock(kit, { draw, roomy: () => room });
  };
  onTestFinished(async () => {
    await clock?.stop();
    await running.stop();
    await smtp.stop();
  });
  const { projectId } = link;
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: '', from: 'box@example.com' } as const;
  await putPlan(kit, actor, projectId, { ...plan, ...change });
  const state = () => readPlan(kit, projectId);
  return {
    ...{ kit, time, projectId, start, state, broken, drawn, sizes, smtp },
    off: async () => {
      await clock?.stop();
      clock = undefined;
    },
    fill: (full: boolean) => {
      room = !full;
    },
    mailServer: () => putMail(kit, actor, server),
    /** Names of files in a folder of exports. */
    names: (folder = '峰会') => readdir(join(kit.files.root, 'exports', folder)).catch((): string[] => []),
    text: (name: string) => readFile(join(kit.files.root, 'exports', name), 'utf8'),
    until: async (holds: (told: Awaited<ReturnType<typeof readPlan>>) => unknown) => {
      await vi.waitFor(async () => expect(holds(await state())).toBeTruthy(), soon);
      return state();
    },
  };
}

test('every evening a report of all days so far lies in the project’s folder', async () => {
  const { time, start, until, names, text, state } = await site();
  expect((await state()).nextAt).toBe('2027-03-01T13:30:00.000Z');
  await start();
  time.advance(9 * hour);
  expect(await names()).toEqual([]);
  time.advance(hour);
  const made = await until(({ files }) => files.length === 2);
  expect(made.files).toMatchObject([
    { day: '2027-03-01', form: 'csv', name: '2027-03-01-报告.csv', state: 'made', failure: null },
    { day: '2027-03-01', form: 'txt', name: '2027-03-01-报告.txt', bytes: 27 },
  ]);
  expect((await names()).toSorted()).toEqual(['2027-03-01-报告.csv', '2027-03-01-报告.txt']);
  expect(await text('峰会/2027-03-01-报告.csv')).toBe('csv 2027-03-01 2027-03-01 1\n');
  await until(({ nextAt }) => nextAt === '2027-03-02T13:30:00.000Z');
  time.advance(day);
  await until(({ files }) => files.length === 4);
  expect(await text('峰会/2027-03-02-报告.txt')).toBe('txt 2027-03-01 2027-03-02 1');
});

test('evenings that were missed are made once at the next start, and the last one after its day', async () => {
  const { time, start, until, drawn } = await site({ until: '2027-03-03', forms: ['txt'] });
  time.advance(3 * day);
  await start();
  const { files } = await until((told) => told.files.length > 0 && told.nextAt === null);
  expect([files.map((file) => file.day), drawn]).toEqual([['2027-03-03'], ['txt 2027-03-01 2027-03-03']]);
  time.advance(day);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(drawn).toHaveLength(1);
});

test('it ends with the project, and goes on where that ends later', async () => {
  const { kit, projectId, state, start, until } = await site();
  await start();
  const ends = async (at: number) => {
    await changeProject(kit, actor, projectId, { endsAt: new Date(at).toISOString() });
    // Midnight is of the day before it; what was before the hour of the plan is still told that evening.
    return state();
  };
  await ends(noon + hour);
  expect((await state()).nextAt).toBe('2027-03-01T13:30:00.000Z');
  await ends(Date.UTC(2027, 1, 28, 16));
  await until(({ nextAt }) => nextAt === null);
  await ends(Date.UTC(2027, 2, 1, 16));
  await until(({ nextAt }) => nextAt === '2027-03-01T13:30:00.000Z');
  await changeSettings(kit, 'box', { timeZone: 'Europe/Berlin' });
  await until(({ nextAt }) => nextAt === '2027-03-01T20:30:00.000Z');
  await changeProject(kit, actor, projectId, { archived: true });
  expect(await state()).toMatchObject({ plan: { at: '21:30' }, nextAt: null });
});

test('evenings keep to the clocks on the wall where these are changed', () => {
  const zone = 'Europe/Berlin';
  const at = (text: string) => Date.parse(text);
  const open = { until: null, ends_at: null };
  // 02:30 is left out on 28 March 2027, and comes twice on 31 October.
  for (const [plan, now, next] of [
    ['21:30', '2027-03-27T20:31:00Z', '2027-03-28T19:30:00.000Z'],
    ['21:30', '2027-10-30T19:31:00Z', '2027-10-31T20:30:00.000Z'],
    ['02:30', '2027-03-27T12:00:00Z', '2027-03-28T01:30:00.000Z'],
  ] as const)
    expect(new Date(nextEvening({ ...open, at: plan }, at(now), zone) ?? 0).toISOString()).toBe(next);
  const last = { at: '21:30', until: 20270301, ends_at: null };
  expect(nextEvening(last, at('2027-03-01T21:00:00Z'), zone)).toBeNull();
  expect(dueEvening(last, at('2027-03-05T21:00:00Z'), zone).day).toBe('2027-03-01');
  expect(dueEvening({ ...open, at: '23:30' }, at('2027-03-01T23:00:00Z'), zone).day).toBe('2027-03-01');
});

test('what cannot be made is said, tried again, and leaves no half of a file', async () => {
  const { time, start, until, broken, names, fill, drawn } = await site();
  broken.add('csv');
  await start();
  time.advance(10 * hour);
  const { files } = await until((told) => told.files.length === 2);
  expect(files).toMatchObject([
    { form: 'csv', state: 'failed', failure: 'fault', bytes: 0 },
    { form: 'txt', state: 'made' },
  ]);
  expect(await names()).toEqual(['2027-03-01-报告.txt']);
  broken.clear();
  fill(true);
  time.advance(61_000);
  await until((told) => told.files[0]?.failure === 'disk_full');
  fill(false);
  time.advance(301_000);
  await until((told) => told.files.every(({ state }) => state === 'made') && told.nextAt?.startsWith('2027-03-02'));
  // What was there already was not made again.
  expect(drawn.filter((one) => one.startsWith('txt'))).toHaveLength(1);
});

test('a box that ends while it makes an evening goes on where it was', async () => {
  const { kit, time, start, until, names, drawn, off } = await site();
  await start();
  await off();
  time.advance(10 * hour);
  const folder = join(kit.files.root, 'exports', '峰会');
  await mkdir(folder, { recursive: true });
  // One was being written, one was there and its row was not.
  await writeFile(join(folder, '2027-03-01-报告.csv.part'), 'half');
  await writeFile(join(folder, '2027-03-01-报告.txt'), 'of before');
  await start();
  await until((told) => told.files.length === 2);
  expect((await names()).toSorted()).toEqual(['2027-03-01-报告.csv', '2027-03-01-报告.txt']);
  expect(drawn).toHaveLength(2);
});

test('the files of an evening are mailed together, large ones named instead, and tried again', async () => {
  const { time, start, until, sizes, smtp, mailServer } = await site({
    forms: ['txt', 'pdf', 'xlsx'],
    mailTo: ['wang@example.com', 'li@example.com'],
  });
  await mailServer();
  smtp.behave({ no: 'RCPT' });
  sizes.pdf = 16 * 1024 * 1024;
  await start();
  time.advance(10 * hour);
  await until(({ files }) => files.length === 3 && files.every(({ failure }) => failure === 'recipient'));
  expect((await until(({ files }) => files.length === 3)).files.map(({ state }) => state)).toEqual(
    Array(3).fill('waiting'),
  );
  smtp.behave({});
  time.advance(70_000);
  const { files } = await until((told) => told.files.some(({ state }) => state === 'mailed'));
  expect(files.map(({ form, state, failure }) => [form, state, failure]).toSorted()).toEqual([
    ['pdf', 'made', null],
    ['txt', 'mailed', null],
    ['xlsx', 'mailed', null],
  ]);
  const [{ to, data } = { to: [], data: '' }] = smtp.letters;
  expect([smtp.letters.length, to]).toEqual([1, ['wang@example.com', 'li@example.com']]);
  expect(data.match(/Content-Disposition: attachment/g)).toHaveLength(2);
  const text = Buffer.from(
    /Content-Transfer-Encoding: base64\r\n\r\n([\s\S]*?)\r\n--/.exec(data)?.[1] ?? '',
    'base64',
  ).toString();
  expect(text).toContain('“峰会”的报告，从 2027-03-01 到 2027-03-01');
  expect(text).toContain('txt 2027-03-01');
  expect(text).toContain('没有随信附上，请到盒子的 exports 文件夹取：2027-03-01-报告.pdf。');
}, 30_000);

test('mail that fails for a day is given up, and is not wished any more without its plan', async () => {
  const { kit, projectId, time, start, until, smtp, mailServer } = await site({
    forms: ['txt'],
    mailTo: ['wang@example.com'],
  });
  await mailServer();
  smtp.behave({ no: 'MAIL' });
  await start();
  time.advance(10 * hour);
  await until(({ files }) => files[0]?.failure === 'sender');
  time.advance(25 * hour);
  await until(({ files }) => files.some(({ day: of, state }) => of === '2027-03-01' && state === 'failed'));
  await until(({ files }) => files.some(({ day: of, state }) => of === '2027-03-02' && state === 'waiting'));
  await removePlan(kit, actor, projectId);
  const told = until(({ files }) => {
    time.advance(minute);
    return files[0]?.state === 'made';
  });
  expect(await told).toMatchObject({ plan: null, nextAt: null });
});

test('two projects of one title have a folder each, and names that a system would not take are changed', async () => {
  const { kit, projectId, time, start } = await site({ forms: ['txt'] });
  const others = [await newLink(kit), await newLink(kit)] as const;
  await changeProject(kit, actor, others[1].projectId, { title: '../a: b/ CON.' });
  for (const other of others) await putPlan(kit, actor, other.projectId, { ...plan, forms: ['txt'] });
  await start();
  time.advance(10 * hour);
  const folders = () => readdir(join(kit.files.root, 'exports')).catch((): string[] => []);
  await vi.waitFor(async () => expect(await folders()).toHaveLength(3), soon);
  expect((await folders()).toSorted()).toEqual(['a b CON', '峰会', `峰会 ${others[0].projectId.slice(-4)}`].toSorted());
  // It stays where it is when the title changes.
  await changeProject(kit, actor, projectId, { title: '峰会 2' });
  time.advance(day);
  await vi.waitFor(async () => expect(await readdir(join(kit.files.root, 'exports', '峰会'))).toHaveLength(2), soon);
  expect(await folders()).toHaveLength(3);
});

test('a project that is called as another one’s folder would be keeps its files to itself', async () => {
  const { kit, projectId, time, start } = await site({ forms: ['txt'] });
  const [same, sly] = [await newLink(kit), await newLink(kit)];
  const taken = `峰会 ${same.projectId.slice(-4)}`;
  await changeProject(kit, actor, sly.projectId, { title: taken });
  for (const [one, at] of [
    [sly, '20:00'],
    [same, '22:00'],
  ] as const)
    await putPlan(kit, actor, one.projectId, { ...plan, at, forms: ['txt'] });
  await start();
  time.advance(11 * hour);
  const folders = () => readdir(join(kit.files.root, 'exports')).catch((): string[] => []);
  await vi.waitFor(async () => expect(await folders()).toHaveLength(3), soon);
  expect((await folders()).toSorted()).toEqual(['峰会', taken, `峰会 ${same.projectId}`].toSorted());
  expect((await readPlan(kit, projectId)).files).toHaveLength(1);
});

test('files go after 400 days with their rows, and those of the owner stay', async () => {
  const { kit, time, start, until, names, off } = await site({ forms: ['txt'] });
  await start();
  time.advance(10 * hour);
  const { files } = await until((told) => told.files.length === 1);
  await off();
  const own = join(kit.files.root, 'exports', '峰会', '合同.pdf');
  await writeFile(own, 'of the owner');
  await utimes(own, 0, 0);
  expect(await pruneExports(kit)).toBe(0);
  time.advance(401 * day);
  while (!kit.clock.mayDelete()) time.advance(60_000);
  expect(await pruneExports(kit)).toBe(1);
  expect([files.length, await names(), (await stat(own)).size]).toEqual([1, ['合同.pdf'], 12]);
});

test('with a project that is gone for good go its reports, and the addresses they were mailed to', async () => {
  const { kit, projectId, time, start, until, names, off } = await site({
    forms: ['txt'],
    mailTo: ['wang@example.com'],
  });
  await start();
  time.advance(10 * hour);
  await until((told) => told.files.length === 1);
  await off();
  const gone = async (deleted_at: number) =>
    kit.db.write(
      async (writer) =>
        void (await writer.updateTable('projects').set({ deleted_at }).where('id', '=', projectId).execute()),
    );
  // In the trash it can still come back.
  await gone(kit.clock.now());
  expect([await pruneExports(kit), await names()]).toEqual([0, ['2027-03-01-报告.txt']]);
  await gone(0);
  expect([await pruneExports(kit), await names()]).toEqual([1, []]);
  expect(await kit.db.read.selectFrom('report_plans').selectAll().execute()).toEqual([]);
});
