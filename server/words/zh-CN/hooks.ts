import type { HookFact, HookFailure, HookForm } from '#contract/hooks.ts';

interface Opened {
  readonly name: string;
  readonly who: string;
  readonly times: number;
  readonly opens: number;
}

const links = (name: string) => (name === '' ? '链接' : `「${name}」`);

/** Webhooks. */
export const hooks = {
  title: '群通知和 Webhook',
  way: '有人打开、下载、申请查看时，告诉工作群或您的系统',
  lead: '链接被打开、照片被下载、有人申请再看、链接快用完时，盒子会发到工作群的机器人，或您自己的系统。',
  add: '添加通知',
  empty: '还没有通知',
  emptyText: '在企业微信、钉钉或飞书的群里加一个机器人，把它的地址填到这里。',
  forms: { wecom: '企业微信群', dingtalk: '钉钉群', feishu: '飞书群', json: '自己的系统' } satisfies Record<
    HookForm,
    string
  > as Record<HookForm, string>,
  formHelp: {
    wecom: '在群设置里添加群机器人，复制它的 Webhook 地址。',
    dingtalk: '在群设置里添加自定义机器人，安全设置选“加签”，复制地址和密钥。',
    feishu: '在群设置里添加自定义机器人，可以打开“签名校验”，复制地址和密钥。',
    json: '每件事一条 JSON，用密钥签名。写法见说明文档 docs/webhooks.md。',
  } satisfies Record<HookForm, string> as Record<HookForm, string>,
  facts: { opened: '打开', downloaded: '下载', asked: '申请再看', exhausted_soon: '快用完' } satisfies Record<
    HookFact,
    string
  > as Record<HookFact, string>,
  factsLabel: '什么时候通知',
  factsWrong: '至少选一样。',
  form: '发到哪里',
  name: '名字',
  nameHelp: '例如 前台工作群。',
  url: '地址',
  urlHelp: '以 https:// 开头；自己网络里的系统也可以用 http://。',
  urlKept: '地址已存好，不再显示。空着就不变。',
  urlWrong: '要填 https:// 开头的完整地址；盒子自己的地址和公网的 http:// 地址都不行。',
  secret: '密钥',
  secretHelp: '机器人安全设置里“加签”的密钥。没有打开就空着。',
  secretOwnHelp: '空着就由盒子生成，只显示这一次。',
  secretKept: '密钥已存好，不再显示。空着就不变。',
  secretForget: '不用密钥',
  projects: '哪些项目',
  allProjects: '全部项目',
  someProjects: '只选几个',
  pickProjects: '请至少选一个项目。',
  noProjects: '还没有项目。',
  language: '消息的语言',
  languages: { 'zh-CN': '中文', en: '英文' },
  enabled: '开着',
  off: '已停用',
  change: '修改',
  changeTitle: (name: string) => `修改“${name}”`,
  changed: (name: string) => `“${name}”已保存`,
  added: (name: string) => `“${name}”已添加`,
  made: '已添加',
  once: '盒子用这个密钥给每条消息签名。请现在复制，以后不再显示。',
  copy: '复制密钥',
  copied: '密钥已复制',
  test: '试发',
  testing: '正在发',
  testOk: (name: string) => `“${name}”收到了测试消息`,
  testFailed: (name: string, why: string) => `“${name}”没有收到：${why}`,
  remove: '删除',
  removeAsk: (name: string) => `删除“${name}”吗？`,
  removeText: '还没发出的消息会一起删掉。',
  removed: (name: string) => `“${name}”已删除`,
  never: '还没有发过',
  lastOk: (when: string) => `${when} 发出`,
  lastFailed: (when: string) => `${when} 没有发出`,
  waiting: (count: number) => `${count} 条等着发`,
  failed: {
    address: '盒子不能向这个地址发。',
    host: '找不到这个名字，请检查地址，也看看盒子能不能上网。',
    unreachable: '对方没有应答。',
    timeout: '对方太久没有回应。',
    tls: '对方的证书不可信。',
    redirect: '对方要求转到别的地址。请直接填最后的地址。',
    status: '对方回答出错。',
    robot: '机器人没有收下。请检查密钥、关键词和 IP 限制。',
    answer: '对方不是这种群机器人，请检查选的类型。',
    key: '盒子的密钥换过了，请重新填地址和密钥。',
  } satisfies Record<HookFailure, string> as Record<HookFailure, string>,
  status: (status: number) => `HTTP ${status}`,
  said: (said: string) => `对方说：${said}`,
  /** What a message says. */
  say: {
    head: (box: string, project: string) => `【${box}】${project}`,
    test: '这是一条测试消息，通知可以发到这里。',
    opened: ({ name, who, times, opens }: Opened) =>
      times === 1
        ? `${who === '' ? '' : `${who} `}打开了${links(name)}，第 ${opens} 次`
        : `${links(name)}打开 ${times} 次，一共 ${opens} 次`,
    openedMany: (times: number) => `链接共打开 ${times} 次`,
    downloaded: ({ name, who, photos }: { name: string; who: string; photos: number }) =>
      `${who === '' ? '' : `${who} `}从${links(name)}下载了 ${photos} 张照片`,
    asked: ({ name, who, note, times }: { name: string; who: string; note: string; times: number }) =>
      `${who === '' ? '有客人' : who}申请再看${links(name)}${times > 1 ? `（${times} 次）` : ''}${note === '' ? '' : `：${note}`}`,
    soon: ({ name, left, minutes }: { name: string; left: number; minutes: number | null }) =>
      left === 0
        ? `${links(name)}的打开次数用完了`
        : `${links(name)}只剩 ${left} 次${minutes === null ? '' : `，照现在的速度大约 ${minutes} 分钟后用完`}`,
    more: (count: number) => `另有 ${count} 条`,
  },
};
