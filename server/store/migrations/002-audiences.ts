import { sql } from 'kysely';
import type { Writer } from '../database.ts';

type Preset = [
  id: string,
  zh: string,
  en: string,
  opens: number | null,
  download: string,
  days: number | null,
  more?: { refresh?: number; withProject?: true; password?: true },
];

const presets: readonly Preset[] = [
  ['estate.hq', '总部', 'Head office', 100, 'off', null, { refresh: 14 }],
  ['estate.agent', '置业顾问', 'Sales agent', 200, 'original', 30],
  ['estate.client', '客户', 'Client', 20, 'off', 7],
  ['estate.channel', '渠道', 'Channel partner', 150, 'original', null, { withProject: true }],
  ['product.marketing', '市场部', 'Marketing', 100, 'off', 14],
  ['product.sales', '销售', 'Sales', 50, 'original', 30],
  ['product.partner', '合作伙伴', 'Partner', 200, 'original', 60],
  ['product.media', '媒体', 'Media', 30, 'original', 7],
  ['product.preview', '预览', 'Preview', 10, 'off', 3],
  ['product.launch', '发布会', 'Launch', 100, 'off', 30],
  ['event.attendee', '参会者', 'Attendee', 100, 'off', 30],
  ['event.media', '媒体', 'Media', 50, 'original', 7],
  ['event.sponsor', '赞助商', 'Sponsor', 80, 'original', 14],
  ['event.internal', '内部团队', 'Internal team', null, 'original', null, { password: true }],
];

/** Which there are on every box. */
export const shippedAudiences: ReadonlySet<string> = new Set(presets.map(([id]) => id));

/** The audiences as shipped. From here on they are data: the owner edits them and adds others. */
export async function up(writer: Writer): Promise<void> {
  for (const [position, [id, zh, en, opens, download, days, more = {}]] of presets.entries()) {
    await sql`INSERT INTO audiences (id, kind, name_zh, name_en, max_opens, download, expires_in_days, expires_with_project, refresh_days, password_asked, position)
      VALUES (${id}, ${id.split('.')[0]}, ${zh}, ${en}, ${opens}, ${download}, ${days}, ${more.withProject ? 1 : 0}, ${more.refresh ?? null}, ${more.password ? 1 : 0}, ${position})`.execute(
      writer,
    );
  }
}
