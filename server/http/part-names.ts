import { Transform } from 'node:stream';

/** Bytes that no header may carry. Those from 0x80 on are parts of letters. */
const control = /[^\t -~\x80-\xff]/g;
/** A part's own headers are never longer than this; what is longer is left as it came, and the parser refuses it. */
const longestHeader = 16 * 1024;
const headerEnd = Buffer.from('\r\n\r\n');

/**
 * Passes a multipart body (RFC 7578) on with file names that its parser can take: a control character in one would end the
 * whole request, and a part with an empty name would count as a text field. The bytes of the files are not touched.
 */
export function mendPartNames(boundary: string): Transform {
  const delimiter = Buffer.from(`--${boundary}`);
  let held: Buffer = Buffer.alloc(0);
  let inHeader = false;

  const step = (out: (chunk: Buffer) => void): boolean => {
    if (inHeader) {
      const end = held.indexOf(headerEnd);
      if (end < 0) {
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
    out(held.subarray(0, at + delimiter.length));
    held = held.subarray(at + delimiter.length);
    inHeader = true;
    return true;
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      while (held.length > 0 && step((piece) => piece.length > 0 && this.push(piece)));
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
