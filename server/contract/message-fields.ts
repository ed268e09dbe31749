/** What the texts to send may name, as `{name}`. */
export const messageFields = [
  'name',
  'honorific',
  'company',
  'gallery',
  'contents',
  'count',
  'link',
  'password',
  'expires',
  'days',
  'opens',
  'date',
  'organiser',
  'sender',
  'audience',
] as const;
export type MessageField = (typeof messageFields)[number];

/** As people read them. `''`: known to be nothing, so it is left out and not told of as missing. */
export type FieldValues = Partial<Record<MessageField, string>>;

export interface Filled {
  readonly text: string;
  /** Fields of the text that have no value, each once, as they come. */
  readonly missing: MessageField[];
}

const known = new Set<string>(messageFields);
const written = /\{([^{}\n]{1,40})\}/g;
/** They go along with a name: without a value only they are left out, where their clause tells of something else too. */
const alongside = new Set<string>(['honorific', 'company']);

/** What a text has in braces and is no field, each once. */
export function unknownFields(text: string): string[] {
  return [...new Set([...text.matchAll(written)].map(([, name = '']) => name).filter((name) => !known.has(name)))];
}

/** The fields that a text names, each once, as they come. */
export function fieldsOf(text: string): MessageField[] {
  const names = [...text.matchAll(written)].map(([, name = '']) => name);
  return [...new Set(names.filter((name): name is MessageField => known.has(name)))];
}

/**
 * A text with its fields filled in. What has no value goes, with what hangs on it:
 *
 * - within brackets: the brackets with all that is in them;
 * - else its clause, up to the next `，。；！？` or `, . ; ! ?`; the one before then ends as that one would have ended;
 * - a line of which nothing is left goes whole, and of two empty lines that then meet, one;
 * - `{honorific}` and `{company}` go alone where their clause has another field that has a value.
 *
 * What is in braces and is no field stays as it is, and so do braces within a value.
 */
export function fillText(text: string, values: FieldValues): Filled {
  return filled(text, (line) => [fillLine(line, values)], [values]);
}

/**
 * One text for several links: each line with a `{link}` is written once for each of them, with its values; the other
 * lines have the values that all of them share. Where a link stands alone on its line, what tells it from the others goes
 * before it.
 */
export function repeatLines(body: string, list: readonly FieldValues[]): Filled {
  const shared: FieldValues = {};
  for (const field of messageFields) {
    const value = list[0]?.[field];
    if (value !== undefined && list.every((one) => one[field] === value)) shared[field] = value;
  }
  const isEach = (line: string): boolean => fieldsOf(line).includes('link');
  const telling = (['gallery', 'audience', 'name'] as const).find(
    (field) => shared[field] === undefined && list.every((one) => one[field]),
  );
  const fill = (line: string): (string | null)[] => {
    if (!isEach(line)) return [fillLine(line, shared)];
    const alone = list.length > 1 && line.trim() === '{link}';
    return list.map((one) => fillLine(alone && telling ? `[{${telling}}] {link}` : line, one));
  };
  const { text } = filled(body, fill, []);
  const lines = body.split('\n');
  const missing = fieldsOf(body).filter((field) =>
    lines.some(
      (line) =>
        fieldsOf(line).includes(field) && (isEach(line) ? list : [shared]).some((one) => one[field] === undefined),
    ),
  );
  return { text, missing };
}

function filled(text: string, fill: (line: string) => (string | null)[], all: readonly FieldValues[]): Filled {
  const lines: string[] = [];
  let gone = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const of = fill(line).filter((one) => one !== null);
    if (of.length === 0) gone = true;
    else if (of.some((one) => one !== '')) {
      lines.push(...of);
      gone = false;
    } else if (!(gone && (lines.length === 0 || lines.at(-1) === ''))) lines.push('');
  }
  const missing = fieldsOf(text).filter((field) => all.some((values) => values[field] === undefined));
  return { text: lines.join('\n').trim(), missing };
}

/** `mark`: how it ends, with the space behind. */
interface Clause {
  readonly words: string;
  readonly mark: string;
}
const mark = /(?:[，。；！？]+|[,.;!?]{1,8}(?=[\s”’"'」』]|$))[”’"'」』]*\s*/uy;
const bracketed = /[（(【[][^（）()【】[\]]*[）)】\]]/gu;
const withSpaceBefore = new RegExp(`(?<!\\s)\\s*${bracketed.source}`, 'gu');
const endsSentence = /[。！？.!?]/u;

/** A line without what has no value; null where nothing of it is left. */
function fillLine(line: string, values: FieldValues): string | null {
  if (fieldsOf(line).length === 0) return line;
  const lacks = (name: string): boolean => known.has(name) && !values[name as MessageField];
  const bare = line.replace(withSpaceBefore, (group) => (fieldsOf(group).some(lacks) ? '' : group));
  const whole = /^\s/.test(line) ? bare : bare.trimStart();
  const kept: Clause[] = [];
  // The sentence has lost its first clause, so that the next one begins it.
  let headless = false;
  for (const clause of clausesOf(whole)) {
    const names = fieldsOf(clause.words);
    const alone = names.every(lacks);
    if (!names.some((name) => lacks(name) && (alone || !alongside.has(name)))) {
      kept.push(headless ? { ...clause, words: capital(clause.words) } : clause);
      headless = false;
      continue;
    }
    const before = kept.at(-1);
    const within = before !== undefined && !endsSentence.test(before.mark);
    const last = clause.mark === '' || endsSentence.test(clause.mark);
    if (within && last) kept[kept.length - 1] = { ...before, mark: clause.mark };
    headless = !(within || last);
  }
  const left = kept.map((clause) => `${withoutLacking(clause.words, lacks)}${clause.mark}`).join('');
  if (left.trim() === '') return null;
  const value = (name: string): string | undefined => values[name as MessageField];
  return left.replace(written, (braces, name: string) => (known.has(name) ? (value(name) ?? '') : braces)).trimEnd();
}

/** Also takes the space that stood between such a field and its neighbour. */
function withoutLacking(words: string, lacks: (name: string) => boolean): string {
  return words.replace(/( ?)\{([^{}\n]{1,40})\}( ?)/gu, (whole, before: string, name: string, after: string) => {
    if (!lacks(name)) return whole;
    return before && after;
  });
}

function clausesOf(line: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  // What is in brackets belongs to one clause, whatever marks it has.
  const skip = new Map([...line.matchAll(bracketed)].map((group) => [group.index, group.index + group[0].length]));
  for (let at = 0; at < line.length; ) {
    mark.lastIndex = at;
    const end = skip.get(at);
    const found = end === undefined ? mark.exec(line)?.[0] : undefined;
    if (found !== undefined) {
      clauses.push({ words: line.slice(from, at), mark: found });
      from = at + found.length;
    }
    at = end ?? at + (found?.length ?? 1);
  }
  if (from < line.length) clauses.push({ words: line.slice(from), mark: '' });
  return clauses;
}

function capital(words: string): string {
  return words.replace(/^(\s*)(\p{Ll})/u, (_, space: string, first: string) => `${space}${first.toUpperCase()}`);
}
