import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HookBody, HookInput } from '#contract/hooks.ts';
import { changeLink } from '../links/link.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { startReceiver } from '../testing/receiver.ts';
import { openHooks } from './hooks.ts';
import { type Bounds, bounds } from './lane.ts';

const soon = { timeout: 10_000, interval: 20 };

/** A box with a link and a webhook at a real server; what happens is told by facts, as the rooms below do. */
async function site(
  input: Partial<HookInput> = {},
  { names, ...limits }: { names?: Record<string, readonly string[]> } & Partial<Bounds> = {},
) {
  const kit = await testKit();
  const link = await newLink(kit, { label: '媒体版', policy: { maxOpens: 100 } });
  const receiver = await startReceiver();
  const outside = receiver.outside(names);
  const within = { ...bounds, ...limits };
  let hooks = await openHooks(kit, outside, within);
  onTestFinished(async () => {
    await hooks.stop();
    await receiver.stop();
  });
  const whole: HookInput = {
    ...{ name: '前台', form: 'json', facts: ['opened', 'downloaded', 'asked', 'exhausted_soon'], projectIds: null },
    ...{ locale: 'zh-CN', enabled: true, url: 'http://robot.example/hook?key=very-secret-key-1234' },
    ...input,
  };
  const made = await hooks.add(actor, whole);
  const told = { linkId: link.id, projectId: link.projectId };
  const visitId = '019aa111-2222-7333-8444-555566667777';
  return {
    ...{ kit, link, receiver, outside, made, told },
    hooks: () => hooks,
    reopen: async () => {
      await hooks.stop();
      hooks = await openHooks(kit, outside, within);
      return hooks;
    },
    open: (opens: number, staff = false) => kit.changes.emit('visit.opened', { ...told, visitId, opens, staff }),
    save: (photos: number) =>
      kit.changes.emit('photo.saved', { ...told, visitId, photoIds: Array.from({ length: photos }, String) }),
    bodies: () => receiver.received.map(({ body }) => JSON.parse(body) as HookBody),
    waiting: async () => (await hooks.list())[0]?.waiting,
    rows: () => kit.db.read.selectFrom('hook_deliveries').selectAll().orderBy('id').execute(),
  };
}

/** The text that a group saw. */
function textIn(body: string): string {
  const said = JSON.parse(body) as { text?: { content: string }; content?: { text: string } };
  return said.text?.content ?? said.content?.text ?? '';
}

/** Lets the clock go on until something holds: pauses between messages are looked at by it. */
async function until(kit: TestKit, holds: () => unknown, stepMs = 5000) {
  await vi.waitFor(async () => {
    kit.time.advance(stepMs);
    expect(await holds()).toBeTruthy();
  }, soon);
}

test('what happens is posted in its order, signed with the secret that was told once', async () => {
  const { receiver, made, open, save, bodies, hooks, link, told } = await site();
  open(1);
  open(2, true);
  open(2);
  save(3);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(3), soon);
  expect(bodies()).toMatchObject([
    { fact: 'opened', count: 1, link: { id: link.id, name: '媒体版', recipient: null }, ask: null },
    { fact: 'opened', count: 2, project: { id: told.projectId } },
    { fact: 'downloaded', count: 3, text: '从「媒体版」下载了 3 张照片' },
  ]);
  for (const { headers, body, url } of receiver.received) {
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['maiimg-signature'])) ?? [];
    expect(signature).toBe(
      createHmac('sha256', made.secret ?? '')
        .update(`${seconds}.${body}`)
        .digest('hex'),
    );
    expect(headers['maiimg-id']).toBe((JSON.parse(body) as HookBody).id);
    expect([headers.host, url]).toEqual(['robot.example', '/hook?key=very-secret-key-1234']);
    expect(body).not.toContain('times');
  }
  await vi.waitFor(async () => {
    expect(await hooks().list()).toMatchObject([{ waiting: 0, last: { ok: true, status: 200, failure: null } }]);
  }, soon);
});

test('neither address nor secret is told, kept in the open, or noted', async () => {
  const { made, hooks, kit } = await site({ secret: 'a-secret-of-our-own' });
  const changed = await hooks().change(actor, made.id, {
    url: 'https://other.example/hook?key=another-key-9876',
    secret: 'a-second-secret',
  });
  expect(changed).toMatchObject({ url: 'https://other.example/…9876', hasSecret: true });
  expect(made.url).toBe('http://robot.example/…1234');
  const rows = JSON.stringify([
    await kit.db.read.selectFrom('hooks').selectAll().execute(),
    await kit.db.read.selectFrom('audit').selectAll().execute(),
    await hooks().list(),
  ]);
  for (const secret of ['very-secret-key', 'another-key', 'a-secret-of-our-own', 'a-second-secret'])
    expect(rows).not.toContain(secret);
});

test('what is not taken is tried again after longer and longer, and comes once, also after a restart', async () => {
  const { receiver, open, bodies, kit, rows, reopen, hooks } = await site();
  receiver.answer({ status: 503, body: 'not now' });
  open(1);
  open(2);
  await vi.waitFor(() => expect(receiver.received.length).toBe(1), soon);
  await vi.waitFor(async () => expect((await rows())[0]).toMatchObject({ attempts: 1, status: 503 }), soon);
  expect((await hooks().list())[0]).toMatchObject({
    waiting: 2,
    last: { ok: false, status: 503, failure: 'status', said: 'not now' },
  });
  // The second one waits behind the first: they are told in their order.
  kit.time.advance(1100);
  await vi.waitFor(() => expect(receiver.received.length).toBe(2), soon);
  expect(new Set(bodies().map(({ id }) => id)).size).toBe(1);
  await vi.waitFor(async () => expect((await rows())[0]?.attempts).toBe(2), soon);
  await reopen();
  // It waits as long as it had to: five seconds.
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(receiver.received.length).toBe(2);
  receiver.answer({});
  kit.time.advance(5000);
  await vi.waitFor(() => expect(receiver.received.length).toBe(4), soon);
  expect(bodies().slice(2)).toMatchObject([{ count: 1 }, { count: 2 }]);
  await vi.waitFor(async () => expect(await rows()).toEqual([]), soon);
});

test('what nobody took for a day is told no more', async () => {
  const { receiver, open, kit, rows, bodies } = await site();
  receiver.answer({ status: 500 });
  open(1);
  await vi.waitFor(async () => expect((await rows())[0]?.attempts).toBe(1), soon);
  kit.time.advance(25 * 3_600_000);
  await until(kit, () => kit.clock.trusted(), 60_000);
  receiver.answer({});
  await until(kit, async () => (await rows()).length === 0, 60_000);
  open(2);
  await vi.waitFor(() => expect(bodies().at(-1)).toMatchObject({ count: 2 }), soon);
});

test.each([
  ['hangs', { hang: true }, 'timeout'],
  ['sends elsewhere', { status: 302, headers: { location: 'http://10.0.0.1/' } }, 'redirect'],
  ['answers with an error', { status: 404, body: '<h1>no</h1>' }, 'status'],
] as const)('a server that %s is said to be so, and nothing of it is followed', async (_name, answering, failure) => {
  const { receiver, hooks, made, outside } = await site({}, { timeoutMs: 1500 });
  receiver.answer(answering);
  expect(await hooks().test(made.id)).toMatchObject({ ok: false, failure });
  expect(outside.connected).toEqual(['10.20.30.40']);
});

test('a name that leads to the box itself, its link or half to somewhere else is not called', async () => {
  const { hooks, made, receiver } = await site(
    {},
    {
      names: {
        'loop.example': ['127.0.0.1'],
        'mapped.example': ['::ffff:127.0.0.1'],
        'meta.example': ['169.254.169.254'],
        'both.example': ['10.0.0.1', '::1'],
        'public.example': ['8.8.8.8'],
        'none.example': [],
      },
    },
  );
  for (const host of ['loop', 'mapped', 'meta', 'both', 'public', 'none']) {
    await hooks().change(actor, made.id, { url: `http://${host}.example/x` });
    expect([host, await hooks().test(made.id)]).toEqual([
      host,
      { ok: false, status: null, failure: 'address', said: null },
    ]);
  }
  expect(receiver.received).toEqual([]);
  // Encrypted, the public one may be called; this server does not speak so.
  await hooks().change(actor, made.id, { url: 'https://public.example/x' });
  expect(await hooks().test(made.id)).toMatchObject({ ok: false, failure: 'tls' });
});

test.each([
  'http://127.0.0.1:8080/api',
  'http://localhost/x',
  'https://[::1]/x',
  'http://169.254.169.254/latest',
  'http://8.8.8.8/x',
  'https://user:word@robot.example/x',
  'http://2130706433/x',
  'http://0x7f.1/x',
])('%s is refused at once', async (url) => {
  const { hooks, made } = await site();
  await expect(hooks().change(actor, made.id, { url })).rejects.toMatchObject({
    code: 'invalid_input',
    facts: { errors: [{ field: 'url' }] },
  });
});

const robots = [
  ['wecom', 'http://robot.example/cgi-bin/webhook/send?key=abc', '{"errcode":0,"errmsg":"ok"}'],
  ['dingtalk', 'http://robot.example/robot/send?access_token=abc', '{"errcode":0,"errmsg":"ok"}'],
  ['feishu', 'http://robot.example/open-apis/bot/v2/hook/abc', '{"code":0,"msg":"success","data":{}}'],
] as const;

test.each(robots)(
  'a hall that opens a link at once is one message to a %s group',
  async (form, url, ok) => {
    const { receiver, open, save, kit, rows, waiting } = await site({ form, url, facts: ['opened', 'downloaded'] });
    receiver.answer({ body: ok });
    for (let nr = 1; nr <= 2000; nr += 1) open(nr);
    save(4);
    save(2);
    await vi.waitFor(async () => expect(await waiting()).toBe(2002), soon);
    expect(receiver.received).toEqual([]);
    await until(kit, () => receiver.received.length > 0, 1000);
    expect(textIn(receiver.received[0]?.body ?? '').split('\n')).toEqual([
      '【Maiimg Box】峰会',
      '「媒体版」打开 2000 次，一共 2000 次',
      '从「媒体版」下载了 6 张照片',
    ]);
    await vi.waitFor(async () => expect(await rows()).toEqual([]), soon);
    // News of a minute are two messages, and one more for the last of them.
    const before = receiver.received.length;
    for (let nr = 0; nr < 15; nr += 1) {
      open(2001 + nr);
      await new Promise((resolve) => setTimeout(resolve, 320));
      kit.time.advance(3680);
    }
    await until(kit, async () => (await rows()).length === 0);
    expect(receiver.received.length - before).toBeLessThanOrEqual(3);
    expect(receiver.received.map(({ body }) => textIn(body)).join('\n')).toContain('一共 2015 次');
  },
  30_000,
);

test('钉钉 and 飞书 get their own signatures, 企业微信 none', async () => {
  for (const [form, url, ok] of robots) {
    const { receiver, hooks, made } = await site({ form, url, secret: 'SEC-of-the-robot' });
    receiver.answer({ body: ok });
    expect(made.secret).toBeNull();
    expect(await hooks().test(made.id)).toEqual({ ok: true, status: 200, failure: null, said: null });
    const [{ url: path = '', body = '', headers } = {}] = receiver.received;
    const query = new URL(path, 'http://robot.example').searchParams;
    const said = JSON.parse(body) as { timestamp?: string; sign?: string };
    expect(headers?.['maiimg-signature']).toBeUndefined();
    if (form === 'dingtalk') {
      const at = query.get('timestamp') ?? '';
      const sign = createHmac('sha256', 'SEC-of-the-robot').update(`${at}\nSEC-of-the-robot`).digest('base64');
      expect([at.length, query.get('sign'), query.get('access_token')]).toEqual([13, sign, 'abc']);
    } else if (form === 'feishu') {
      const sign = createHmac('sha256', `${said.timestamp}\nSEC-of-the-robot`).digest('base64');
      expect([said.timestamp?.length, said.sign]).toEqual([10, sign]);
    } else expect([...query.keys(), said.sign]).toEqual(['key', undefined]);
  }
});

test.each([
  ['{"errcode":93000,"errmsg":"invalid webhook url"}', 'robot', '93000 invalid webhook url'],
  ['{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}', 'robot', '19021 sign match fail'],
  ['<html>hello</html>', 'answer', '<html>hello</html>'],
])('a robot that answers 200 and %s did not take it', async (body, failure, said) => {
  const { receiver, hooks, made, open, rows } = await site({ form: 'wecom' });
  receiver.answer({ body });
  const sent = await hooks().test(made.id);
  expect(sent).toMatchObject({ ok: false, status: 200, failure });
  expect(sent.said).toContain(said);
  open(1);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1), soon);
});

test('who asks is told soon, one by one, and what they typed marks nothing up', async () => {
  const { kit, receiver, told, open, rows } = await site({ form: 'feishu' });
  receiver.answer({ body: '{"code":0}' });
  const names = ['<at user_id="all">所有人</at>', '[王楠](http://evil.example) **急**'];
  for (const [nr, name] of names.entries()) {
    const askId = `019aa111-2222-7333-8444-55556666777${nr}`;
    const row = {
      ...{ id: askId, link_id: told.linkId, link_edition: 1, visitor: `v${nr}`, stand_in: 0, mark: '', name },
      ...{ kind: 'exhausted', note: '@all 明早\n见报', asked_at: kit.clock.now(), state: 'open' },
      ...{ answered_at: null, answered_by: null, day: 20270301 },
    } as const;
    await kit.db.write(
      async (writer) =>
        void (await writer
          .insertInto('asks')
          .values(row as never)
          .execute()),
    );
    kit.changes.emit('ask.added', { ...told, askId });
  }
  open(7);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(3), soon);
  await until(kit, () => receiver.received.length > 0, 1000);
  expect(textIn(receiver.received[0]?.body ?? '').split('\n')).toEqual([
    '【Maiimg Box】峰会',
    '＜at user＿id="all"＞所有人＜/at＞申请再看「媒体版」：＠all 明早 见报',
    '［王楠］(http://evil.example) ＊＊急＊＊申请再看「媒体版」：＠all 明早 见报',
    '打开了「媒体版」，第 7 次',
  ]);
});

test('a link that is nearly used up is told once, and again when it was given more', async () => {
  const { kit, link, open, bodies, reopen } = await site({ facts: ['exhausted_soon'] });
  const opens = async (count: number) => {
    await kit.db.write(
      async (writer) =>
        void (await writer.updateTable('links').set({ opens: count }).where('id', '=', link.id).execute()),
    );
    open(count);
    await new Promise((resolve) => setTimeout(resolve, 500));
  };
  await opens(80);
  expect(bodies()).toEqual([]);
  await opens(81);
  await vi.waitFor(() => expect(bodies()).toMatchObject([{ fact: 'exhausted_soon', count: 19, minutes: null }]), soon);
  await opens(82);
  await reopen();
  await opens(83);
  expect(bodies()).toHaveLength(1);
  await changeLink(kit, actor, link.id, { policy: { maxOpens: 200 } });
  await opens(84);
  expect(bodies()).toHaveLength(1);
  await opens(170);
  await vi.waitFor(() => expect(bodies().slice(1)).toMatchObject([{ count: 30 }]), soon);
});

test('of what waits too long at a receiver that is away, the oldest opens are told together', async () => {
  const { receiver, open, save, kit, rows, waiting, bodies } = await site({}, { mostWaiting: 100 });
  receiver.answer({ status: 500 });
  save(1);
  for (let nr = 1; nr <= 700; nr += 1) open(nr);
  await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(90), soon);
  await vi.waitFor(async () => expect((await rows()).length).toBeLessThanOrEqual(110), soon);
  receiver.answer({});
  kit.time.advance(60_000);
  await vi.waitFor(async () => expect(await rows()).toEqual([]), soon);
  const told = bodies().filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at);
  expect(told[0]).toMatchObject({ fact: 'downloaded' });
  const opens = told.filter(({ fact }) => fact === 'opened');
  const sum = opens.reduce((all, { link, count }) => all + (link === null ? (count ?? 0) : 1), 0);
  expect(sum).toBe(700);
  const single = opens.filter(({ link }) => link !== null).map(({ count }) => count);
  expect(single).toEqual(single.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

test('only what was asked for, of the projects that were named, while it is on', async () => {
  const other = '019aa111-2222-7333-8444-555566660000';
  const { hooks, made, open, save, rows, told, bodies } = await site({ facts: ['downloaded'], projectIds: [other] });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 500));
  open(1);
  save(1);
  await settled();
  expect([await rows(), bodies()]).toEqual([[], []]);
  await hooks().change(actor, made.id, { projectIds: [told.projectId], enabled: false });
  save(2);
  await settled();
  expect(await rows()).toEqual([]);
  await hooks().change(actor, made.id, { enabled: true });
  open(2);
  save(3);
  await vi.waitFor(() => expect(bodies()).toMatchObject([{ fact: 'downloaded', count: 3 }]), soon);
  await hooks().remove(actor, made.id);
  save(4);
  await settled();
  expect(bodies()).toHaveLength(1);
});

test('what waited while a webhook was off goes out when it is on again, unless that is a day ago', async () => {
  const { hooks, made, open, kit, receiver, rows, bodies } = await site();
  receiver.answer({ status: 500 });
  open(1);
  await vi.waitFor(async () => expect((await rows())[0]?.attempts).toBe(1), soon);
  await hooks().change(actor, made.id, { enabled: false });
  receiver.answer({});
  kit.time.advance(25 * 3_600_000);
  open(2);
  await hooks().change(actor, made.id, { enabled: true });
  await vi.waitFor(async () => expect(await rows()).toEqual([]), soon);
  open(3);
  await vi.waitFor(() => expect(bodies().map(({ count }) => count)).toEqual([1, 3]), soon);
});
