import type { Locale } from '#contract/common.ts';
import type { MessageText, Purpose, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';

type Both<T> = Record<Locale, T>;
interface Draft {
  readonly purpose: Purpose;
  readonly names: Both<string>;
  readonly zh: readonly [subject: string, ...lines: string[]];
  readonly en: readonly [subject: string, ...lines: string[]];
}

const zh = {
  hello: '{name}{honorific}，您好！',
  end: ['', '{sender}', '{organiser}'],
  link: ['{link}', '', '密码：{password}'],
  each: '【{audience}】{link} （密码：{password}） （有效期到 {expires}）',
  contents: '内容：{contents}',
  terms: '有效期到 {expires}，还可以打开 {opens}。',
  until: '有效期到 {expires}。',
};
const en = {
  hello: 'Dear {honorific} {name},',
  end: ['', 'With kind regards', '{sender}', '{organiser}'],
  link: ['{link}', '', 'Password: {password}'],
  each: '[{audience}] {link} (password: {password}) (open until {expires})',
  contents: 'Inside: {contents}',
  terms: 'It is open until {expires}. It can still be opened {opens}.',
  until: 'It is open until {expires}.',
};

/** What all kinds of projects say alike; `of` is what the photos are of. */
function common(of: Both<string>, thanks: Both<string>): Draft[] {
  return [
    {
      purpose: 'download',
      names: { 'zh-CN': '可以保存了', en: 'Saving is on' },
      zh: [
        '照片可以保存了：{gallery}',
        zh.hello,
        '',
        `${of['zh-CN']}现在可以保存到手机了。链接还是原来的，打开后按页面上的提示保存就好：`,
        ...zh.link,
        zh.terms,
        ...zh.end,
      ],
      en: [
        'You can save the photos now: {gallery}',
        en.hello,
        '',
        `You can now save ${of.en} to your phone. The link is the same as before, and its page shows how:`,
        ...en.link,
        en.terms,
        ...en.end,
      ],
    },
    {
      purpose: 'reminder',
      names: { 'zh-CN': '提醒打开', en: 'Reminder' },
      zh: [
        '给您留的照片：{gallery}',
        zh.hello,
        '',
        `之前发给您的${of['zh-CN']}，不知道您看到了没有。点开这个链接就能看，不用装任何软件：`,
        ...zh.link,
        zh.until,
        '',
        '要是打不开，告诉我一声就好。',
        ...zh.end,
      ],
      en: [
        'Your photos are waiting: {gallery}',
        en.hello,
        '',
        `We sent you ${of.en} a little while ago. In case you missed them, this link opens them, and there is nothing to install:`,
        ...en.link,
        en.until,
        '',
        'If it does not open, please let us know.',
        ...en.end,
      ],
    },
    {
      purpose: 'expiring',
      names: { 'zh-CN': '到期之前', en: 'Before it closes' },
      zh: [
        '照片快要收起了：{gallery}',
        zh.hello,
        '',
        `${of['zh-CN']}有效期到 {expires}，还有 {days} 天。`,
        '喜欢的话，请记得再打开看看：',
        ...zh.link,
        '',
        '需要多留几天，跟我说一声。',
        ...zh.end,
      ],
      en: [
        'Your photos close soon: {gallery}',
        en.hello,
        '',
        `You can look at ${of.en} until {expires}.`,
        'Do come back for another look:',
        ...en.link,
        '',
        'If you need a few more days, just say so.',
        ...en.end,
      ],
    },
    {
      purpose: 'thanks',
      names: { 'zh-CN': '感谢', en: 'Thank you' },
      zh: ['谢谢您', zh.hello, '', thanks['zh-CN'], ...zh.link, zh.until, ...zh.end],
      en: ['Thank you', en.hello, '', thanks.en, ...en.link, en.until, ...en.end],
    },
  ];
}

const drafts: Record<ProjectKind, readonly Draft[]> = {
  estate: [
    {
      purpose: 'viewing',
      names: { 'zh-CN': '看房之后', en: 'After a viewing' },
      zh: [
        '您看过的照片：{gallery}',
        zh.hello,
        '',
        '谢谢您来看房。您看过的空间，照片都为您整理在这里，点开就能看：',
        ...zh.link,
        zh.contents,
        zh.terms,
        '',
        '想再看哪一处，或者想了解什么，随时告诉我。',
        ...zh.end,
      ],
      en: [
        'Photos from your viewing: {gallery}',
        en.hello,
        '',
        'Thank you for coming to see the place. The photos of what you saw are here:',
        ...en.link,
        en.contents,
        en.terms,
        '',
        'If you would like to see anything again, or have a question, please write to me at any time.',
        ...en.end,
      ],
    },
    ...common(
      { 'zh-CN': '看房照片', en: 'the photos of your viewing' },
      {
        'zh-CN': '谢谢您的信任。照片为您留在这里，方便的时候再看看：',
        en: 'Thank you for your trust. Your photos are here whenever you have a moment:',
      },
    ),
  ],
  event: [
    {
      purpose: 'after',
      names: { 'zh-CN': '活动之后', en: 'After the event' },
      zh: [
        '现场照片整理好了',
        zh.hello,
        '',
        '感谢您来到现场。照片已经整理好，点开链接就能看：',
        zh.each,
        '',
        zh.contents,
        '',
        '期待下次再见！',
        ...zh.end,
      ],
      en: [
        'The photos of the event are here',
        en.hello,
        '',
        'Thank you for being with us. The photos are ready, and the link opens them:',
        en.each,
        '',
        en.contents,
        '',
        'We look forward to seeing you again.',
        ...en.end,
      ],
    },
    ...common(
      { 'zh-CN': '活动照片', en: 'the photos of the event' },
      {
        'zh-CN': '谢谢您的参与和支持，这次活动因为有您而不同。现场的照片都在这里，欢迎回看：',
        en: 'Thank you for taking part: it would not have been the same without you. The photos are all here:',
      },
    ),
  ],
  product: [
    {
      purpose: 'launch',
      names: { 'zh-CN': '新品发布', en: 'Launch' },
      zh: [
        '新品照片已经备好',
        '{company} {name}{honorific}，您好！',
        '',
        '新品照片已经备好，请打开对应的链接：',
        zh.each,
        '',
        zh.contents,
        '',
        '需要其他尺寸或更多素材，请随时联系我们。',
        ...zh.end,
      ],
      en: [
        'The photos of the new products are ready',
        en.hello,
        '',
        'The photos of the new products are ready. Please open the link that is meant for you:',
        en.each,
        '',
        en.contents,
        '',
        'If you need other sizes or more material, please get in touch.',
        ...en.end,
      ],
    },
    ...common(
      { 'zh-CN': '产品照片', en: 'the product photos' },
      {
        'zh-CN': '谢谢您对新品的支持。产品照片都在这里，供您取用：',
        en: 'Thank you for your support. The product photos are all here for you:',
      },
    ),
  ],
};

const wording = ([subject, ...lines]: Draft['zh']): Wording => ({ subject, body: lines.join('\n') });

/** The texts that come with every box, in the order in which they are told. */
export const shippedTexts: readonly MessageText[] = (Object.keys(drafts) as ProjectKind[]).flatMap((kind) =>
  drafts[kind].map((draft) => ({
    id: `${kind}.${draft.purpose}`,
    kind,
    purpose: draft.purpose,
    names: draft.names,
    texts: { 'zh-CN': wording(draft.zh), en: wording(draft.en) },
    own: false,
    changed: false,
  })),
);
