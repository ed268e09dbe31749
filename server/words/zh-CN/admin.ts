import type { Role } from '#contract/operation.ts';
import type { ProjectKind } from '#contract/projects.ts';

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
    claimCodeHelp: '在盒子的控制台或日志里，形如 K7QF-3MZP，每次启动都会换。',
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
  now: {
    title: '现在',
    signedInAs: (name: string, role: string) => `${name}，${role}`,
    signOut: '退出登录',
    projects: '项目',
    photos: (count: number) => `${count.toLocaleString('zh-CN')} 张照片`,
    galleries: (count: number) => `${count.toLocaleString('zh-CN')} 个图库`,
    archived: '已归档',
    ends: (day: string) => `${day}到期`,
    ended: (day: string) => `${day}已到期`,
    comma: '，',
    places: '页面',
    empty: '还没有项目',
    emptyHelp: '一栋楼、一场活动或一次产品发布就是一个项目，照片和图库都放在里面。用接口 POST /api/projects 建第一个。',
  },
};
