import type { ProjectKind } from '#contract/projects.ts';

/** What stands on a poster beside its code. */
interface PosterLine {
  readonly thanks: string;
  readonly title: string;
}

interface MessageLine {
  readonly text: string;
  readonly detail: string;
}

/** What screens say, ready to take; the first of each is what a new playlist begins with. */
export const playlists: {
  /** For posters. */
  readonly lines: Readonly<Record<ProjectKind, readonly PosterLine[]>>;
  readonly messages: Readonly<Record<ProjectKind, readonly MessageLine[]>>;
  /** Above photo walls. */
  readonly walls: Readonly<Record<ProjectKind, readonly string[]>>;
  /** Beside a code that works without the venue's Wi-Fi. */
  readonly mobile: string;
} = {
  lines: {
    event: [
      { thanks: '感谢参加', title: '扫码领取活动照片' },
      { thanks: '欢迎光临', title: '扫码看现场照片' },
      { thanks: '精彩还在继续', title: '扫码找到你的照片' },
      { thanks: '谢谢你来', title: '扫码带走今天的照片' },
      { thanks: '照片正在更新', title: '扫码先睹为快' },
      { thanks: '大合影在这里', title: '扫码保存合影' },
    ],
    estate: [
      { thanks: '欢迎品鉴', title: '扫码把户型带回家' },
      { thanks: '欢迎光临', title: '扫码看全部户型' },
      { thanks: '感谢到访', title: '扫码和家人一起看' },
      { thanks: '看中了哪一间', title: '扫码收好这套户型' },
      { thanks: '实景样板间', title: '扫码看实景照片' },
      { thanks: '慢慢看', title: '扫码带走这些照片' },
    ],
    product: [
      { thanks: '新品发布', title: '扫码领取高清产品图' },
      { thanks: '感谢到场', title: '扫码看全系新品' },
      { thanks: '欢迎体验', title: '扫码收藏新品图册' },
      { thanks: '细节值得细看', title: '扫码看大图' },
      { thanks: '喜欢就带走', title: '扫码领取产品照片' },
      { thanks: '现场上新', title: '扫码看最新照片' },
    ],
  },
  messages: {
    event: [
      { text: '欢迎光临', detail: '照片会陆续出现在大屏上' },
      { text: '请随意走走', detail: '摄影师在现场，照片几秒就到' },
      { text: '茶歇时间', detail: '稍后回来' },
      { text: '合影即将开始', detail: '请到舞台前集合' },
      { text: '感谢参加', detail: '路上注意安全' },
    ],
    estate: [
      { text: '欢迎品鉴', detail: '想看哪个户型，请告诉置业顾问' },
      { text: '欢迎回家', detail: '' },
      { text: '请移步样板间', detail: '置业顾问为您引路' },
      { text: '茶水已备好', detail: '请坐下慢慢看' },
      { text: '感谢到访', detail: '期待再见' },
    ],
    product: [
      { text: '新品发布', detail: '欢迎近距离体验' },
      { text: '发布会即将开始', detail: '请入座' },
      { text: '请上手体验', detail: '体验区在会场右侧' },
      { text: '高清产品图已就绪', detail: '扫码即可领取' },
      { text: '感谢到场', detail: '' },
    ],
  },
  walls: {
    event: ['活动现场', '刚刚的精彩', '今天的照片', '现场照片墙', '大家的笑脸'],
    estate: ['实景照片', '全部户型', '社区与园林', '样板间', '四季风景'],
    product: ['全系新品', '产品图集', '现场照片', '细节', '使用场景'],
  },
  mobile: '用 4G/5G 也能扫码看照片',
};
