import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Hook, HookFact, HookForm } from '#contract/hooks.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { copy } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addHook, changeHook } from './hooks-calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import '../parts/admin-switch.ts';

const forms = ['wecom', 'dingtalk', 'feishu', 'json'] as const;
const facts = ['opened', 'downloaded', 'asked', 'exhausted_soon'] as const;
type Wrong = { [name in 'name' | 'url' | 'facts' | 'projects']?: string | undefined };

/** Adds a webhook, or changes one (`hook`). It says `saved` where something was, and `closed`. */
@customElement('hooks-dialog')
export class HooksDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) hook: Hook | undefined;
  @property({ attribute: false }) projects: readonly Project[] = [];
  @state() private form: HookForm = 'wecom';
  @state() private facts: readonly HookFact[] = facts;
  @state() private chosen: readonly string[] | null = null;
  @state() private tongue: Hook['locale'] = 'zh-CN';
  @state() private on = true;
  @state() private forget = false;
  @state() private wrong: Wrong = {};
  @state() private busy = false;
  @state() private refused: Refused | undefined;
  @state() private secret: string | undefined;

  static override styles = [
    controls,
    fieldStyle,
    css`
      form, .made, fieldset { display: grid; gap: 16px; min-width: 0; }
      fieldset { gap: 0; }
      legend, .label { padding: 0; margin-bottom: 8px; font-weight: 500; }
      .tick { display: flex; align-items: center; gap: 12px; min-height: 44px; cursor: pointer; overflow-wrap: anywhere; }
      .tick input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .list { max-height: 220px; margin-top: 8px; padding: 0 12px; overflow-y: auto; border: 1px solid var(--line2); border-radius: 8px; }
      code { display: block; padding: 12px 16px; background: var(--fill); font-family: ui-monospace, monospace; font-size: 13px; line-height: 20px; overflow-wrap: anywhere; user-select: all; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    const { hook } = this;
    this.form = hook?.form ?? 'wecom';
    this.facts = hook?.facts ?? ['asked', 'exhausted_soon'];
    this.chosen = hook?.projectIds ?? null;
    this.tongue = hook?.locale ?? (this.words.admin.tag === 'en' ? 'en' : 'zh-CN');
    this.on = hook?.enabled ?? true;
    this.forget = false;
    this.wrong = {};
    this.refused = undefined;
    this.secret = undefined;
  }

  override render() {
    const { admin, hooks } = this.words;
    const heading = this.secret ? hooks.made : this.hook ? hooks.changeTitle(this.hook.name) : hooks.add;
    return html`<admin-dialog heading=${heading} ?open=${this.open} @closed=${this.#close}>
      ${this.open ? (this.secret ? this.#made(this.secret) : this.#form()) : nothing}
      <button slot="footer" class=${this.secret ? 'primary' : ''} @click=${this.#close}>${this.secret ? admin.done : admin.cancel}</button>
      ${this.secret ? nothing : html`<button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#save}>${admin.save}</button>`}
    </admin-dialog>`;
  }

  #made(secret: string) {
    const { hooks } = this.words;
    return html`<div class="made"><p>${hooks.once}</p><code aria-label=${hooks.secret}>${secret}</code>
      <div class="acts"><button @click=${() => void this.#copy(secret)}>${copy}${hooks.copy}</button></div></div>`;
  }

  #form() {
    const { hooks } = this.words;
    const { hook } = this;
    return html`<form novalidate @submit=${this.#save} @input=${this.#corrected}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${
        hook
          ? html`<admin-switch label=${hooks.enabled} ?on=${this.on} @choose=${({ detail }: CustomEvent<boolean>) => {
              this.on = detail;
            }}></admin-switch>`
          : html`<admin-select label=${hooks.form} help=${hooks.formHelp[this.form]} value=${this.form}
              .options=${forms.map((value) => ({ value, label: hooks.forms[value] }))}
              @choose=${({ detail }: CustomEvent<HookForm>) => {
                this.form = detail;
              }}></admin-select>`
      }
      ${field({ name: 'name', label: hooks.name, help: hooks.nameHelp, value: hook?.name ?? '', autocomplete: 'off', error: this.wrong.name })}
      ${field({ name: 'url', label: hooks.url, help: hook ? hooks.urlKept : hooks.urlHelp, value: '', autocomplete: 'off', error: this.wrong.url, optional: hook !== undefined })}
      ${this.form === 'wecom' ? nothing : this.#secret()}
      <fieldset><legend>${hooks.factsLabel}</legend><div class="two">${facts.map((fact) => this.#fact(fact))}</div>
        ${this.wrong.facts ? html`<p class="error" role="alert">${this.wrong.facts}</p>` : nothing}</fieldset>
      ${this.#projects()}
      <admin-select label=${hooks.language} value=${this.tongue}
        .options=${(['zh-CN', 'en'] as const).map((value) => ({ value, label: hooks.languages[value] }))}
        @choose=${({ detail }: CustomEvent<Hook['locale']>) => {
          this.tongue = detail;
        }}></admin-select>
    </form>`;
  }

  /** What is being put right is not called wrong any more. */
  #corrected(event: Event) {
    const { name } = event.target as HTMLInputElement;
    if (name in this.wrong) this.wrong = { ...this.wrong, [name]: undefined };
  }

  #secret() {
    const { hooks } = this.words;
    const own = this.form === 'json';
    const help = this.hook?.hasSecret ? hooks.secretKept : own ? hooks.secretOwnHelp : hooks.secretHelp;
    return html`${field({ name: 'secret', label: hooks.secret, help, value: '', autocomplete: 'off', optional: true })}
      ${
        this.hook?.hasSecret && !own
          ? html`<label class="tick"><input type="checkbox" .checked=${this.forget} @change=${(event: Event) => {
              this.forget = (event.target as HTMLInputElement).checked;
            }} />${hooks.secretForget}</label>`
          : nothing
      }`;
  }

  #fact(fact: HookFact) {
    return html`<label class="tick"><input type="checkbox" name=${fact} .checked=${this.facts.includes(fact)}
      @change=${(event: Event) => {
        const on = (event.target as HTMLInputElement).checked;
        this.facts = facts.filter((one) => (one === fact ? on : this.facts.includes(one)));
        this.wrong = { ...this.wrong, facts: undefined };
      }} />${this.words.hooks.facts[fact]}</label>`;
  }

  #projects() {
    const { hooks } = this.words;
    const { chosen } = this;
    return html`<div>
      <div class="label" aria-hidden="true">${hooks.projects}</div>
      <admin-segments whole label=${hooks.projects} value=${chosen === null ? 'all' : 'some'}
        .options=${[{ value: 'all', label: hooks.allProjects }, { value: 'some', label: hooks.someProjects }]}
        @choose=${({ detail }: CustomEvent<string>) => {
          this.chosen = detail === 'some' ? [] : null;
        }}></admin-segments>
      ${chosen === null ? nothing : this.projects.length === 0 ? html`<p class="small">${hooks.noProjects}</p>` : this.#list(chosen)}
      ${this.wrong.projects ? html`<p class="error" role="alert">${this.wrong.projects}</p>` : nothing}
    </div>`;
  }

  #list(chosen: readonly string[]) {
    return html`<div class="list" role="group" aria-label=${this.words.hooks.projects}>${this.projects.map(
      ({ id, title }) => html`<label class="tick"><input type="checkbox" .checked=${chosen.includes(id)}
        @change=${(event: Event) => {
          const on = (event.target as HTMLInputElement).checked;
          this.chosen = on ? [...chosen, id] : chosen.filter((one) => one !== id);
        }} />${title}</label>`,
    )}</div>`;
  }

  async #copy(secret: string) {
    const { hooks, box } = this.words;
    const copied = await copyText(secret);
    notify(copied ? { text: hooks.copied } : { text: box.invite.copyFailed, failed: true });
  }

  readonly #close = () => {
    // A secret is not kept on a page that is only hidden.
    this.secret = undefined;
    this.dispatchEvent(new Event('closed'));
  };

  async #save(event: Event) {
    event.preventDefault();
    if (this.busy) return;
    const { admin, hooks } = this.words;
    const typed = (name: string) => inputOf(this, name)?.value.trim() ?? '';
    const [name, url, secret] = [typed('name'), typed('url'), typed('secret')];
    this.wrong = {
      ...(name === '' && { name: admin.required }),
      ...((url === '' ? !this.hook : !/^https?:\/\/./.test(url)) && { url: hooks.urlWrong }),
      ...(this.facts.length === 0 && { facts: hooks.factsWrong }),
      ...(this.chosen?.length === 0 && { projects: hooks.pickProjects }),
    };
    const [first] = Object.keys(this.wrong);
    if (first) return inputOf(this, first)?.focus();
    const shared = { name, facts: [...this.facts], projectIds: this.chosen && [...this.chosen], locale: this.tongue };
    this.busy = true;
    this.refused = undefined;
    try {
      if (this.hook) {
        const kept = secret !== '' ? { secret } : this.forget ? { secret: null } : {};
        await changeHook(this.hook.id, { ...shared, enabled: this.on, ...(url !== '' && { url }), ...kept });
        notify({ text: hooks.changed(name) });
      } else {
        const made = await addHook({
          ...shared,
          enabled: true,
          form: this.form,
          url,
          ...(secret !== '' && { secret }),
        });
        notify({ text: hooks.added(name) });
        this.secret = made.secret ?? undefined;
      }
      this.dispatchEvent(new Event('saved'));
      if (!this.secret) this.#close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.fields.includes('url')) this.wrong = { url: hooks.urlWrong };
      else this.refused = error;
    } finally {
      this.busy = false;
    }
  }
}
