/** Figures of a phone number with what people put between them; an extension after a comma is dialled when somebody answers. */
const phoneForm = /^\+?[0-9][0-9 ().-]{3,24}(,[0-9]{1,8})?$/;

/** What a phone dials: `tel:+8613800138000`; undefined where the text is no phone number. */
function phoneOf(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/^tel:/i, '').trim();
  if (!phoneForm.test(plain)) return undefined;
  const figures = plain.replace(/[^+0-9,]/g, '');
  return figures.replace(/\D/g, '').length < 3 ? undefined : `tel:${figures}`;
}

/** An address as a browser writes it; undefined where it is none of the web, or holds a sign-in, which only deceives. */
function addressOf(typed: string): string | undefined {
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return undefined;
  const { href, username, password, hostname } = new URL(typed);
  return hostname !== '' && username === '' && password === '' && href.length <= 2000 ? href : undefined;
}

/** Where a button is meant to lead: an address of the web, or what a phone dials; undefined where the text is neither. */
export function targetOf(typed: string): string | undefined {
  return addressOf(typed) ?? phoneOf(typed);
}
