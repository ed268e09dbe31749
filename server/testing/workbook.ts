import { inflateRawSync } from 'node:zlib';

/** The files in a workbook, by their names, as its list at the end has them. */
export function filesIn(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) throw new Error('no archive');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('the list is broken');
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, note] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [number, number, number];
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = bytes.subarray(from, from + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? data : inflateRawSync(data));
    at += 46 + name + extra + note;
  }
  return files;
}

const tag = /<(?:\?xml[^>]*\?|(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?))>/y;
const odd = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)|[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/iu;

/** Throws where a text is no XML: Excel takes nothing of a workbook in which one file is broken. */
export function mustBeXml(text: string): void {
  if (odd.test(text)) throw new Error(`what XML has no room for, at ${odd.exec(text)?.index}`);
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      if (open.length === 0 && text.slice(at, next).trim() !== '') throw new Error(`text outside, at ${at}`);
      at = next < 0 ? text.length : next;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(text);
    if (!found) throw new Error(`no tag: ${text.slice(at, at + 60)}`);
    const [whole, closes, name, attributes = '', empty] = found;
    const names = [...attributes.matchAll(/([\w:.-]+)="/g)].map(([, one]) => one);
    if (new Set(names).size < names.length) throw new Error(`said twice: ${whole}`);
    if (name && closes && open.pop() !== name) throw new Error(`closed, not open: ${whole}`);
    if (name && !closes && !empty) open.push(name);
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`still open: ${open.join(' ')}`);
}
