import type { Locale } from '#contract/common.ts';

const remembered = 'maiimg.locale';

/** The language that was chosen on this device; storage may be closed to us. */
export function chosenLocale(): Locale | undefined {
  try {
    return known(localStorage.getItem(remembered));
  } catch {
    return undefined;
  }
}

/** Keeps the choice on this device. */
export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(remembered, locale);
  } catch {
    // It holds for this visit then.
  }
}

/** The browser's language as far as we speak it. */
export function browserLocale(): Locale {
  return /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en';
}

function known(value: string | null): Locale | undefined {
  return value === 'zh-CN' || value === 'en' ? value : undefined;
}
