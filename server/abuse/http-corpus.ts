/** One request as no browser sends it. */
export interface Rough {
  readonly name: string;
  readonly bytes: string;
  /** What it may be answered; 0 where the connection may be closed without a word. */
  readonly allowed: readonly number[];
  /** The box may not read on after it: whatever follows is not to be taken for a request. */
  readonly breaks?: true;
}

const crlf = '\r\n';
const own = `Host: localhost${crlf}`;
const follows = `GET /healthz HTTP/1.1${crlf}${own}${crlf}`;
/** The message itself is broken. */
const broken = [400, 413, 414, 431, 501];

/** Messages that are broken, or nearly, or that go by another host's name; in Latin-1. */
export function roughMessages(): Rough[] {
  const breaks = (name: string, bytes: string): Rough => ({
    name,
    bytes: bytes + follows,
    allowed: broken,
    breaks: true,
  });
  const post = (name: string, headers: string, body: string, path = '/api/session') =>
    breaks(name, `POST ${path} HTTP/1.1${crlf}${own}${headers}${crlf}${body}`);
  const head = (name: string, header: string, allowed: readonly number[] = broken): Rough => ({
    name,
    bytes: `GET /healthz HTTP/1.1${crlf}${own}${header}${crlf}`,
    allowed,
  });
  const chunked = `Transfer-Encoding: chunked${crlf}`;

  const framing = [
    post('length and chunks', `Content-Length: 5${crlf}${chunked}`, `0${crlf}${crlf}`),
    post('chunks and length', `${chunked}Content-Length: 5${crlf}`, `0${crlf}${crlf}`),
    post('two lengths', `Content-Length: 2${crlf}Content-Length: 3${crlf}`, '{}'),
    post('two equal lengths', `Content-Length: 2${crlf}Content-Length: 2${crlf}`, '{}'),
    post('a list of lengths', `Content-Length: 2, 2${crlf}`, '{}'),
    ...['-2', '+2', '0x2', '2 3', '2;', '1e1', '2.0', '99999999999999999999999', '\x0b2', ''].map((length) =>
      post(`length ${JSON.stringify(length)}`, `Content-Length: ${length}${crlf}`, '{}'),
    ),
    ...[
      'xchunked',
      'chunked, identity',
      'identity, gzip',
      'chunked;q=1',
      '"chunked"',
      '\x0bchunked',
      'chunked\x00',
      'c hunked',
      'chunked, chunked',
    ].map((coding) =>
      post(
        `coding ${JSON.stringify(coding)}`,
        `Transfer-Encoding: ${coding}${crlf}Content-Length: 5${crlf}`,
        `0${crlf}${crlf}`,
      ),
    ),
    post('coding twice', `${chunked}Transfer-Encoding: identity${crlf}`, `0${crlf}${crlf}`),
    post('coding with a space before the colon', `Transfer-Encoding : chunked${crlf}`, `0${crlf}${crlf}`),
    post(
      'coding on the next line',
      `Transfer-Encoding:${crlf} chunked${crlf}Content-Length: 5${crlf}`,
      `0${crlf}${crlf}`,
    ),
    post(
      'coding after a line feed',
      `X: y\nTransfer-Encoding: chunked${crlf}Content-Length: 5${crlf}`,
      `0${crlf}${crlf}`,
    ),
    post('length after a carriage return', `X: y\rContent-Length: 5${crlf}`, 'abcde'),
    ...['g', '-1', '0x2', ' 2', '2 ', '+2', '', ';', 'fffffffffffffffff', '2;a=\x00', '2\n', '2\x0b'].map((size) =>
      post(
        `chunk of ${JSON.stringify(size)}`,
        `Content-Type: application/json${crlf}${chunked}`,
        `${size}${crlf}{}${crlf}0${crlf}${crlf}`,
      ),
    ),
    post(
      'a chunk longer than it says',
      `Content-Type: application/json${crlf}${chunked}`,
      `1${crlf}{}${crlf}0${crlf}${crlf}`,
    ),
    post('chunks ended by line feeds', `Content-Type: application/json${crlf}${chunked}`, `2\n{}\n0\n\n`),
    post('a chunk without an end', `Content-Type: application/json${crlf}${chunked}`, `2${crlf}{}0${crlf}${crlf}`),
    post(
      'an extension of 64 kB',
      `Content-Type: application/json${crlf}${chunked}`,
      `2;${'e'.repeat(65_536)}${crlf}{}${crlf}0${crlf}${crlf}`,
    ),
    post(
      'a trailer of 64 kB',
      `Content-Type: application/json${crlf}${chunked}`,
      `2${crlf}{}${crlf}0${crlf}X: ${'t'.repeat(65_536)}${crlf}${crlf}`,
    ),
    post(
      'a broken trailer',
      `Content-Type: application/json${crlf}${chunked}`,
      `2${crlf}{}${crlf}0${crlf}bad trailer${crlf}${crlf}`,
    ),
    breaks('line feeds alone', 'GET /healthz HTTP/1.1\nHost: localhost\n\n'),
    breaks('a line feed at the end of the head', `GET /healthz HTTP/1.1${crlf}Host: localhost\n\n`),
    breaks('carriage returns alone', 'GET /healthz HTTP/1.1\rHost: localhost\r\r'),
    breaks('a folded header', `GET /healthz HTTP/1.1${crlf}Host:${crlf} localhost${crlf}${crlf}`),
    breaks('a header before the first line', `Host: localhost${crlf}GET /healthz HTTP/1.1${crlf}${crlf}`),
    breaks('HTTP/0.9', `GET /healthz${crlf}`),
    breaks('HTTP/0.9 with its number', `GET /healthz HTTP/0.9${crlf}${own}${crlf}`),
    breaks('HTTP/1.2', `GET /healthz HTTP/1.2${crlf}${own}${crlf}`),
    breaks('HTTP/2.0', `GET /healthz HTTP/2.0${crlf}${own}${crlf}`),
    breaks('HTTP/11', `GET /healthz HTTP/11${crlf}${own}${crlf}`),
    breaks('the preface of HTTP/2', `PRI * HTTP/2.0${crlf}${crlf}SM${crlf}${crlf}\x00\x00\x00\x04\x00\x00\x00\x00\x00`),
    breaks('a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
    breaks('noise', '\x00\x01\x02\xff\xfe\x80\r\n\r\n'),
    breaks('no method', ` /healthz HTTP/1.1${crlf}${own}${crlf}`),
    breaks('a method in small letters', `get /healthz HTTP/1.1${crlf}${own}${crlf}`),
    breaks('a method that is none', `FROBNICATE /healthz HTTP/1.1${crlf}${own}${crlf}`),
    breaks('a method of 64 kB', `${'A'.repeat(65_536)} / HTTP/1.1${crlf}${own}${crlf}`),
    breaks('an address of 64 kB', `GET /${'a'.repeat(65_536)} HTTP/1.1${crlf}${own}${crlf}`),
    breaks('a space in the address', `GET /health z HTTP/1.1${crlf}${own}${crlf}`),
    breaks('a NUL in the address', `GET /health\x00z HTTP/1.1${crlf}${own}${crlf}`),
  ];
  const headers = [
    head('a header of 64 kB', `X: ${'h'.repeat(65_536)}${crlf}`),
    head('headers of 64 kB in all', `${`X: ${'h'.repeat(100)}${crlf}`.repeat(640)}`),
    head('a NUL in a header', `X: a\x00b${crlf}`),
    head('a NUL in a name', `X\x00Y: a${crlf}`),
    head('a name with a space', `X Y: a${crlf}`),
    head('a header without a colon', `nothing${crlf}`),
    head('a header without a name', `: a${crlf}`),
    head('a carriage return in a header', `X: a\rb${crlf}`),
    head('a cookie of 15 kB', `Cookie: ${'a=b; '.repeat(3000)}${crlf}`, [200, 431]),
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineSetter__', 'length'].map(
      (name) => head(`the header ${name}`, `${name}: {"x":1}${crlf}${name}: 2${crlf}`, [200]),
    ),
    ...[
      '__proto__=1',
      'constructor=x; toString=y',
      '=',
      ';;;',
      'a',
      '%',
      'maiimg=%zz; maiimg=%zz',
      `lang=${'x'.repeat(4000)}`,
      '\xff\xfe=\x80',
    ].map((cookie) => head(`the cookie ${cookie.slice(0, 30)}`, `Cookie: ${cookie}${crlf}`, [200])),
    ...[
      'X-Forwarded-For: 1.1.1.1',
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: https',
      'Forwarded: for=1.1.1.1;host=evil.example',
      'X-HTTP-Method-Override: DELETE',
      'X-Original-URL: /api/projects',
      'X-Rewrite-URL: /api/projects',
      'Range: bytes=0-0,1-1,2-2',
      'Range: bytes=-99999999999999',
      `Accept: ${'a/b,'.repeat(2000)}`,
      `Accept-Language: ${'x-'.repeat(3000)}`,
      `Accept-Encoding: ${'gzip;q=0,'.repeat(1000)}`,
      'If-None-Match: "',
      'Authorization: Bearer',
      'Authorization: Basic %%%',
      `Authorization: Bearer ${'k'.repeat(8000)}`,
      'TE: trailers',
      'Upgrade: h2c',
      'Accept-Charset: __proto__',
      'Content-Type: \xff/\xfe',
    ].map((one) => head(one.slice(0, 60), `${one}${crlf}`, [200])),
    head('a host that is foreign', `Host: evil.example${crlf}`, [400, 421]),
  ];
  const hosts: Rough[] = [
    '',
    `Host: evil.example${crlf}`,
    `Host: ${crlf}`,
    `Host: localhost${crlf}Host: evil.example${crlf}`,
    `Host: localhost, evil.example${crlf}`,
    `Host: localhost@evil.example${crlf}`,
    `Host: localhost/evil${crlf}`,
    `Host: localhost:99999999${crlf}`,
    `Host: localhost%00${crlf}`,
    `Host: [::1${crlf}`,
    `Host: 127.0.0.1.evil.example${crlf}`,
    `Host: 127.1${crlf}`,
    `Host: 0x7f000001${crlf}`,
    `Host: \xff${crlf}`,
    `Host: __proto__${crlf}`,
    `Host: localhost${' '.repeat(20)}evil${crlf}`,
  ].flatMap((host) =>
    ['HTTP/1.1', 'HTTP/1.0'].map((version) => ({
      name: `host ${JSON.stringify(host)} by ${version}`,
      bytes: `GET /healthz ${version}${crlf}${host}${crlf}`,
      allowed: [400, 421],
    })),
  );
  return [...framing, ...headers, ...hosts];
}
