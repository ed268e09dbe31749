const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A piece of HTML that is safe to send: every text in it was escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Template tag: texts and numbers are escaped, pieces and lists of them stand as they are, nothing stands for nothing. */
export function html(pieces: TemplateStringsArray, ...parts: Part[]): Html {
  let text = pieces[0] as string;
  for (const [index, part] of parts.entries()) text += written(part) + (pieces[index + 1] as string);
  return new Html(text);
}

/** HTML that we wrote ourselves, taken as it is; never what somebody typed. */
export function raw(text: string): Html {
  return new Html(text);
}

/** JSON for a data block in a page: no `<`, so that it cannot end the block. */
export function json(value: unknown): Html {
  return new Html(
    JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  if (part === null || part === undefined || part === false) return '';
  return String(part).replace(/[&<>"']/g, (sign) => signs[sign] as string);
}
