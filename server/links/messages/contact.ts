const address = /[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/i;
const wholeAddress = new RegExp(`^${address.source}$`, 'i');
/** A Chinese mobile phone; else 7 to 15 figures, as a number has at most. */
const numbers = [
  /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/,
  /(?:\+|(?<![\w.]))\d(?:[\s()-]{0,2}\d){6,14}(?![\w])/,
];

export interface Reached {
  readonly mail: string | null;
  /** Figures alone, with `+` where it has its country. */
  readonly phone: string | null;
}

/** What of a contact, as staff wrote it, can be written to. */
export function reachedBy(contact: string): Reached {
  const plain = contact.normalize('NFKC');
  const mail = address.exec(plain)?.[0] ?? null;
  // A mail address may begin with figures.
  const rest = mail === null ? plain : plain.replace(mail, ' ');
  const [first, second] = numbers.map((number) => number.exec(rest)?.[0]);
  const phone = (first ?? second)?.replace(/[^\d+]/g, '') ?? null;
  return { mail, phone };
}

/** Whether it is one mail address and nothing else. */
export function isMailAddress(text: string): boolean {
  return wholeAddress.test(text);
}
