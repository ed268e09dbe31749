import type { Role } from '#contract/operation.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Moment } from '../moments.ts';

const roles: Record<Role, string> = { owner: '主人', staff: '工作人员', presenter: '置业顾问', photographer: '摄影师' };
const kinds: Record<ProjectKind, string> = { estate: '楼盘', event: '活动', product: '产品' };

/** The staff's page. */
export const admin = {
  roles,
  kinds,
  /** The other language, named in itself, on the button that changes to it. */
  otherLanguage: 'English',
  languages: { 'zh-CN': '简体中文', en: 'English' },
  username: '用户名',
  password: '密码',
  showPassword: '显示密码',
  hidePassword: '隐藏密码',
  required: '这里要填。',
  retryIn: (seconds: number) =>
    seconds < 90 ? `请 ${seconds} 秒后再试。` : `请 ${Math.ceil(seconds / 60)} 分钟后再试。`,
  offline: '连不上盒子，请看一下网络再试。',
  retry: '再试一次',
  loading: '正在打开',
  setup: {
    title: '认领盒子',
    lead: '四项填好，盒子就是您的了。',
    claimCode: '认领码',
    claimCodeHelp: '在直接接着盒子的屏幕上，也在盒子的控制台和日志里。形如 K7QF-3MZP，每次启动都会换。',
    password: '主人的密码',
    passwordHelp: '至少 8 个字符。以后用 owner 和这个密码登录。',
    passwordShort: '至少要 8 个字符。',
    passwordLong: '最多 200 个字符。',
    boxName: '盒子的名字',
    boxNameHelp: '客人也会看到，例如会场或售楼处的名字。',
    language: '语言',
    submit: '认领盒子',
    busy: '正在认领',
  },
  signIn: {
    title: '登录',
    submit: '登录',
    busy: '正在登录',
    forgotten: '忘了密码？',
    forgottenHelp: '请主人在盒子的控制台运行 npm run reset-password。',
    ended: '登录已结束，请重新登录。',
  },
  /** For numbers. */
  tag: 'zh-CN',
  rail: '盒子和页面',
  pages: '页面',
  places: {
    now: '现在',
    projects: '项目',
    screens: '屏幕',
    box: '盒子',
    accounts: '账号',
    keys: '接口密钥',
    audit: '操作记录',
  },
  tabs: {
    library: '照片库',
    galleries: '图库',
    links: '链接',
    settings: '设置',
    trash: '回收站',
    archived: '已归档',
    sample: '示例',
  },
  signedInAs: (name: string, role: string) => `${name}，${role}`,
  account: '账号和语言',
  ownPassword: {
    title: '改密码',
    current: '现在的密码',
    next: '新密码',
    help: '至少 8 个字符。别的设备上要重新登录。',
    short: '至少要 8 个字符。',
    done: '密码改好了，别的设备要重新登录。',
  },
  signOut: '退出登录',
  boxFine: '盒子正常',
  boxLost: '连不上盒子',
  needs: (count: number) => `${count} 件事等您处理`,
  lost: '没有这个页面',
  toNow: '回到「现在」',
  undo: '撤销',
  close: '关闭',
  cancel: '不了',
  save: '保存',
  saved: '已保存',
  done: '好了',
  back: '返回',
  more: '更多',
  copy: '复制',
  copied: '已复制',
  remove: '删除',
  comma: '，',
  photos: (count: number) => `${count.toLocaleString('zh-CN')} 张照片`,
  galleries: (count: number) => `${count.toLocaleString('zh-CN')} 个图库`,
  links: (count: number) => `${count.toLocaleString('zh-CN')} 个链接`,
  /** An instant as people say it; the exact one is on hover. */
  at: ({ days, clock, month, day, year, thisYear }: Moment) =>
    days === 0
      ? `今天 ${clock}`
      : days === -1
        ? `昨天 ${clock}`
        : days === 1
          ? `明天 ${clock}`
          : `${thisYear ? '' : `${year} 年 `}${month} 月 ${day} 日 ${clock}`,
  onDay: ({ days, month, day, year, thisYear }: Moment) =>
    days === 0
      ? '今天'
      : days === -1
        ? '昨天'
        : days === 1
          ? '明天'
          : `${thisYear ? '' : `${year} 年 `}${month} 月 ${day} 日`,
  ago: (seconds: number) =>
    seconds < 10
      ? '刚刚'
      : seconds < 60
        ? `${Math.round(seconds)} 秒前`
        : seconds < 3600
          ? `${Math.round(seconds / 60)} 分钟前`
          : `${Math.round(seconds / 3600)} 小时前`,
};
