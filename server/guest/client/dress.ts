const worn: Record<string, boolean> = {};

/** Puts styles that came with a script into the page, once; the page's nonce lets them in. */
export function dress(css: string): void {
  if (worn[css]) return;
  worn[css] = true;
  const sheet = document.createElement('style');
  sheet.nonce = document.querySelector<HTMLStyleElement>('style[nonce]')?.nonce ?? '';
  sheet.textContent = css;
  document.head.appendChild(sheet);
}
