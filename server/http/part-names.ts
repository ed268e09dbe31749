import { Transform } from 'node:stream';

/** Bytes that no header may carry. Those from 0x80 on are parts of letters. */
const control = /[^\t -~\x80-\xff]/g;
/** A part's own headers are never longer than this; what is longer is left as it came, and the parser refuses it. */
const longestHeader = 16 * 1024;
const headerEnd = Buffer.from('\r\n\r\n');
const lineEnd = '\r\n';

/** A multipart body has more parts than are taken. */
export class TooManyParts extends Error {}

/**
 * Passes a multipart body (RFC 7578) on with file names that its parser can take: a control character in one would end the
 * whole request, and a part with an empty name would count as a text field. The bytes of the files are not touched.
 * Fails with `TooManyParts` at the first part beyond `most`, whether the parser would count it or not: 100,000 empty
 * ones would keep the process busy for seconds.
 */
export function mendPartNames(boundary: string, most = Number.POSITIVE_INFINITY): Transform {
  const delimiter = Buffer.from(`--${boundary}`);
  const boundaryLine = Buffer.from(`${lineEnd}--${boundary}`);
  let held: Buffer = Buffer.alloc(0);
  let inHeader = false;
  let parts = 0;
  /** The two bytes that went before those held: a boundary stands at the start of a line, and files hold anything. */
  let before = lineEnd;

  const step = (push: (chunk: Buffer) => void): boolean => {
    const out = (chunk: Buffer) => {
      before = (before + chunk.subarray(-2).toString('latin1')).slice(-2);
      push(chunk);
    };
    if (inHeader) {
      const head = held.subarray(0, longestHeader + headerEnd.length);
      // A part may end before its head does: then the next one begins.
      const ends = [head.indexOf(headerEnd), head.indexOf(boundaryLine)].filter((at) => at >= 0);
      const end = Math.min(...ends);
      if (ends.length === 0) {
        if (held.length <= longestHeader) return false;
        inHeader = false;
        return true;
      }
      out(Buffer.from(mended(held.subarray(0, end).toString('latin1')), 'latin1'));
      held = held.subarray(end);
      inHeader = false;
      return true;
    }
    const at = held.indexOf(delimiter);
    if (at < 0) {
      // The delimiter may be cut in two by the end of this chunk.
      const sure = Math.max(0, held.length - delimiter.length + 1);
      out(held.subarray(0, sure));
      held = held.subarray(sure);
      return false;
    }
    out(held.subarray(0, at));
    inHeader = before === lineEnd;
    out(held.subarray(at, at + delimiter.length));
    held = held.subarray(at + delimiter.length);
    // The last one, which ends the body, opens no part, but is counted before it is known for that.
    if (inHeader) parts += 1;
    if (parts > most + 1) throw new TooManyParts(`more than ${most} parts`);
    return true;
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      try {
        while (held.length > 0 && step((piece) => piece.length > 0 && this.push(piece)));
      } catch (error) {
        return done(error as Error);
      }
      done();
    },
    flush(done) {
      done(null, held);
    },
  });
}

function mended(header: string): string {
  return header
    .split('\r\n')
    .map((line) =>
      /^content-disposition:/i.test(line)
        ? line.replace(control, ' ').replace(/filename=""/i, 'filename="photo"')
        : line,
    )
    .join('\r\n');
}

/** The boundary that a content type names; undefined where it names none. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const named = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType ?? '');
  return named?.[1] ?? named?.[2];
}
