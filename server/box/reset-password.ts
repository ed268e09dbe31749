import { randomInt } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { NewPassword } from '#contract/box.ts';
import type { Config } from '../config.ts';
import { hashPassword } from './passwords.ts';
import { resetOutcome, writeResetRequest } from './reset-request.ts';

/** Where the command reads and speaks; a test brings its own. */
export interface Console {
  readonly input: NodeJS.ReadStream | (NodeJS.ReadableStream & { isTTY?: boolean });
  readonly output: NodeJS.WritableStream;
  /** How long to wait for a running box. */
  readonly patienceMs: number;
}

const usage =
  'reset-password [--generate]: sets a new password of the box’s owner. Without --generate it asks for one, or reads it from standard input.';
const outcomes = {
  applied: [0, 'Done: the owner’s password is the new one, and all the owner’s sessions have ended.'],
  waiting: [0, 'The box is not running. The new password will hold as soon as it starts.'],
  refused: [
    1,
    'Nothing was changed: the box has no owner yet. Open its admin page and claim it with the code on its console.',
  ],
} as const;

/**
 * The console command `reset-password`, whether the box runs or not; gives the exit code (0 done or waiting for the next
 * start, 1 not possible, 2 wrong use). `argv` is what follows the command's name.
 */
export async function resetPassword(
  config: Pick<Config, 'data'>,
  argv: readonly string[],
  { input, output, patienceMs }: Console = { input: process.stdin, output: process.stdout, patienceMs: 5000 },
): Promise<number> {
  const say = (line: string) => output.write(`${line}\n`);
  const generate = argv.length === 1 && argv[0] === '--generate';
  if (argv.length > 0 && !generate) {
    say(usage);
    return 2;
  }
  // In the wrong folder it would wait for ever.
  if (!(await stat(join(config.data, 'secret.key')).catch(() => undefined))) {
    say(`There is no box in ${config.data}. Is MAIIMG_DATA set as it is for the box?`);
    return 1;
  }

  const password = generate ? drawPassword() : input.isTTY ? await askTwice(input, output) : await firstLine(input);
  if (password === undefined) {
    say('Nothing was changed: the same password has to be given twice.');
    return 1;
  }
  if (!NewPassword.safeParse(password).success) {
    say('Nothing was changed: a password has 8 to 200 characters.');
    return 1;
  }

  await writeResetRequest(config.data, await hashPassword(password));
  let outcome = await resetOutcome(config.data);
  for (let waited = 0; outcome === 'waiting' && waited < patienceMs; waited += 100) {
    await sleep(100);
    outcome = await resetOutcome(config.data);
  }
  const [code, sentence] = outcomes[outcome];
  if (generate && code === 0) say(`New password: ${password}`);
  say(sentence);
  return code;
}

/** Four groups of five, 98 bits, without what looks alike. */
function drawPassword(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** Asks without showing what is typed; nothing where the two differ, or after Ctrl-C or Ctrl-D. */
async function askTwice(input: Console['input'], output: NodeJS.WritableStream): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true });
  const typed = lines[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    output.write(question);
    const { value, done } = await typed.next();
    output.write('\n');
    return done ? undefined : value;
  };
  try {
    const first = await ask('New password of the owner: ');
    return first !== undefined && first === (await ask('The same again: ')) ? first : undefined;
  } finally {
    lines.close();
  }
}

async function firstLine(input: Console['input']): Promise<string> {
  let read = '';
  for await (const chunk of input) {
    read += String(chunk);
    if (read.includes('\n') || read.length > 1000) break;
  }
  return read.split(/\r?\n/)[0] as string;
}
