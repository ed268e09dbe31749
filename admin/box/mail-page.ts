import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Mail, MailInput, MailTested } from '#contract/mail.ts';
import { Refused } from '../api.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf, passwordField } from '../parts/form.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { stateMark } from '../parts/state-mark.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { putMail, readMail, removeMail, testMail } from './mail-calls.ts';
import '../parts/admin-select.ts';

type Server = NonNullable<Mail['server']>;
type Wrong = { [name in 'host' | 'port' | 'from' | 'to']?: string | undefined };
const usualPorts = { tls: '465', starttls: '587', none: '25' } as const;

/** The server that the box sends mail by: set, tried, taken away. */
@customElement('mail-page')
export class MailPage extends PageElement {
  @state() private security: Server['security'] = 'tls';
  @state() private shown = false;
  @state() private forget = false;
  @state() private wrong: Wrong = {};
  @state() private busy = false;
  @state() private testing = false;
  @state() private refused: Refused | undefined;
  @state() private tested: (MailTested & { to: string }) | undefined;
  readonly #mail = new Load(this, async () => {
    const mail = await readMail();
    this.security = mail.server?.security ?? 'tls';
    return mail;
  });

  static override styles = [
    controls,
    fieldStyle,
    boxPagesStyle,
    css`
      form { display: grid; gap: 20px; max-width: 640px; }
      .pair { display: grid; grid-template-columns: minmax(0, 1fr) 128px; gap: 12px; align-items: start; }
      .try { margin-top: 32px; padding-top: 24px; border-top: 1px solid var(--line); }
      .result { display: grid; gap: 4px; }
      .result p { display: flex; gap: 8px; text-wrap: pretty; overflow-wrap: anywhere; }
      .result .state { flex: none; }
      .kept { display: flex; align-items: center; gap: 12px; min-height: 44px; cursor: pointer; }
      .kept input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      @media (max-width: 599px) {
        .pair { grid-template-columns: minmax(0, 1fr); gap: 20px; }
        .acts button { flex: 1 1 100%; }
      }
    `,
  ];

  override render() {
    const { mail, box } = this.words;
    return html`
      ${trail(box.settings.title)}
      <header><h1 tabindex="-1">${mail.title}</h1></header>
      <p class="lead">${mail.lead}</p>
      ${this.#mail.render(this.words, ({ server }) => html`${this.#form(server)}${server ? this.#try() : nothing}`)}
    `;
  }

  #form(server: Server | null) {
    const { mail, admin } = this.words;
    const port = server?.security === this.security ? String(server.port) : usualPorts[this.security];
    const kept = server?.hasPassword === true && !this.forget;
    return html`<form novalidate @submit=${this.#save} @input=${this.#corrected}>
      ${server ? nothing : html`<p class="small">${mail.none}</p>`}
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${field({ name: 'host', label: mail.host, help: mail.hostHelp, value: server?.host ?? '', autocomplete: 'off', error: this.wrong.host })}
      <div class="pair">
        <admin-select label=${mail.security} value=${this.security}
          .options=${(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: mail.securities[value] }))}
          @choose=${({ detail }: CustomEvent<Server['security']>) => {
            this.security = detail;
          }}></admin-select>
        ${field({ name: 'port', label: mail.port, value: port, autocomplete: 'off', error: this.wrong.port })}
      </div>
      ${field({ name: 'user', label: mail.user, help: mail.userHelp, value: server?.user ?? '', autocomplete: 'off', optional: true })}
      ${passwordField(
        {
          ...{ name: 'password', label: mail.password, value: '', autocomplete: 'new-password', optional: true },
          help: kept ? mail.passwordKept : mail.passwordHelp,
        },
        {
          shown: this.shown,
          turn: () => {
            this.shown = !this.shown;
          },
          words: admin,
        },
      )}
      ${
        server?.hasPassword
          ? html`<label class="kept"><input type="checkbox" name="forget" .checked=${this.forget} @change=${(
              event: Event,
            ) => {
              this.forget = (event.target as HTMLInputElement).checked;
            }} />${mail.forgetPassword}</label>`
          : nothing
      }
      ${field({ name: 'from', label: mail.from, help: mail.fromHelp, value: server?.from ?? '', autocomplete: 'off', error: this.wrong.from })}
      <div class="acts">
        <button class="primary" aria-disabled=${this.busy}>${admin.save}</button>
        ${server ? html`<button type="button" class="dangerous" @click=${this.#remove}>${mail.remove}</button>` : nothing}
      </div>
    </form>`;
  }

  #try() {
    const { mail } = this.words;
    const { tested } = this;
    return html`<form class="try" novalidate @submit=${this.#test} @input=${this.#corrected}>
      <h2>${mail.tryTitle}</h2>
      ${field({ name: 'to', label: mail.tryTo, help: mail.tryFirst, value: '', autocomplete: 'email', error: this.wrong.to })}
      <div class="acts"><button aria-disabled=${this.testing}>${this.testing ? mail.trying : mail.tryIt}</button></div>
      <div class="result" role="status">
        ${
          tested === undefined
            ? nothing
            : tested.ok
              ? html`<p>${stateMark('live', '')}${mail.tried(tested.to)}</p>`
              : html`<p>${stateMark('dead', '')}${mail.failed[tested.failure ?? 'refused']}</p>${tested.said ? html`<p class="small">${mail.said(tested.said)}</p>` : nothing}`
        }
      </div>
    </form>`;
  }

  /** What is being put right is not called wrong any more. */
  #corrected(event: Event) {
    const { name } = event.target as HTMLInputElement;
    if (name in this.wrong) this.wrong = { ...this.wrong, [name]: undefined };
  }

  #typed(name: string): string {
    return inputOf(this, name)?.value.trim() ?? '';
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this.busy) return;
    const { mail, admin } = this.words;
    const [host, port, from] = [this.#typed('host'), Number(this.#typed('port')), this.#typed('from')];
    this.wrong = {
      ...(host === '' && { host: admin.required }),
      ...((!Number.isInteger(port) || port < 1 || port > 65_535) && { port: mail.portWrong }),
      ...(!/.@./.test(from) && { from: mail.fromWrong }),
    };
    const [first] = Object.keys(this.wrong);
    if (first) return inputOf(this, first)?.focus();
    const password = inputOf(this, 'password')?.value ?? '';
    const input: MailInput = {
      ...{ host, port, from, security: this.security, user: this.#typed('user') },
      ...(password !== '' ? { password } : this.forget ? { password: null } : {}),
    };
    this.busy = true;
    this.refused = undefined;
    try {
      await putMail(input);
      notify({ text: mail.saved });
      this.tested = undefined;
      this.forget = false;
      // It is not kept on the page.
      const secret = inputOf(this, 'password');
      if (secret) secret.value = '';
      await this.#mail.again();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.fields.includes('from')) this.wrong = { from: mail.fromWrong };
      else this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  async #test(event: Event) {
    event.preventDefault();
    if (this.testing) return;
    const to = this.#typed('to');
    this.wrong = /.@./.test(to) ? {} : { to: this.words.mail.tryToWrong };
    if (this.wrong.to) return inputOf(this, 'to')?.focus();
    this.testing = true;
    this.tested = undefined;
    try {
      this.tested = { ...(await testMail(to)), to };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.fields.includes('to')) this.wrong = { to: this.words.mail.tryToWrong };
      else notifyRefused(error, this.words);
    } finally {
      this.testing = false;
    }
  }

  async #remove() {
    const { mail } = this.words;
    const question = { heading: mail.removeAsk, text: mail.removeText, yes: mail.remove, dangerous: true };
    if (!(await askFirst(question))) return;
    try {
      await removeMail();
      notify({ text: mail.removed });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    this.tested = undefined;
    await this.#mail.again();
  }
}
