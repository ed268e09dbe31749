/** Calls what no name may ever call. */
const call = (n: number) => `abused(${n})`;
/** An address on the box itself, which no policy would keep a page from asking. */
const probe = (n: number) => `/abuse-probe-${n}`;

type Payload = (n: number) => string;

const markup: readonly Payload[] = [
  (n) => `<script>${call(n)}</script>`,
  (n) => `<img src=x onerror=${call(n)}>`,
  (n) => `<img src=${probe(n)}>`,
  (n) => `<svg/onload=${call(n)}>`,
  (n) => `<svg><script href=${probe(n)} /></svg>`,
  (n) => `<body onload=${call(n)}>`,
  (n) => `<iframe srcdoc="<script>parent.${call(n)}</script>">`,
  (n) => `<iframe src=${probe(n)}>`,
  (n) => `<object data=${probe(n)}></object>`,
  (n) => `<embed src=${probe(n)}>`,
  (n) => `<link rel=stylesheet href=${probe(n)}>`,
  (n) => `<style>*{background:url(${probe(n)})}</style>`,
  (n) => `<style>@import "${probe(n)}"</style>`,
  (n) => `<base href=//evil.invalid/${n}/>`,
  (n) => `<meta http-equiv=refresh content="0;url=${probe(n)}">`,
  (n) => `<form action=${probe(n)}><button autofocus>go</form>`,
  (n) => `<input autofocus onfocus=${call(n)}>`,
  (n) => `<details open ontoggle=${call(n)}>`,
  (n) => `<video src=${probe(n)} onerror=${call(n)}>`,
  (n) => `<a href="javascript:${call(n)}">x</a>`,
  (n) => `<math><mi//xlink:href="data:x,<script>${call(n)}</script>">`,
  (n) => `<noscript><p title="</noscript><img src=x onerror=${call(n)}>">`,
  (n) => `<template><img src=x onerror=${call(n)}></template>`,
  (n) => `</title><script>${call(n)}</script>`,
  (n) => `</script><script>${call(n)}</script>`,
  (n) => `</style><img src=x onerror=${call(n)}>`,
  (n) => `</textarea><img src=x onerror=${call(n)}>`,
  (n) => `--><img src=x onerror=${call(n)}>`,
  (n) => `]]><img src=x onerror=${call(n)}>`,
  (n) => `<!--><img src=x onerror=${call(n)}>`,
  (n) => `<<script>${call(n)}//<</script>`,
  (n) => `<ScRiPt>${call(n)}</sCrIpT>`,
  (n) => `<img/src='x'onerror='${call(n)}'>`,
  (n) => `<photo-scene onclick=${call(n)}>`,
  (n) => `<slot name=${n}></slot>`,
];
const breaking: readonly Payload[] = [
  (n) => `" onmouseover="${call(n)}" x="`,
  (n) => `' onmouseover='${call(n)}' x='`,
  (n) => `" autofocus onfocus="${call(n)}`,
  (n) => `\` onmouseover=${call(n)} x=\``,
  (n) => `" style="background:url(${probe(n)})`,
  (n) => `x;background:url(${probe(n)})`,
  (n) => `url(javascript:${call(n)})`,
  (n) => `javascript:${call(n)}`,
  (n) => `data:text/html,<script>${call(n)}</script>`,
  (n) => `\${${call(n)}}`,
  (n) => `{{constructor.constructor('${call(n)}')()}}`,
  (n) => `<%= ${call(n)} %>`,
  (n) => `#{${call(n)}}`,
  (n) => `%{${call(n)}}`,
  (n) => `?lit$${n}$`,
  (n) => `<!--?lit$${n}$-->`,
  (n) => `&lt;script&gt;${call(n)}&lt;/script&gt;`,
  (n) => `&#60;img src=x onerror=${call(n)}&#62;`,
  (n) => `\\u003cscript\\u003e${call(n)}\\u003c/script\\u003e`,
  (n) => `%3Cscript%3E${call(n)}%3C/script%3E`,
  (n) => `a%0d%0aX-Abuse:%20${n}`,
  (n) => `a\\r\\nX-Abuse: ${n}`,
  (n) => `a"; filename="${n}.html`,
  (n) => `a'; filename*=utf-8''${n}.html`,
  (n) => `a\u2028X-Abuse: ${n}`,
  (n) => `a\u2029X-Abuse: ${n}`,
  (n) => `=cmd|'/c calc'!A${n}`,
  (n) => `+${n}+1`,
  (n) => `-${n}+1`,
  (n) => `@SUM(${n})`,
  (n) => `'; DROP TABLE photos; --${n}`,
  (n) => `../../../etc/passwd${n}`,
  (n) => `..\\..\\windows\\${n}`,
  (n) => `{"__proto__":{"abused":${n}}}`,
  (n) => `\\"${n}\\`,
  (n) => `$&$1$\`$'${n}`,
  (n) => `%s%n%d${n}%`,
  (n) => `$(reboot ${n}) \`reboot\` |reboot`,
];
const letters: readonly Payload[] = [
  (n) => `${n}\u202egpj.exe`,
  (n) => `${n}\u2066abc\u2069\u2067def`,
  (n) => `${n}\u200b\u200c\u200d\u2060x`,
  (n) => `${n}مرحبا بالعالم`,
  (n) => `${n}${'e\u0301\u0302\u0303'.repeat(8)}`,
  (n) => `${n}🏳️‍🌈👩‍👩‍👧‍👦`,
  (n) => `${n}\ufffd\u{10ffff}\ue000`,
  (n) => `${n}𠮷野家の照片`,
  (n) => `${n}${'ﷺ'.repeat(20)}`,
  (n) => `${n}${'W'.repeat(110)}`,
  (n) => `${n}${'照'.repeat(110)}`,
  (n) => `${n} \u00a0\u3000 x`,
  (n) => `null${n}`,
  (n) => `__proto__${n}`,
];
const plain = [
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '[object Object]',
  '0',
  '-0',
  '{}',
  '<',
  '>',
  '"',
  "'",
  '&',
  '\\',
  '`',
  '%',
  '/',
  '.',
  '..',
  '*',
  '?',
  ':',
];
const wraps: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `">${payload}`,
  (payload) => `'>${payload}`,
  (payload) => `照片 ${payload} 1`,
  (payload) => `\u202e${payload}`,
  (payload) => `</h1></p></bdi>${payload}`,
  (payload) => `x" y='z' ${payload}`,
];

/** So many hostile names that are well formed, each another one, of at most 120 letters: they are to arrive as they are. */
export function hostileNames(count: number): string[] {
  const names = new Set<string>(plain);
  for (let n = 0; names.size < count; n += 1) {
    const all = [...markup, ...breaking, ...letters];
    const payload = (all[n % all.length] as Payload)(n);
    const wrapped = (wraps[Math.floor(n / all.length) % wraps.length] as (typeof wraps)[number])(payload);
    if (wrapped.length <= 120 && wrapped.trim() === wrapped) names.add(wrapped);
  }
  return [...names];
}

/** Texts of one line that are none: they are to be refused, and tidied where they are the name of a file. */
export const splitNames = [
  'a\r\nX-Abuse: 1',
  'a\nX-Abuse: 1',
  'a\rX-Abuse: 1',
  'a\0b',
  'a\x1b[2Jb',
  'a\x7fb',
  'a\x85b',
  'a\x9bb',
  'a\tb',
  'a\x08b',
] as const;

/** Halves of letters, which no text of a database can hold. */
export const halfNames = ['a\ud800b', 'a\udc00b', '\udc00\ud800', 'a\ud83d'] as const;
