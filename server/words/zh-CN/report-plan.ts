import type { ReportFile, ReportForm } from '#contract/reports.ts';
import { mail } from './mail.ts';

/** Report files of every evening. */
export const reportPlan = {
  title: '每晚的报告',
  lead: '每天晚上，盒子把活动开始以来的报告存成文件，也可以寄给合作方。',
  on: '每晚生成报告',
  at: '几点',
  atWrong: '要填时间，例如 21:30。',
  forms: '哪些文件',
  formNames: {
    xlsx: 'Excel 表格',
    csv: 'CSV 数据',
    pdf: 'PDF 交付报告',
    txt: '文字小结',
    png: '长图',
  } satisfies Record<ReportForm, string> as Record<ReportForm, string>,
  formsWrong: '至少选一种文件。',
  language: '报告的语言',
  languages: { 'zh-CN': '中文', en: '英文' },
  mailTo: '寄到',
  mailToHelp: '邮箱地址，多个用逗号或换行分开，最多 20 个。空着就不寄。',
  mailToWrong: (address: string) => `“${address}”不是邮箱地址。`,
  mailToMany: '最多 20 个地址。',
  noMail: '盒子还没有邮件服务器，报告只存在盒子里。',
  setMail: '去填邮件服务器',
  askOwner: '要寄出去，请盒子的主人先填好邮件服务器。',
  until: '到哪天为止',
  untilHelp: '那天晚上是最后一次。空着就到项目结束；项目没有结束日期就一直生成。',
  save: '保存',
  start: '开始',
  stop: '不再生成',
  saved: (when: string) => `下一份报告 ${when} 生成`,
  savedOver: '已保存。最后一晚已经过了，不会再生成。',
  stopped: '不再生成报告，以前的还在',
  next: (when: string) => `下一份：${when}`,
  over: '最后一晚已经过了。',
  files: '已生成的报告',
  noFiles: '还没有生成过。',
  folder: '文件在盒子的 exports 文件夹里，保留 400 天。',
  states: { made: '已生成', waiting: '等着寄出', mailed: '已寄出', failed: '没有寄出' } satisfies Record<
    ReportFile['state'],
    string
  > as Record<ReportFile['state'], string>,
  notMade: '没有生成',
  failures: {
    ...mail.failed,
    disk_full: '盒子的磁盘满了。',
    fault: '盒子出了错，会再试。',
  } as Record<NonNullable<ReportFile['failure']>, string>,
  download: (name: string) => `下载 ${name}`,
  /** What the files and the folder are called. */
  file: (day: string) => `${day}-报告`,
  unnamed: '项目',
  mail: {
    subject: (project: string, day: string) => `${project}：${day} 的报告`,
    text: (project: string, from: string, day: string) =>
      `您好：\n\n附件是“${project}”的报告，从 ${from} 到 ${day}，由现场的盒子自动寄出。`,
    left: (names: readonly string[]) =>
      `这些文件太大，没有随信附上，请到盒子的 exports 文件夹取：${names.join('、')}。`,
  },
};
