import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { messageFields } from '#contract/message-fields.ts';
import { Message, MessageText, Sent } from '#contract/messages.ts';
import type { Problem } from '#contract/problems.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { words } from '#words/index.ts';
import { type Caller, startTestBox, type TestBox } from '../../testing/box.ts';
import { decodeCode } from '../../testing/browser.ts';
import { testTime } from '../../testing/clock.ts';
import { shelvePhotos } from '../../testing/guests.ts';
import { reachedBy } from './contact.ts';
import { shippedTexts } from './shipped.ts';

let box: TestBox;
let presenter: Caller;
let project: Project;
let main: Gallery & { link: Link };
let side: Gallery & { link: Link };

const noon = Date.parse('2026-12-12T04:00:00Z');
beforeAll(async () => {
  box = await startTestBox({ time: testTime(noon) });
  await box.owner.call('PATCH', '/api/settings', { boxName: '云境会展', timeZone: 'Asia/Shanghai' });
  presenter = await box.as('presenter');
  project = await box.project('2026 自然影像峰会', 'event');
  main = await box.gallery(project.id);
  side = await box.gallery(project.id, { title: '花絮' });
  await shelvePhotos(box.kit, project.id, main.id, ['a.jpg', 'b.jpg', 'c.jpg']);
  await shelvePhotos(box.kit, project.id, side.id, ['d.jpg']);
});
afterAll(() => box.stop());

const at = () => `/api/projects/${project.id}`;
const recipient = (input: object, by = box.owner) =>
  by.call<Recipient>('POST', `${at()}/recipients`, { name: '李明', ...input });
/** A link of this recipient on both galleries. */
async function linkFor(to: Recipient | undefined, input: object = {}, by = box.owner): Promise<Link> {
  const link = await by.call<Link & { links?: Link[] }>('POST', `${at()}/links`, {
    galleryIds: [main.id, side.id],
    ...(to && { recipientIds: [to.id] }),
    ...input,
  });
  return link.links?.[0] ?? link;
}
async function compose(input: object, by = box.owner): Promise<Message[]> {
  const { items } = await by.call<{ items: Message[] }>('POST', `${at()}/messages`, input);
  return items.map((item) => Message.parse(item));
}
const say = (linkId: string, body: string, more: object = {}) =>
  compose({ linkIds: [linkId], text: { subject: '', body }, ...more }).then(([one]) => one as Message);
const problem = async (answer: Response) => (await answer.json()) as Problem;
const passwordsTold = async () =>
  (await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit')).items.filter(
    ({ action }) => action === 'link.password',
  ).length;

describe('a text tells of a link', () => {
  test('all that there is to say, as people say it, in both languages', async () => {
    const to = await recipient({ honorific: '先生', company: '远山传媒', contact: '138 0000 1111 li@example.com' });
    const link = await linkFor(to, {
      audience: 'media',
      policy: { maxOpens: 20, expiresAt: '2026-12-20T16:00:00Z', password: '8026' },
    });
    const body = messageFields.map((field) => `${field}={${field}}`).join('\n');
    const before = await passwordsTold();
    expect(await say(link.id, body)).toEqual({
      linkIds: [link.id],
      recipientId: to.id,
      name: '李明先生',
      contact: '138 0000 1111 li@example.com',
      mail: 'li@example.com',
      phone: '13800001111',
      subject: '主会场、花絮',
      body: [
        ...['name=李明', 'honorific=先生', 'company=远山传媒', 'gallery=主会场、花絮'],
        ...['contents=主会场 3 张、花絮 1 张', 'count=4', `link=${link.url}`, 'password=8026', 'expires=12月20日'],
        ...['days=8', 'opens=20 次', 'date=12月12日', 'organiser=云境会展', 'audience=媒体'],
      ].join('\n'),
      missing: [],
      dead: [],
    });
    expect(await passwordsTold()).toBe(before + 1);
    const english = await say(link.id, 'Dear {honorific} {name}, {contents} until {expires}, {opens}. {audience}', {
      locale: 'en',
    });
    expect(english.body).toBe('Dear Mr 李明, 主会场, 3 photos; 花絮, 1 photo until 20 December, 20 times. Media');
    expect(await passwordsTold(), 'a password that is not told').toBe(before + 1);
    expect(JSON.stringify(box.logged).replace(/"time\\":\d+/g, '')).not.toContain('8026');
  });

  test.each([
    ['李先生', '先生', '李先生，您好'],
    ['Mr Li', 'Mr', 'Mr Li，您好'],
    ['李明', 'Mr', '李明先生，您好'],
    ['李明', '', '李明，您好'],
  ])('%s with the title %s is called %s', async (name, honorific, called) => {
    const link = await linkFor(await recipient({ name, honorific }));
    const { body, missing } = await say(link.id, '{name}{honorific}，您好');
    expect({ body, missing }).toEqual({ body: called, missing: [] });
  });

  test('a link for many has no name, what it has no end for is left out, and opens are those of each phone', async () => {
    const many = await linkFor(undefined, { for: 'many', label: '签到台', policy: { maxOpensPerVisitor: 5 } });
    const text = '{name}，您好\n有效期到 {expires}，可以打开 {opens}。{password}';
    expect(await say(many.id, text)).toMatchObject({
      name: '签到台',
      recipientId: null,
      body: '您好\n可以打开 5 次（每部手机）。',
      missing: ['name'],
    });
    const one = await linkFor(undefined, { label: '央视' });
    expect((await say(one.id, '{name}，您好')).body).toBe('央视，您好');
  });

  test('one message tells of a link for each audience', async () => {
    const media = await linkFor(undefined, { audience: 'media', for: 'many' });
    const sponsor = await linkFor(undefined, { audience: 'sponsor', for: 'many', policy: { password: '2' } });
    const [told, ...rest] = await compose({
      linkIds: [media.id, sponsor.id],
      textId: 'event.after',
      together: true,
    });
    expect(rest).toEqual([]);
    expect(told?.body).toContain(
      `【媒体】${media.url} （有效期到 12月19日）\n【赞助商】${sponsor.url} （密码：2） （有效期到 12月26日）\n`,
    );
    expect(told).toMatchObject({ linkIds: [media.id, sponsor.id], name: '', missing: ['name'] });
  });

  test('a dead link is told as such, one of another project is refused, and so is one that a presenter does not see', async () => {
    const other = await box.project('别的项目');
    const elsewhere = await box.gallery(other.id);
    const answer = await box.owner.ask('POST', `${at()}/messages`, {
      linkIds: [main.link.id, elsewhere.link.id],
      textId: 'event.after',
    });
    expect(await problem(answer)).toMatchObject({
      status: 422,
      code: 'link_not_in_project',
      linkIds: [elsewhere.link.id],
      errors: [{ field: 'linkIds' }],
    });
    const dead = await linkFor(undefined);
    await box.owner.call('DELETE', `/api/links/${dead.id}`);
    expect((await say(dead.id, '{link}')).dead).toEqual([dead.id]);

    const theirs = await linkFor(await recipient({ name: '别人的客人' }));
    const hidden = await presenter.ask('POST', `${at()}/messages`, { linkIds: [theirs.id], textId: 'event.after' });
    expect(await problem(hidden)).toMatchObject({ code: 'link_not_in_project', linkIds: [theirs.id] });
    const own = await linkFor(await recipient({ name: '自己的客人' }, presenter), {}, presenter);
    const [told] = await compose({ linkIds: [own.id], text: { subject: '', body: '{name} {sender}' } }, presenter);
    expect(told?.body).toMatch(/^自己的客人 presenter-\d+$/);
  });

  test('the texts and the links of a request are within bounds', async () => {
    const ask = (body: object) => box.owner.ask('POST', `${at()}/messages`, body).then(problem);
    const linkIds = [main.link.id];
    expect(await ask({ linkIds })).toMatchObject({ code: 'invalid_input', errors: [{ field: 'textId' }] });
    expect(await ask({ linkIds, textId: 'event.nothing' })).toMatchObject({ code: 'message_text_not_found' });
    expect(await ask({ linkIds: [], textId: 'event.after' })).toMatchObject({ errors: [{ field: 'linkIds' }] });
  });
});

describe('each text that comes with the box', () => {
  let full: Link;
  let bare: Link;
  beforeAll(async () => {
    full = await linkFor(await recipient({ honorific: '女士', company: '远山传媒' }), {
      audience: 'media',
      policy: { maxOpens: 20, expiresInDays: 9, password: '8026' },
    });
    bare = await linkFor(undefined, { galleryIds: [side.id] });
  });

  test('is there for every kind and its purposes, in both languages', () => {
    const ids = shippedTexts.map(({ id }) => id);
    for (const kind of ['estate', 'event', 'product'])
      for (const purpose of ['download', 'reminder', 'expiring', 'thanks']) expect(ids).toContain(`${kind}.${purpose}`);
    expect(ids).toEqual(expect.arrayContaining(['estate.viewing', 'event.after', 'product.launch']));
    for (const text of shippedTexts) expect(MessageText.parse(text)).toEqual(text);
  });

  const cases = shippedTexts.flatMap(({ id }) => (['zh-CN', 'en'] as const).map((locale) => ({ id, locale })));
  test.each(cases)('reads well with all values and with next to none: $id $locale', async ({ id, locale }) => {
    for (const together of [false, true]) {
      for (const linkIds of [[full.id], [bare.id], ...(together ? [[full.id, bare.id]] : [])]) {
        const [message] = await compose({ linkIds, textId: id, locale, together });
        for (const text of [message?.subject ?? '', message?.body ?? '']) {
          expect(text).not.toMatch(/[{}]|undefined|null/);
          expect(text, 'brackets with nothing in them').not.toMatch(/[（(【[「]\s*[）)】\]」]/);
          expect(text, 'marks that meet').not.toMatch(/[，。；：！？,.;:!?]\s*[，。；！？]|[,.;] *[,.;]/);
          expect(text, 'a mark that begins a line').not.toMatch(/^[，。；：！？,.;:!?]/m);
          expect(text, 'a line that breaks off').not.toMatch(/[，,；;：:]\n(?!(https?:|[【[]))(?!\n)/);
          expect(text).not.toMatch(/\n{3}| {2}| $/m);
          expect(text).not.toBe('');
        }
        for (const linkId of linkIds) expect(message?.body).toContain(linkId === full.id ? full.url : bare.url);
      }
    }
    if (locale === 'en') return;
    const [{ body = '' } = {}] = await compose({ linkIds: [full.id], textId: id, locale });
    expect(body).toContain('您');
  });
});

describe('texts', () => {
  const wording = (subject: string, body: string) => ({ 'zh-CN': { subject, body }, en: { subject: '', body: '' } });
  const list = async (query = '') =>
    (await box.owner.call<{ items: MessageText[] }>('GET', `/api/message-texts${query}`)).items;
  const names = { 'zh-CN': '给赞助商', en: 'For sponsors' };

  test('one that came with the box is changed, used, and brought back as it came', async () => {
    const id = 'event.thanks';
    const shipped = (await list('?kind=event')).find((text) => text.id === id);
    expect(shipped).toMatchObject({ own: false, changed: false, purpose: 'thanks' });
    const put = { purpose: 'thanks', names, texts: wording('谢', '谢谢您，{name}！{link}') };
    expect(await box.owner.call('PUT', `/api/message-texts/${id}`, put)).toMatchObject({ changed: true, own: false });
    const [message] = await compose({ linkIds: [main.link.id], textId: id });
    expect(message).toMatchObject({ subject: '谢', body: expect.stringContaining('http') });
    const [english] = await compose({ linkIds: [main.link.id], textId: id, locale: 'en' });
    expect(english?.body, 'the language that it has').toContain('http');
    await box.owner.call('DELETE', `/api/message-texts/${id}`);
    expect((await list()).find((text) => text.id === id)).toEqual(shipped);
  });

  test('an own one is added and removed; presenters read them all and change none', async () => {
    const id = 'event.for-sponsors';
    const put = { names, texts: wording('', '您好') };
    expect(await box.owner.call('PUT', `/api/message-texts/${id}`, put)).toMatchObject({
      id,
      own: true,
      kind: 'event',
    });
    expect((await list('?kind=event')).at(-1)).toMatchObject({ id, purpose: 'other' });
    expect((await list('?kind=estate')).every(({ kind }) => kind === 'estate')).toBe(true);
    expect((await presenter.ask('GET', '/api/message-texts')).status).toBe(200);
    expect((await presenter.ask('PUT', `/api/message-texts/${id}`, put)).status).toBe(403);
    await box.owner.call('DELETE', `/api/message-texts/${id}`);
    const again = await box.owner.ask('DELETE', `/api/message-texts/${id}`);
    expect(await problem(again)).toMatchObject({ code: 'message_text_not_found' });
  });

  test.each([
    [wording('', '您好 {nmae}'), 'texts.zh-CN.body', '没有这样的字段：{nmae}'],
    [wording('{标题}', '您好'), 'texts.zh-CN.subject', '没有这样的字段：{标题}'],
    [wording('有标题', ' '), 'texts.zh-CN.body', words('zh-CN') && '中文和英文至少写一种'],
    [wording('两\n行', '您好'), 'texts.zh-CN.subject', expect.any(String)],
  ])('what it may not say is refused by field: %j', async (texts, field, detail) => {
    const answer = await box.owner.ask(
      'PUT',
      '/api/message-texts/event.odd',
      { names, texts },
      {
        'accept-language': 'zh-CN',
      },
    );
    expect(await problem(answer)).toMatchObject({ code: 'invalid_input', errors: [{ field, detail }] });
  });
});

describe('a mail as a file', () => {
  const ask = (body: object) =>
    box.owner.ask('POST', `${at()}/messages/mail`, { subject: '照片', body: '您好', ...body });

  test('opens as a draft of whoever opens it, with the code of each link attached', async () => {
    const link = await linkFor(await recipient({ name: '李/明' }));
    const body = `李先生，您好！\n\n照片在这里：\n${link.url}\n.\n`;
    const answer = await ask({
      linkIds: [link.id, main.link.id],
      to: 'li@example.com',
      subject: '照片已备好：主会场',
      body,
    });
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain("UTF-8''邮件 李 明.eml");
    const mail = readMail(Buffer.from(await answer.arrayBuffer()).toString('latin1'));
    expect(mail.headers).toMatchObject({ to: 'li@example.com', subject: '照片已备好：主会场', 'x-unsent': '1' });
    expect(mail.headers).not.toHaveProperty('from');
    const [text, ...codes] = mail.parts;
    expect(text?.headers['content-type']).toMatch(/^text\/plain; charset=utf-8/i);
    expect(text?.data.toString('utf8').replaceAll('\r\n', '\n').trimEnd()).toBe(body.trimEnd());
    expect(codes.map(({ headers }) => headers['content-type']?.split(';')[0])).toEqual(['image/png', 'image/png']);
    const read = await Promise.all(codes.map(({ data }) => decodeCode(data)));
    expect(read.flat()).toEqual([link.codeUrl, main.link.codeUrl]);
  });

  test.each([
    [{ subject: 'x\r\nBcc: a@b.cn' }, 'subject'],
    [{ to: 'a@b.cn\nBcc: c@d.cn' }, 'to'],
    [{ to: 'a@b.cn, c@d.cn' }, 'to'],
    [{ to: '李明' }, 'to'],
  ])('takes no header along: %j', async (body, field) => {
    const answer = await ask({ linkIds: [main.link.id], ...body });
    expect(await problem(answer)).toMatchObject({ code: 'invalid_input', errors: [{ field }] });
  });

  test('a name with marks of a header in it stays one name', async () => {
    const to = await recipient({ name: '"; name=evil\u2028x: <a@b.cn>' });
    const answer = await ask({ linkIds: [(await linkFor(to)).id] });
    const mail = readMail(Buffer.from(await answer.arrayBuffer()).toString('latin1'));
    expect(Object.keys(mail.headers).toSorted()).toEqual(
      ['content-type', 'date', 'message-id', 'mime-version', 'subject', 'x-unsent'].toSorted(),
    );
    expect(mail.parts).toHaveLength(2);
  });
});

test('a table has a row for each link, and nothing in it runs', async () => {
  const to = await recipient({
    name: '=HYPERLINK("http://evil")',
    honorific: '@x',
    company: '+86',
    contact: '13800001111',
  });
  const link = await linkFor(to, {
    audience: 'media',
    policy: { maxOpens: 7, expiresAt: '2026-12-20T16:00:00Z', download: 'original' },
  });
  const many = await linkFor(undefined, { for: 'many', label: '-1' });
  const ask = (more: object) => box.owner.ask('POST', `${at()}/messages/csv`, { linkIds: [link.id, many.id], ...more });
  const answer = await ask({ text: { subject: '＝1', body: '您好，\n"{gallery}"' } });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const csv = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  expect(csv.startsWith('\ufeff姓名,称呼,公司,联系方式,')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  const [, first, second] = cells(csv);
  expect(first).toEqual([
    ...[`'=HYPERLINK("http://evil")`, "'@x", "'+86", '\t13800001111', '', '主会场、花絮', '媒体'],
    ...[link.url, link.codeUrl, '7', '2026-12-20 24:00', '原图', "'＝1", '您好，\n"主会场、花絮"'],
  ]);
  expect(second).toMatchObject({ 0: "'-1", 9: '不限', 10: '不到期' });
  const [head] = cells(await (await ask({ locale: 'en' })).text());
  expect(head?.at(-1)).toBe('Download');
});

describe('what was sent', () => {
  const sent = (path = '', by = box.owner) =>
    by
      .call<{ items: Sent[] }>('GET', `${at()}/messages/sent${path}`)
      .then(({ items }) => items.map((one) => Sent.parse(one)));
  const add = (body: object, by = box.owner) =>
    by.call<{ items: Sent[] }>('POST', `${at()}/messages/sent`, { how: 'copy', ...body }).then(({ items }) => items);

  test('is noted with when and by whom, without its password, and taken back', async () => {
    const to = await recipient({});
    const link = await linkFor(to, { policy: { password: '秘密2026' } });
    const told: unknown[] = [];
    const stop = box.kit.changes.on('message.sent', (news) => told.push(news));
    const [note] = await add({
      items: [{ linkId: link.id, body: '密码：秘密2026，再说一遍秘密2026' }],
      purpose: 'reminder',
      textId: 'event.reminder',
      how: 'sms',
    });
    expect(note).toMatchObject({
      ...{ linkId: link.id, recipientId: to.id, textId: 'event.reminder', purpose: 'reminder', how: 'sms' },
      ...{ body: '密码：••••，再说一遍••••', sentBy: 'owner' },
    });
    expect(await sent(`?linkId=${link.id}`)).toEqual([note]);
    expect(await sent(`?recipientId=${to.id}`)).toEqual([note]);
    await box.owner.call('DELETE', `${at()}/messages/sent/${note?.id}`);
    expect(await sent(`?linkId=${link.id}`)).toEqual([]);
    expect((await box.owner.ask('DELETE', `${at()}/messages/sent/${note?.id}`)).status).toBe(404);
    stop();
    expect(told).toEqual([
      { linkIds: [link.id], projectId: project.id },
      { linkIds: [link.id], projectId: project.id },
    ]);
    const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
    expect(items.slice(0, 2)).toMatchObject([
      { action: 'message.unsent', subject: link.id },
      { action: 'message.sent', subject: link.id, detail: { messages: 1, how: 'sms' } },
    ]);
    expect(JSON.stringify(items)).not.toContain('秘密2026');
  });

  test('a presenter sees and takes back its own, and notes nothing of others', async () => {
    const theirs = await linkFor(await recipient({}));
    const [note] = await add({ items: [{ linkId: theirs.id }] });
    const own = await linkFor(await recipient({ name: '自己的' }, presenter), {}, presenter);
    const [ofOwner] = await add({ items: [{ linkId: own.id }] });
    const [mine] = await add({ items: [{ linkId: own.id }] }, presenter);
    const seen = (await sent('', presenter)).map(({ id }) => id);
    expect(seen).toEqual([mine?.id, ofOwner?.id]);
    const refused = await presenter.ask('POST', `${at()}/messages/sent`, {
      items: [{ linkId: theirs.id }],
      how: 'copy',
    });
    expect(await problem(refused)).toMatchObject({ code: 'link_not_in_project', errors: [{ field: 'items' }] });
    for (const id of [note?.id, ofOwner?.id])
      expect((await presenter.ask('DELETE', `${at()}/messages/sent/${id}`)).status).toBe(404);
    expect((await presenter.ask('DELETE', `${at()}/messages/sent/${mine?.id}`)).status).toBe(204);
  });
});

test.each([
  ['13800001111', null, '13800001111'],
  ['+86 138-0000-1111', null, '+8613800001111'],
  ['０１０-6552 9988', null, '01065529988'],
  ['微信 lihua_1980', null, null],
  ['wx: 13800001111 / 13900002222', null, '13800001111'],
  ['Li <li.ming+box@mail.example.com.cn>', 'li.ming+box@mail.example.com.cn', null],
  ['13800001111@139.com', '13800001111@139.com', null],
  ['', null, null],
])('%s is read as mail %s and phone %s', (contact, mail, phone) => {
  expect(reachedBy(contact)).toEqual({ mail, phone });
});

interface Part {
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/** A mail of a text and files, as a mail program takes it apart; `source`: a letter a byte. */
function readMail(source: string): Part & { parts: Part[] } {
  const part = (text: string): Part => {
    const at = text.indexOf('\r\n\r\n');
    const lines = text
      .slice(0, at)
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n');
    const headers = Object.fromEntries(
      lines
        .filter((line) => line.includes(':'))
        .map((line) => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon).toLowerCase(), unfolded(line.slice(colon + 1).trim())];
        }),
    );
    const raw = text.slice(at + 4);
    const encoded = headers['content-transfer-encoding'] === 'base64';
    return { headers, data: Buffer.from(raw, encoded ? 'base64' : 'latin1') };
  };
  const whole = part(source);
  const boundary = /boundary="?([^";]+)/.exec(whole.headers['content-type'] ?? '')?.[1];
  const parts = whole.data
    .toString('latin1')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((one) => part(one.replace(/^\r\n/, '')));
  return { ...whole, parts };
}

function unfolded(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, how: string, said: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(said, 'base64').toString('utf8')
        : decodeURIComponent(said.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, '%$1')),
    );
}

/** The cells of a CSV, row by row. */
function cells(csv: string): string[][] {
  const rows: string[][] = [[]];
  const plain = csv.replace(/^\ufeff/, '');
  for (const [, quoted, bare = '', end] of plain.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
