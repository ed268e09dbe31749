import { oddities } from './multipart-oddities.ts';

/** One body that no honest client sends, or hardly one. */
export interface Malformed {
  readonly name: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** What the head says; the body's own length where it says nothing else. */
  readonly length?: string;
  readonly headers?: string;
  readonly last?: 'end' | 'tear';
  /** There is a whole photo in it, which a lenient reader may take: 201 or 422 are no fault. */
  readonly lenient?: true;
}

const crlf = '\r\n';
const plain = 'multipart/form-data; boundary=x';
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** More than 300 of them, made around one good photo; `canary` is part of every name that could become a path. */
export function malformedBodies(photo: Buffer, canary: string): Malformed[] {
  const file = (head: string, data = photo) =>
    Buffer.concat([bytes(`--x${crlf}${head}${crlf}${crlf}`), data, bytes(crlf)]);
  const end = bytes(`--x--${crlf}`);
  const named = (name: string) => `Content-Disposition: form-data; name="${name}"; filename="${canary}.jpg"`;
  const good = `${named('photos')}${crlf}Content-Type: image/jpeg`;
  const whole = Buffer.concat([file(good), end]);
  const one = (name: string, body: Buffer | string, more: Partial<Malformed> = {}): Malformed => ({
    name,
    contentType: plain,
    body: typeof body === 'string' ? bytes(body) : body,
    ...more,
  });
  const field = (name: string, value: string) =>
    bytes(`--x${crlf}Content-Disposition: form-data; name="${name}"${crlf}${crlf}${value}${crlf}`);
  const withFile = (...parts: Buffer[]) => Buffer.concat([...parts, file(good), end]);
  const lenient = { lenient: true } as const;
  const { types, names, dispositions, fileNames, transfer } = oddities(good, canary);

  const ofHeader = bytes(`--x${crlf}${good}${crlf}${crlf}`);

  return [
    ...types.map((contentType) => one(`type ${contentType.slice(0, 60)}`, whole, { contentType, ...lenient })),
    ...names.map((name) =>
      one(
        `file field ${name.slice(0, 40)}`,
        Buffer.concat([file(named(name)), end]),
        name === 'photo' || name === 'photos\0' ? lenient : {},
      ),
    ),
    ...names.map((name) => one(`field ${name.slice(0, 40)}`, withFile(field(name, 'v')), lenient)),
    ...dispositions.map((head) => one(`head ${head.slice(0, 90)}`, Buffer.concat([file(head), end]), lenient)),
    ...fileNames.map((name) =>
      one(
        `file name ${name.slice(0, 40)}`,
        Buffer.concat([file(`Content-Disposition: form-data; name="photos"; filename="${name}"`), end]),
        lenient,
      ),
    ),
    ...transfer.map((how) =>
      one(`transfer ${how}`, Buffer.concat([file(`${good}${crlf}Content-Transfer-Encoding: ${how}`), end]), lenient),
    ),
    // The body ends, or the line is torn, at each byte of a part's head.
    ...Array.from({ length: ofHeader.length }, (_, cut) =>
      one(`ends at byte ${cut} of a head`, ofHeader.subarray(0, cut)),
    ),
    ...Array.from({ length: ofHeader.length }, (_, cut) =>
      one(`torn at byte ${cut} of a head`, ofHeader.subarray(0, cut), { length: String(whole.length), last: 'tear' }),
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 20, 200].map((less) =>
      one(`${less} bytes too short`, whole.subarray(0, whole.length - less), lenient),
    ),
    ...[1, 100, 1000].map((less) =>
      one(`says ${less} bytes less than it is`, whole, { length: String(whole.length - less), ...lenient }),
    ),
    ...[1, 1000, 1e6].map((more) =>
      one(`says ${more} bytes more than it is, and ends`, whole, { length: String(whole.length + more), last: 'end' }),
    ),
    ...[1, 1000, 1e6].map((more) =>
      one(`says ${more} bytes more than it is, and tears`, whole, {
        length: String(whole.length + more),
        last: 'tear',
      }),
    ),
    ...['-1', '1e3', '0x10', '+5', ' ', '99999999999999999999', '5, 5', 'NaN'].map((length) =>
      one(`length ${length}`, whole, { length }),
    ),
    ...['9007199254740991', '9223372036854775807'].map((length) =>
      one(`length ${length}`, whole, { length, last: 'end' }),
    ),
    one('length 0', whole, { length: '0' }),
    one('one hundred thousand fields', Buffer.concat([...Array.from({ length: 100_000 }, () => field('a', '')), end])),
    one(
      'one hundred thousand empty files',
      Buffer.concat([...Array.from({ length: 100_000 }, () => file(named('photos'), Buffer.alloc(0))), end]),
    ),
    one('one hundred thousand delimiters', Buffer.concat([bytes(`--x${crlf}`.repeat(100_000)), end])),
    one(
      'one hundred thousand parts without a head',
      Buffer.concat([bytes(`--x${crlf}${crlf}${crlf}`.repeat(100_000)), end]),
    ),
    one('26 files', Buffer.concat([...Array.from({ length: 26 }, () => file(good)), end])),
    one('six fields', withFile(...'abcdef'.split('').map((name) => field(name, 'v')))),
    one('a thousand parts, the last a file', withFile(...Array.from({ length: 1000 }, (_, n) => field(`f${n}`, 'v')))),
    ...[17, 64, 1024].map((kB) =>
      one(`a head of ${kB} kB`, Buffer.concat([file(`X: ${'h'.repeat(kB * 1024)}${crlf}${good}`), end]), lenient),
    ),
    one('a head without an end', Buffer.concat([bytes(`--x${crlf}`), Buffer.alloc(2_000_000, 'h')])),
    one('ten thousand lines of head', Buffer.concat([file(`${`A: b${crlf}`.repeat(10_000)}${good}`), end]), lenient),
    one('a head of NUL', Buffer.concat([bytes(`--x${crlf}`), Buffer.alloc(3000), bytes(crlf + crlf), end])),
    one(
      'a NUL in a head',
      Buffer.concat([file(`Content-Dispo\0sition: form-data; name="photos"; filename="a.jpg"`), end]),
    ),
    one('a field of 1001 bytes', withFile(field('galleryId', 'v'.repeat(1001)))),
    one('a field of 2 MB', withFile(field('galleryId', 'v'.repeat(2_000_000)))),
    ...[
      'x',
      '-',
      '__proto__',
      '../..',
      "' OR 1=1",
      '\0',
      '019aa111-2222-7333-8444-555566667777',
      '[object Object]',
    ].map((value) => one(`gallery ${value}`, withFile(field('galleryId', value)), value === '' ? lenient : {})),
    one('the gallery twice', withFile(field('galleryId', 'a'), field('galleryId', 'b'))),
    one('the gallery as a list', withFile(field('galleryId[]', 'a')), lenient),
    one('the gallery as a file', Buffer.concat([file(named('galleryId')), end])),
    one('no part at all', end),
    one('nothing', ''),
    one('a delimiter alone', '--x'),
    one('a line end alone', crlf),
    one('the end twice', Buffer.concat([whole, end]), lenient),
    one('the end first', Buffer.concat([end, whole]), lenient),
    one('much before the first part', Buffer.concat([Buffer.alloc(1_000_000, 'p'), bytes(crlf), whole]), lenient),
    one('much after the last part', Buffer.concat([whole, Buffer.alloc(1_000_000, 'e')]), lenient),
    one('no end', file(good)),
    one('no line end before the end', Buffer.concat([ofHeader, photo, end])),
    one('line feeds alone', bytes(whole.toString('latin1').replaceAll(crlf, '\n')), lenient),
    one('carriage returns alone', bytes(whole.toString('latin1').replaceAll(crlf, '\r')), lenient),
    one('line ends turned around', bytes(whole.toString('latin1').replaceAll(crlf, '\n\r')), lenient),
    one(
      'line feeds in the head',
      Buffer.concat([bytes(`--x${crlf}${good.replaceAll(crlf, '\n')}\n\n`), photo, bytes(crlf), end]),
      lenient,
    ),
    one(
      'line feeds around the delimiter',
      Buffer.concat([bytes('--x\n'), ofHeader.subarray(5), photo, bytes('\n'), bytes('--x--\n')]),
      lenient,
    ),
    one(
      'white space after the delimiter',
      Buffer.concat([bytes(`--x \t${crlf}`), ofHeader.subarray(5), photo, bytes(crlf), end]),
      lenient,
    ),
    one(
      'a multipart within',
      Buffer.concat([
        file(
          `Content-Disposition: form-data; name="photos"${crlf}Content-Type: multipart/mixed; boundary=y`,
          bytes(`--y${crlf}Content-Disposition: file; filename="a.jpg"${crlf}${crlf}z${crlf}--y--`),
        ),
        end,
      ]),
    ),
    one('noise', Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 151 + (at >> 3) * 7) & 255))),
    one('noise that is packed', whole, { headers: `Content-Encoding: gzip${crlf}`, ...lenient }),
    one('a promise of 100-continue', whole, { headers: `Expect: 100-continue${crlf}`, ...lenient }),
    one('a promise of another kind', whole, { headers: `Expect: miracles${crlf}`, ...lenient }),
    one('chunks that are none', whole, { length: '', headers: `Transfer-Encoding: chunked${crlf}` }),
    one('a chunk too long', `ffffffffffffffff${crlf}--x`, {
      length: '',
      headers: `Transfer-Encoding: chunked${crlf}`,
      last: 'end',
    }),
    one('a chunk that ends early', `5${crlf}--x`, {
      length: '',
      headers: `Transfer-Encoding: chunked${crlf}`,
      last: 'end',
    }),
  ];
}
