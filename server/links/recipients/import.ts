import type { Locale } from '#contract/common.ts';
import { type Import, type ImportedRow, NewRecipient } from '#contract/recipients.ts';
import { refusedWords } from '#words/refused.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { refusedFields } from '../../http/field-reasons.ts';
import type { Kit } from '../../kit.ts';
import { openProject } from '../../projects/project.ts';
import { invalid, Refusal, type RefusedField, refusedField } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import { makerOf } from '../mine.ts';
import { columnsOf, headings, valuesOf } from './columns.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import { newRow } from './recipients.ts';
import { type FilledRow, fillRecipients, insertRecipients, type RecipientRow, recipientsLike } from './table.ts';
import { distinctTags, sameness, searchText } from './words.ts';

/** A file takes a name, a phone number and a company for each row. */
export const importLimits = { bytes: 1_000_000, rows: 5000, columns: 100 } as const;

/** A row of the file: somebody, or why it cannot be taken. */
type ReadRow = { readonly row: number } & (
  | { readonly input: NewRecipient; readonly same: string; readonly refused?: undefined }
  | { readonly name: string; readonly refused: RefusedField; readonly input?: undefined; readonly same?: undefined }
);

interface ReadFile {
  readonly rows: readonly ReadRow[];
  readonly columns: Import['columns'];
  readonly encoding: string;
}

/**
 * Adds recipients from a CSV, all of it or nothing, in one write. `preview` only tells what would become of each row.
 * Throws `file_empty`, `invalid_input` for what cannot be read as a whole, `project_archived`, and `import_refused`, which
 * tells of each row, where one cannot be taken and `skipRefused` does not say to leave it out.
 */
export async function importRecipients(
  kit: Kit,
  actor: Actor,
  projectId: string,
  bytes: Uint8Array,
  how: { readonly preview: boolean; readonly skipRefused: boolean; readonly locale: Locale },
): Promise<Import> {
  await openProject(kit.db.read, projectId);
  const file = readFile(bytes);
  const which = { projectId, maker: makerOf(actor) };
  const texts = file.rows.flatMap(({ same }) => same ?? []);
  // What takes time is done before others have to wait for the write.
  const fresh = file.rows.map(({ input }) => input && newRow(kit, actor, projectId, input));
  const planned = async (db: Reader) => planOf(file.rows, fresh, await recipientsLike(db, which, texts));

  const spoilt = !how.skipRefused && file.rows.some(({ refused }) => refused);
  if (how.preview || spoilt) {
    const told = tell(file, await planned(kit.db.read), how.locale, false);
    if (how.preview) return told;
    throw new Refusal('import_refused', 'some rows cannot be taken; each says why', told);
  }
  const plan = await kit.db.write(async (writer) => {
    await openProject(writer, projectId);
    const plan = await planned(writer);
    const { added, filled } = changesOf(plan, kit.clock.now());
    await insertRecipients(writer, added);
    await fillRecipients(writer, filled);
    if (added.length + filled.length > 0)
      await audit(writer, kit, actor, 'recipients.import', projectId, countsOf(plan));
    return plan;
  });
  const told = tell(file, plan, how.locale, true);
  if (told.added + told.merged > 0) kit.changes.emit('recipient.changed', { recipientId: null, projectId });
  return told;
}

function readFile(bytes: Uint8Array): ReadFile {
  if (bytes.length === 0) throw new Refusal('file_empty', 'the file is empty');
  const { text, encoding } = decodeText(bytes);
  const [first, ...rows] = readCsv(text, importLimits.rows);
  if (first && first.cells.length > importLimits.columns)
    throw invalid('file', (say) => say.columns(importLimits.columns));
  const columns = columnsOf(first?.cells ?? []);
  if (!columns.some(({ field }) => field === 'name')) {
    throw invalid('file', (say) => say.noNames(headings.name.slice(0, 3)));
  }
  return {
    rows: rows.map(({ row, cells }): ReadRow => {
      const values = valuesOf(columns, cells);
      const { name } = values;
      if (cells.slice(columns.length).some((cell) => cell !== '')) {
        return { row, name, refused: refusedField('', (say) => say.cells) };
      }
      const read = NewRecipient.safeParse(values);
      if (read.success) {
        const { data: input } = read;
        const { company = '', contact = '' } = input;
        return {
          row,
          input: { ...input, tags: distinctTags(values.tags) },
          same: sameness({ name: input.name, company, contact }),
        };
      }
      const [refused] = refusedFields(read.error) as [RefusedField];
      return { row, name, refused: { ...refused, field: refused.field.replace(/\..*$/, '') } };
    }),
    // A cell without a heading and without anything below it is none.
    columns: columns.filter(({ heading }) => heading !== ''),
    encoding,
  };
}

/** Somebody who is there, or is going to be. */
interface Entry {
  row: RecipientRow;
  readonly isNew: boolean;
  filled: boolean;
}
type Planned = { readonly verdict: ImportedRow['verdict']; readonly entry: Entry | undefined };

/** What becomes of each row: the same person is not added twice, and only what an entry lacks is filled in. */
function planOf(
  rows: readonly ReadRow[],
  fresh: readonly (RecipientRow | undefined)[],
  there: readonly (RecipientRow & { readonly same: string })[],
): Planned[] {
  const known = new Map<string, Entry>();
  for (const { same, ...row } of there) {
    if (!known.has(same)) known.set(same, { row, isNew: false, filled: false });
  }
  const planned = rows.map(({ input, same }, at): Planned => {
    const row = fresh[at];
    if (!input || !row) return { verdict: 'refused', entry: undefined };
    const entry = known.get(same);
    if (!entry) {
      const added = { row, isNew: true, filled: false };
      known.set(same, added);
      return { verdict: 'added', entry: added };
    }
    const filled = filledRow(entry.row, input);
    if (!filled) return { verdict: 'unchanged', entry };
    Object.assign(entry, { row: filled, filled: true });
    return { verdict: 'merged', entry };
  });
  // The newest is shown first: so the file's first row is the newest.
  const added = [...known.values()].filter(({ isNew }) => isNew);
  const ids = added.map(({ row }) => row.id).toReversed();
  for (const [at, entry] of added.entries()) entry.row = { ...entry.row, id: ids[at] as string };
  return planned;
}

const mostTags = 20;

/** A row with what it lacks; undefined where the input has nothing of that. */
function filledRow(
  row: RecipientRow,
  { honorific = '', note = '', tags = [] }: NewRecipient,
): RecipientRow | undefined {
  const before = JSON.parse(row.tags) as string[];
  const all = distinctTags([...before, ...tags]).slice(0, Math.max(before.length, mostTags));
  const next = { ...row, honorific: row.honorific || honorific, note: row.note || note };
  const same = next.honorific === row.honorific && next.note === row.note && all.length === before.length;
  return same ? undefined : { ...next, tags: JSON.stringify(all), search: searchText({ ...row, tags: all }) };
}

function changesOf(plan: readonly Planned[], now: number): { added: RecipientRow[]; filled: FilledRow[] } {
  const entries = [...new Set(plan.flatMap(({ entry }) => entry ?? []))];
  return {
    added: entries.filter(({ isNew }) => isNew).map(({ row }) => row),
    filled: entries
      .filter(({ isNew, filled }) => filled && !isNew)
      .map(({ row: { id, honorific, tags, note, search } }) => ({
        id,
        honorific,
        tags,
        note,
        search,
        updated_at: now,
      })),
  };
}

function countsOf(plan: readonly Planned[]): Record<ImportedRow['verdict'], number> {
  const counts = { added: 0, merged: 0, unchanged: 0, refused: 0 };
  for (const { verdict } of plan) counts[verdict] += 1;
  return counts;
}

function tell({ rows, columns, encoding }: ReadFile, plan: readonly Planned[], locale: Locale, done: boolean): Import {
  const said = refusedWords(locale);
  return {
    done,
    rows: rows.map((read, at): ImportedRow => {
      const { verdict, entry } = plan[at] as Planned;
      const { row, refused } = read;
      return {
        row,
        verdict,
        name: refused ? read.name : read.input.name,
        // Of somebody who is not there yet there is none.
        recipientId: entry && (done || !entry.isNew) ? entry.row.id : null,
        field: refused ? refused.field || null : null,
        code: refused ? 'invalid_input' : null,
        detail: refused ? (refused.why?.(said) ?? said.wrong) : null,
      };
    }),
    ...countsOf(plan),
    columns,
    encoding,
  };
}
