import { RefusalCode } from '#contract/problems.ts';
import { makePhoto } from '../testing/photos.ts';
import type { Ground, Outcome } from './ground.ts';
import { type Malformed, malformedBodies } from './multipart-corpus.ts';
import { each, type Heard, percentile, say, tally } from './raw.ts';

/** Sends every malformed body to the upload of staff, and to the guests' door, which takes none; `every` leaves some of the latter away. */
export async function abuseMultipart(ground: Ground, { every = 1 } = {}): Promise<Outcome> {
  const { box, cookie, projectId, token, canary } = ground;
  const bodies = malformedBodies(await makePhoto({ width: 32, height: 24, seed: 7 }), canary);
  const before = ground.held();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const times: number[] = [];

  // A person's four uploads at a time.
  await each(bodies, 4, async (one) => {
    const { last } = one;
    // Megabytes of parts take a machine that is busy with other tests its time.
    const manner = one.body.length > 1e6 && last === undefined ? { ...one, patienceMs: 30_000 } : one;
    const ask = () =>
      say(box.localUrl, request(`/api/projects/${projectId}/photos`, one, `Cookie: ${cookie}\r\n`), manner);
    let heard = await ask();
    // An answer that comes before the body's end may be lost with what is still on its way: once, and not again.
    if (heard.status === 0 && manner !== one) heard = await ask();
    statuses.set(heard.status, (statuses.get(heard.status) ?? 0) + 1);
    if (last === undefined) times.push(heard.ms);
    const fault = judge(one, heard);
    if (fault !== undefined) faults.push(`${one.name}: ${fault} ${heard.text.slice(0, 200)}`);
  });
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()));

  // Whoever promises more than there is keeps nobody else from bringing theirs.
  const boast = {
    name: 'boast',
    contentType: 'multipart/form-data; boundary=x',
    body: Buffer.from('--x'),
    length: '9007199254740991',
  };
  const held = say(box.localUrl, request(`/api/projects/${projectId}/photos`, boast, `Cookie: ${cookie}\r\n`), {
    patienceMs: 1500,
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  faults.push(...(await ground.goodUpload()));
  await held;

  // Nothing of a body is needed to be refused: there is none.
  const head = {
    name: 'head',
    contentType: 'multipart/form-data; boundary=x',
    body: Buffer.alloc(0),
    length: '100000',
  };
  const unread = [
    [box.localUrl, `/api/projects/${projectId}/photos`, 401],
    [box.localUrl, `/api/projects/${projectId}/logo`, 405],
    [box.guestUrl, `/api/projects/${projectId}/photos`, 404],
    [box.guestUrl, `/g/${token}/open`, 415],
    [box.guestUrl, `/g/${token}`, 404],
    [box.guestUrl, '/', 404],
  ] as const;
  for (const [url, path, status] of unread) {
    const heard = await say(url, request(path, head, ''));
    if (heard.status !== status)
      faults.push(`${path} without its body is answered ${heard.status} instead of ${status}`);
  }
  const some = bodies.filter((_, at) => at % every === 0);
  await each(some, 8, async (one) => {
    for (const path of [`/g/${token}/open`, `/api/projects/${projectId}/photos`]) {
      const heard = await say(box.guestUrl, request(path, one, ''), { ...one, afterMs: 20 });
      // Of one that is large the answer may be lost, when the rest is not read.
      const silent = heard.status === 0 && one.last === undefined && one.body.length < 100_000;
      if (heard.status === 201 || heard.status >= 500 || silent) {
        faults.push(`guest door, ${path.slice(0, 4)}, ${one.name}: ${heard.status} ${heard.text.slice(0, 200)}`);
      }
    }
  });
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()), ...(await ground.strangers()));
  return {
    counts: {
      bodies: bodies.length,
      requests: bodies.length + some.length * 2 + unread.length,
      p99Ms: percentile(times, 0.99),
      answers: tally(statuses),
    },
    faults,
  };
}

function request(path: string, { contentType, body, length, headers = '' }: Malformed, more: string): Buffer {
  const told = length === '' ? '' : `Content-Length: ${length ?? body.length}\r\n`;
  const type = contentType === '' ? '' : `Content-Type: ${contentType}\r\n`;
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\n${more}${headers}${type}${told}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** What is wrong with an answer; undefined where nothing is. */
function judge({ last, lenient }: Malformed, { status, text }: Heard): string | undefined {
  if (last !== undefined && status === 0) return undefined;
  if (lenient && status === 201) return undefined;
  if (status < 400 || status > 499) return `no clear refusal, but ${status}`;
  // What is no HTTP at all is refused before anybody could say more.
  const said = /"code":"(\w+)"/.exec(text)?.[1];
  if (said === undefined && !/^HTTP\/1\.1 4\d\d [^\r]+\r\n(?:Date: [^\r]+\r\n)?Connection: close\r\n/i.test(text))
    return 'no reason is given:';
  return said === undefined || RefusalCode.safeParse(said).success ? undefined : `an unknown reason ${said}`;
}
