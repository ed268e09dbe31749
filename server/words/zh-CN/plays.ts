/** What a screen showed, and for how long; and a screen that does not do its work. */
export const plays = {
  title: '播放记录',
  /** Which days. */
  today: '今天',
  week: '近 7 天',
  days: '哪几天的记录',
  /** `span`: a length of time. */
  shown: (span: string) => `共播放 ${span}`,
  offline: (span: string) => `，其中 ${span}没有连着盒子`,
  none: '这几天还没有播放记录',
  noneToday: '今天还没有播放记录',
  /** Photos by their time on the screen, the longest first. */
  photos: '看得最久的照片',
  photo: (span: string, times: number) => `${span}，${times.toLocaleString('zh-CN')} 次`,
  /** On the page "Now". */
  stuck: {
    silent: (name: string) => `${name}连着，但没有回应`,
    stuck: (name: string) => `${name}的画面不动了`,
  },
  stuckHelp: '重新载入多半就好，照片都在屏上存着。没有用的话，把它的电源关掉再开。',
  reload: '重新载入',
  reloaded: (name: string) => `已让${name}重新载入`,
};
