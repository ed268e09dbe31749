import { expect, test } from 'vitest';
import { type FieldValues, fieldsOf, fillText, repeatLines, unknownFields } from './message-fields.ts';

const li: FieldValues = { name: '李明', honorific: '先生', company: '远山地产', link: 'http://a.cn/g/x', count: '25' };
const nobody: FieldValues = { link: 'http://a.cn/g/x' };

test.each<[string, FieldValues, string, string[]]>([
  ['{name}{honorific}，您好：', li, '李明先生，您好：', []],
  ['{name}{honorific}，您好：', { ...li, honorific: '' }, '李明，您好：', []],
  ['{name}{honorific}，您好：', nobody, '您好：', ['name', 'honorific']],
  ['{company} {name}{honorific}，您好：', { name: '李明' }, '李明，您好：', ['company', 'honorific']],
  ['感谢 {company} 的支持。{count} 张', { count: '3' }, '3 张', ['company']],
  ['Dear {honorific} {name},', { name: 'Li' }, 'Dear Li,', ['honorific']],
  ['Dear {name},\n\nhere they are', nobody, 'here they are', ['name']],
  ['Hi {name}, here they are.', nobody, 'Here they are.', ['name']],
  ['共 {count} 张，可看至 {expires}。', li, '共 25 张。', ['expires']],
  ['共 {count} 张，可看至 {expires}', li, '共 25 张', ['expires']],
  ['可看至 {expires}，请及时保存。', li, '请及时保存。', ['expires']],
  ['共 {count} 张，可看至 {expires}，请保存。', li, '共 25 张，请保存。', ['expires']],
  ['{link}（密码：{password}，请勿转发）', li, 'http://a.cn/g/x', ['password']],
  ['{link}（密码：{password}，请勿转发）', { ...li, password: '8888' }, 'http://a.cn/g/x（密码：8888，请勿转发）', []],
  ['[{audience}] {link}', nobody, 'http://a.cn/g/x', ['audience']],
  ['Open {link} (password {password}).', li, 'Open http://a.cn/g/x.', ['password']],
  ['一\n\n密码：{password}\n\n二', li, '一\n\n二', ['password']],
  ['一\n密码：{password}\n二', li, '一\n二', ['password']],
  ['一\r\n\r\n\r\n二 {name}', li, '一\n\n\n二 李明', []],
  ['{count}.5 of it', li, '25.5 of it', []],
  ['{foo} {name} {} {Name}', li, '{foo} 李明 {} {Name}', []],
  ['{name}', { name: '{link}$&' }, '{link}$&', []],
  ['', {}, '', []],
  ['{name}', {}, '', ['name']],
  ['{expires}', { expires: '' }, '', []],
])('%j is filled in without holes', (text, values, expected, missing) => {
  expect(fillText(text, values)).toEqual({ text: expected, missing });
});

test('what has no link is written once, and a line with a link for each', () => {
  const body = '{name}，您好：\n\n{audience}：{link}（密码：{password}）\n\n{gallery}，共 {count} 张。';
  const list = [
    { audience: '媒体', link: 'http://a/1', gallery: '发布会', count: '25' },
    { audience: '来宾', link: 'http://a/2', gallery: '发布会', count: '12', password: '8888' },
  ];
  expect(repeatLines(body, list)).toEqual({
    text: '您好：\n\n媒体：http://a/1\n来宾：http://a/2（密码：8888）\n\n发布会。',
    missing: ['name', 'password', 'count'],
  });
});

test('links that stand alone on their lines are told apart by what they open, else by whom they are for', () => {
  const links = [
    { audience: '客户', gallery: 'B2', link: 'http://a/1' },
    { audience: '客户', gallery: 'A1', link: 'http://a/2' },
  ];
  const told = (list: FieldValues[]) => repeatLines('您好：\n{link}', list).text;
  expect(told(links)).toBe('您好：\n[B2] http://a/1\n[A1] http://a/2');
  expect(told(links.map((one, nr) => ({ ...one, gallery: 'B2', audience: ['媒体', '来宾'][nr] ?? '' })))).toBe(
    '您好：\n[媒体] http://a/1\n[来宾] http://a/2',
  );
  expect(told(links.slice(0, 1))).toBe('您好：\nhttp://a/1');
});

test('what is in braces and no field is told, each once', () => {
  expect(unknownFields('{name} {nmae} {姓名} {nmae} {a\nb} {}')).toEqual(['nmae', '姓名']);
  expect(fieldsOf('{link} {name} {x} {link}')).toEqual(['link', 'name']);
});

test.each([' ', '.', '(', '{', '，', '{name', '( ', 'a, '])(
  'a text of nothing but %j takes no longer than another',
  (piece) => {
    const long = `{name}${piece.repeat(200_000 / piece.length)}x`;
    expect(fillText(long, { name: 'Li' }).text.startsWith('Li')).toBe(true);
  },
);
