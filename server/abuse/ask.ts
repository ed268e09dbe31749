import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

/** How a request is lost: torn so many ms after it was sent, or when its answer begins, which is then never read. */
export type Tear = number | 'answered';

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With it the request is a POST; fields of a form, or an object for JSON. */
  readonly body?: URLSearchParams | Readonly<Record<string, unknown>>;
  readonly agent?: Agent | false;
  readonly tear?: Tear | undefined;
  /** No more of the answer than its head is waited for: of one that has no end. */
  readonly headOnly?: boolean;
}

/** What came back; instants in UTC ms. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** When it was sent, and when the answer's head came. */
  readonly sentAt: number;
  readonly headAt: number;
}

/** Asks once, as a browser's connection does; undefined where no whole answer came. Never rejects. */
export function ask(url: string, path: string, asking: Asking = {}): Promise<Answer | undefined> {
  const { method, headers = {}, body, agent, tear, headOnly } = asking;
  const form = body instanceof URLSearchParams;
  const text = body === undefined ? undefined : form ? body.toString() : JSON.stringify(body);
  const typed =
    text === undefined
      ? {}
      : {
          'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
          'content-length': String(Buffer.byteLength(text)),
        };
  return new Promise((resolve) => {
    const sentAt = Date.now();
    let reading = false;
    const options = {
      method: method ?? (text === undefined ? 'GET' : 'POST'),
      headers: { ...typed, ...headers },
      ...(agent !== undefined && { agent }),
    };
    const asked = request(new URL(path, url), options, (answer) => {
      const headAt = Date.now();
      if (tear === 'answered') return void asked.destroy();
      reading = true;
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', () => {});
      answer.once('close', () => {
        resolve(answer.complete ? { ...told, text: Buffer.concat(chunks).toString('latin1') } : undefined);
      });
      const told = { status: answer.statusCode ?? 0, headers: answer.headers, sentAt, headAt };
      if (!headOnly) return;
      resolve({ ...told, text: '' });
      asked.destroy();
    });
    asked.once('error', () => resolve(undefined));
    // Also where it was torn by us before anything came; the end of an answer is told by itself.
    asked.once('close', () => reading || resolve(undefined));
    asked.end(text);
    if (typeof tear === 'number') setTimeout(() => asked.destroy(), tear);
  });
}

/** The value of a cookie that an answer sets. */
export function cookieOf({ headers }: Answer, name: string): string | undefined {
  return headers['set-cookie']?.map((line) => new RegExp(`^${name}=([^;]*)`).exec(line)?.[1]).find(Boolean);
}
