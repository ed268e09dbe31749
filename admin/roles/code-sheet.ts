import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DrawnCode } from '../links/calls.ts';

/** One code on the sheet. */
export interface PrintedCode extends DrawnCode {
  readonly title: string;
  readonly name: string;
  /** Until when, and whether a password is asked for. */
  readonly note: string;
}

/** While it is there, it alone is printed; the page is what is seen. */
const printOnly = new CSSStyleSheet();
printOnly.replaceSync(`
  code-sheet { display: none; }
  @page { size: A4; margin: 12mm; }
  @media print {
    body > *:not(code-sheet) { display: none !important; }
    html, body { background: #ffffff; }
    code-sheet { display: block; }
  }
`);

/** Codes on A4, six to a page, each with its name; ink on white, with the quiet zone that scanning needs. */
@customElement('code-sheet')
export class CodeSheet extends LitElement {
  @property({ attribute: false }) codes: readonly PrintedCode[] = [];
  @property() scan = '';

  static override styles = css`
    :host { color: #1a1916; font-size: 11pt; line-height: 16pt; }
    ul { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin: 0; padding: 0; list-style: none; }
    li { display: grid; justify-items: center; align-content: start; gap: 1mm; height: 84mm; padding: 4mm; border: 1px dotted #959086; break-inside: avoid; text-align: center; box-sizing: border-box; }
    img { width: 44mm; height: 44mm; image-rendering: pixelated; }
    b { font-size: 14pt; line-height: 20pt; font-weight: 500; }
    span { overflow-wrap: anywhere; }
  `;

  /** Lays the codes out, prints them, and is gone again. */
  static async print(codes: readonly PrintedCode[], scan: string): Promise<void> {
    const sheet = document.createElement('code-sheet') as CodeSheet;
    sheet.codes = codes;
    sheet.scan = scan;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, printOnly];
    document.body.append(sheet);
    await sheet.updateComplete;
    await Promise.all([...sheet.renderRoot.querySelectorAll('img')].map((picture) => picture.decode()));
    // On phones `print()` comes back at once, and the sheet has to stay until the dialog is closed.
    addEventListener(
      'afterprint',
      () => {
        sheet.remove();
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== printOnly);
      },
      { once: true },
    );
    print();
  }

  override render() {
    return html`<ul>${this.codes.map(
      ({ src, title, name, note }) =>
        html`<li><span>${title}</span><b>${name}</b><img alt="" src=${src} /><span>${this.scan}</span><span>${note}</span></li>`,
    )}</ul>`;
  }
}
