import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { words } from '#words/index.ts';
import { sendMail } from '../../box/mail/send.ts';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { exported } from './folder.ts';
import { dashed } from './make.ts';
import { firstDay, updateFiles, waitingFiles } from './table.ts';

/** Attachments of one mail, all together: what most servers take, with what base64 adds to it. */
const mostBytes = 15 * 1024 * 1024;
/** What could not be mailed for so long is mailed no more. */
const lapseMs = 24 * 3_600_000;
const minute = 60_000;
const pauses = [1, 5, 15, 60].map((minutes) => minutes * minute);

type Waiting = Awaited<ReturnType<typeof waitingFiles>>[number];

/** Mails what waits for it. */
export interface Post {
  /** Mails what is due, unless the evening it is of is still being made (`making`: ids of projects). */
  round(making: ReadonlySet<string>): Promise<void>;
}

/** Opens it. What could not be sent is tried again after longer and longer. */
export function openPost(kit: Kit): Post {
  const pausing = new Map<string, { readonly failures: number; readonly until: number }>();

  const mail = async (key: string, rows: readonly Waiting[]) => {
    const [first] = rows;
    if (!first) return;
    const ids = rows.map(({ id }) => id);
    const to = JSON.parse(first.mail_to ?? '[]') as string[];
    // The plan is gone, or mails no more.
    if (to.length === 0) return kit.db.write((writer) => updateFiles(writer, ids, { state: 'made', failure: null }));
    const { message, left } = await messageOf(kit, first, rows);
    const sent = await sendMail(kit, { to, ...message });
    const now = kit.clock.now();
    if (sent.ok) {
      pausing.delete(key);
      const gone = rows.filter((row) => !left.includes(row)).map(({ id }) => id);
      return kit.db.write(async (writer) => {
        await updateFiles(writer, gone, { state: 'mailed', failure: null, mailed_at: now });
        await updateFiles(
          writer,
          left.map(({ id }) => id),
          { state: 'made', failure: null },
        );
      });
    }
    const failures = (pausing.get(key)?.failures ?? 0) + 1;
    const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
    pausing.set(key, { failures, until: kit.clock.monotonic() + pause });
    const over = kit.clock.trusted() && now - first.made_at > lapseMs;
    if (over) pausing.delete(key);
    kit.log.warn({ projectId: first.project_id, failure: sent.failure, over }, 'a report could not be mailed');
    await kit.db.write((writer) =>
      updateFiles(writer, ids, { failure: sent.failure, state: over ? 'failed' : 'waiting' }),
    );
  };

  return {
    round: async (making) => {
      const evenings = Map.groupBy(await waitingFiles(kit.db.read), (row) => `${row.project_id} ${row.day}`);
      for (const [key, rows] of evenings) {
        const waits = (pausing.get(key)?.until ?? 0) > kit.clock.monotonic();
        if (!waits && !rows.some((row) => making.has(row.project_id))) await mail(key, rows);
      }
    },
  };
}

/** The mail of one evening: the small files first, as long as there is room; the rest is named. */
async function messageOf(kit: Kit, { project_id, title, day, locale }: Waiting, rows: readonly Waiting[]) {
  const say = words(locale ?? readSettings(kit).locale).reportPlan;
  const left: Waiting[] = [];
  const attachments: { filename: string; content: Buffer }[] = [];
  let summary = '';
  let bytes = 0;
  for (const row of rows.toSorted((a, b) => a.bytes - b.bytes)) {
    const content =
      bytes + row.bytes > mostBytes ? undefined : await readFile(exported(kit, row.name)).catch(() => undefined);
    if (!content) {
      left.push(row);
      continue;
    }
    bytes += content.length;
    attachments.push({ filename: basename(row.name), content });
    if (row.form === 'txt')
      summary = content
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trim();
  }
  const first = await firstDay(kit.db.read, project_id);
  const from = first === undefined ? day : dashed(first);
  const names = left.map(({ name }) => basename(name));
  const parts = [
    say.mail.text(title, from < day ? from : day, day),
    summary,
    names.length > 0 ? say.mail.left(names) : '',
  ];
  const text = `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  return { message: { subject: say.mail.subject(title, day), text, attachments }, left };
}
