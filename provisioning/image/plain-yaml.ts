/** What plain YAML holds: maps, lists, and words that are kept as they are written, without their quotes. */
export type Plain = string | Plain[] | { [key: string]: Plain };

interface Line {
  indent: number;
  text: string;
}

/** Reads the plain YAML that our compose file keeps to (anchors included); throws at anything else. */
export function readPlainYaml(source: string): Plain {
  const lines = source
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line) => ({ indent: line.search(/\S/), text: line.trim() }));
  const anchors = new Map<string, Plain>();
  const value = read(lines, anchors);
  if (lines.length > 0) throw new Error(`cannot be read as YAML: ${lines[0]?.text}`);
  return value;
}

function read(lines: Line[], anchors: Map<string, Plain>): Plain {
  const indent = lines[0]?.indent ?? 0;
  const here = () => lines[0]?.indent === indent;
  const after = (text: string): Plain => {
    const anchor = /^&(\w+)$/.exec(text)?.[1];
    if (text !== '' && anchor === undefined) return word(text, anchors);
    const value = (lines[0]?.indent ?? -1) > indent ? read(lines, anchors) : '';
    if (anchor !== undefined) anchors.set(anchor, value);
    return value;
  };
  if (lines[0]?.text.startsWith('- ')) {
    const list: Plain[] = [];
    while (here() && lines[0]?.text.startsWith('- ')) list.push(word(lines.shift()?.text.slice(2) ?? '', anchors));
    return list;
  }
  const map: { [key: string]: Plain } = {};
  while (here()) {
    const parts = /^([\w-]+):(?: (.*))?$/.exec(lines.shift()?.text ?? '');
    const key = parts?.[1];
    if (key === undefined || key in map) throw new Error(`not a key of its own: ${key ?? lines[0]?.text}`);
    map[key] = after(parts?.[2] ?? '');
  }
  return map;
}

function word(text: string, anchors: Map<string, Plain>): Plain {
  const alias = /^\*(\w+)$/.exec(text)?.[1];
  if (alias === undefined) return text.replace(/^"(.*)"$/, '$1');
  const value = anchors.get(alias);
  if (value === undefined) throw new Error(`no anchor ${alias}`);
  return value;
}
