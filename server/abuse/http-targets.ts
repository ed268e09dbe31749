import type { Rough } from './http-corpus.ts';

const crlf = '\r\n';
const own = `Host: localhost${crlf}`;
/** It is well formed, and there is nothing at it. */
const none = [400, 401, 403, 404, 405, 415, 421];

/** Addresses, methods and bodies that lead nowhere or ought to; `token` is of a link that opens, `every` leaves some of the ways out of a folder away. */
export function roughTargets(token: string, canary: string, every: number): Rough[] {
  const open = `/g/${token}/open`;
  const chunked = `Transfer-Encoding: chunked${crlf}`;
  const line = (name: string, first: string, allowed: readonly number[] = none): Rough => ({
    name,
    bytes: `${first}${crlf}${own}Connection: close${crlf}${crlf}`,
    allowed,
  });
  const targets = [
    ...[
      'http://evil.example/healthz',
      'http://localhost:1@evil.example/healthz',
      'https://evil.example/healthz',
      'HTTP://EVIL.EXAMPLE/healthz',
      'http:///healthz',
      'http://',
      'ftp://localhost/healthz',
      'http://evil.example',
      'healthz',
      '*',
      '?',
      '#',
      '\\healthz',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'localhost:80',
    ].map((target) => line(`target ${target}`, `GET ${target} HTTP/1.1`)),
    ...[
      'http://localhost/api/projects',
      'http://localhost/api/accounts',
      '//localhost/api/projects',
      '/%61pi/projects',
      '/api//projects',
      '/API/projects',
      '/api/projects/',
      '/api/./projects',
      '/g/../api/projects',
      '/admin/../api/projects',
      '/kiosk/..%2fapi/projects',
      '/assets/../api/projects',
      '/api;/projects',
      '/api/projects;x',
      '/api/projects%20',
      '/api/projects%00',
      '/api/projects.json',
      '/.;/api/projects',
      ...[`/g/${token}/`, `/G/${token.toUpperCase()}/`].flatMap((at) =>
        ['1', '-1', 'ZZZZZZ', '1e9', '%31', '..', '%2e%2e%2f1', "1'--", '%00', 'a'.repeat(300)].map(
          (place) => at + place,
        ),
      ),
    ].map((target) => line(`round the gate by ${target}`, `GET ${target} HTTP/1.1`, [200, 307, ...none])),
    ...[
      'TRACE',
      'OPTIONS',
      'PROPFIND',
      'PURGE',
      'LINK',
      'MKCOL',
      'MOVE',
      'SOURCE',
      'QUERY',
      'PATCH',
      'DELETE',
      'PUT',
    ].map((method) =>
      line(`${method} of a page`, `${method} /healthz HTTP/1.1`, method === 'OPTIONS' ? [200, ...none] : none),
    ),
    line('TRACE of everything', 'TRACE * HTTP/1.1'),
    line('CONNECT', 'CONNECT evil.example:443 HTTP/1.1', [0, ...none]),
    line('CONNECT of a page', 'CONNECT /healthz HTTP/1.1', [0, ...none]),
    line('a question of 10 kB', `GET /healthz?${'a[b]=c&'.repeat(1400)} HTTP/1.1`, [200]),
    line('a question of __proto__', 'GET /healthz?__proto__[x]=1&constructor[prototype][x]=1 HTTP/1.1', [200]),
    line(
      'an upgrade to nowhere',
      `GET /healthz HTTP/1.1${crlf}Connection: Upgrade${crlf}Upgrade: websocket${crlf}Sec-WebSocket-Version: 13${crlf}Sec-WebSocket-Key: eA==`,
      [0, 200, ...none],
    ),
    line(
      'an upgrade without a key',
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1${crlf}Connection: Upgrade${crlf}Upgrade: websocket`,
      [0, ...none],
    ),
    line('an unknown engine', 'GET /socket.io/?EIO=__proto__&transport=constructor HTTP/1.1'),
    line('a session of an engine', 'POST /socket.io/?EIO=4&transport=polling&sid=__proto__ HTTP/1.1'),
  ];
  const paths = climbing(canary)
    .filter((_, at) => at % every === 0)
    .map(
      (path): Rough => ({
        name: `path ${path}`,
        bytes: `GET ${path} HTTP/1.1${crlf}${own}Connection: close${crlf}${crlf}`,
        allowed: [200, 302, 303, 307, 414, ...none],
      }),
    );
  const bodies = [
    ...[
      '{',
      '[]',
      'null',
      '1',
      '"x"',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      `${'['.repeat(7000)}`,
      `${'{"a":'.repeat(2500)}`,
      '\xff\xfe{}',
      '{"username":"\\ud800","password":"\\u0000"}',
      '{"username":1e999,"password":[]}',
      '\x00',
      `{"password":"${'x'.repeat(15_000)}"}`,
    ].flatMap((body) =>
      ['/api/session', open, `/g/${token}/ask`, `/g/${token}/photos/x/heart`, `/g/${token}/photos/x/hide`].map(
        (path): Rough => ({
          name: `body ${body.slice(0, 40)} to ${path.slice(0, 4)}…${path.slice(-4)}`,
          bytes: `POST ${path} HTTP/1.1${crlf}${own}Connection: close${crlf}Content-Type: application/json${crlf}Content-Length: ${body.length}${crlf}${crlf}${body}`,
          // A link that opens has nothing to be asked for.
          allowed: [200, 307, 409, 413, 429, ...none],
        }),
      ),
    ),
    // Beacons are text; nobody has a visit here.
    ...['[', '[[]]', '{}', '[{"type":"photo_view","photoId":"x","ms":1e999}]', '['.repeat(7000), '\x00'].map(
      (body): Rough => ({
        name: `beacon ${body.slice(0, 40)}`,
        bytes: `POST /g/${token}/events HTTP/1.1${crlf}${own}Connection: close${crlf}Content-Type: text/plain${crlf}Content-Length: ${body.length}${crlf}${crlf}${body}`,
        allowed: [307, ...none],
      }),
    ),
    ...['gzip', 'deflate', 'br', 'zstd', 'bogus', 'gzip, gzip, gzip', '__proto__'].map(
      (coding): Rough => ({
        name: `body packed by ${coding}`,
        bytes: `POST ${open} HTTP/1.1${crlf}${own}Connection: close${crlf}Content-Type: application/json${crlf}Content-Encoding: ${coding}${crlf}Content-Length: 2${crlf}${crlf}{}`,
        allowed: [307, ...none],
      }),
    ),
    ...['text/plain', 'multipart/form-data; boundary=x', 'image/jpeg', '__proto__'].flatMap((type) =>
      [`Content-Length: 2${crlf}${crlf}{}`, `${chunked}${crlf}2${crlf}{}${crlf}0${crlf}${crlf}`].map(
        (body): Rough => ({
          name: `a body of ${type} ${body.slice(0, 8)}`,
          bytes: `POST ${open} HTTP/1.1${crlf}${own}Connection: close${crlf}Content-Type: ${type}${crlf}${body}`,
          allowed: [307, ...none],
        }),
      ),
    ),
  ];
  return [...targets, ...paths, ...bodies];
}

/** Ways out of a folder, from each place that serves files. */
function climbing(canary: string): string[] {
  const places = ['', '/admin', '/admin/assets', '/kiosk', '/kiosk/assets', '/assets', '/brand', '/g', '/G'];
  const steps = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%252f',
    '..;/',
    '..\\',
    '..%5c',
    '%c0%ae%c0%ae/',
    '\xc0\xae\xc0\xae/',
    '..%c0%af',
    '....//',
    '.%00./',
    '%u002e%u002e/',
    '//',
  ];
  const goals = [`${canary}.txt`, 'package.json', 'server/main.ts', 'data/secret.key'];
  return places.flatMap((place) => [
    ...steps.flatMap((step) => goals.map((goal) => `${place}/${step.repeat(6)}${goal}`)),
    ...[
      '%',
      '%zz',
      '%00',
      '%ff',
      '.env',
      '.git/config',
      '%2e',
      'CON',
      '~root',
      'index.html%00.js',
      'a'.repeat(7000),
    ].map((name) => `${place}/${name}`),
  ]);
}
