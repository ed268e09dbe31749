/** How wide a text is, in whatever unit its caller measures. */
export type Measure = (text: string) => number;

const neverFirst = new Set('，。、；：！？…—～·％%)）]］}｝」』】〕》〉”’.,:;!?°々ー㎡');
const neverLast = new Set('（([［{｛「『【〔《〈“‘$￥¥#');
const isWide = (character: string) => (character.codePointAt(0) as number) >= 0x2e80;
const isFigure = (character: string) => /[\d%]/.test(character);

/**
 * Breaks a text into lines no wider than `widest`, by the rules of Chinese setting: no line begins with a closing sign
 * or ends with an opening one, words of letters stay whole, and a figure stays with what it counts. Only what is wider
 * than a line on its own is cut anywhere. Line feeds break as they stand.
 */
export function linesOf(text: string, widest: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => broken(paragraph, widest, measure));
}

function broken(text: string, widest: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (measure((line + piece).trimEnd()) <= widest) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (measure(line.trimEnd()) > widest) {
      const head = fitting(line, widest, measure);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** What stays together; blanks stand at the ends of pieces. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  const characters = [...text];
  characters.forEach((character, index) => {
    piece += character;
    const next = characters[index + 1];
    if (next !== undefined && mayBreak(character, next, characters[index - 1])) {
      pieces.push(piece);
      piece = '';
    }
  });
  return piece === '' ? pieces : [...pieces, piece];
}

function mayBreak(one: string, next: string, before: string | undefined): boolean {
  if (next === ' ' || neverFirst.has(next) || neverLast.has(one)) return false;
  // `312 次` and `第 3` stay whole.
  if (one === ' ') {
    if (before !== undefined && isFigure(before) && isWide(next)) return false;
    return !(before === '第' && isFigure(next));
  }
  if (isFigure(one) && isWide(next)) return false;
  return isWide(one) || isWide(next);
}

function fitting(text: string, widest: number, measure: Measure): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && measure(head + character) > widest) break;
    head += character;
  }
  return head;
}

/** A text in one line no wider than `widest`: what is too long ends in `…`. */
export function clipped(text: string, widest: number, measure: Measure): string {
  if (measure(text) <= widest) return text;
  const room = widest - measure('…');
  let head = '';
  for (const character of text) {
    if (measure(head + character) > room) break;
    head += character;
  }
  return `${head.trimEnd()}…`;
}

/** In at most so many lines; where there are more, the last one ends in `…`. */
export function clippedLines(text: string, widest: number, most: number, measure: Measure): string[] {
  const lines = linesOf(text, widest, measure);
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1).join('');
  return [...lines.slice(0, most - 1), clipped(`${rest}…`, widest, measure)];
}
