import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ReportFile, ReportForm, ReportPlan, ReportPlanState } from '#contract/reports.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { boxNow } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { download } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { sizeText } from '../parts/size-text.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { planFile, putPlan, readPlan, removePlan } from './plan-calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-select.ts';

const forms = ['pdf', 'xlsx', 'png', 'txt', 'csv'] as const;
const mostAddresses = 20;
type Wrong = { [name in 'at' | 'forms' | 'mailTo']?: string | undefined };

/** Reports of every evening: what is made, of when and for whom, and what was made. It says `closed`. */
@customElement('report-plan-dialog')
export class ReportPlanDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) projectId = '';
  @property({ attribute: false }) zone = 'UTC';
  @property({ type: Boolean }) open = false;
  /** The signed-in person may set the mail server. */
  @property({ type: Boolean }) owner = false;
  @state() private forms: readonly ReportForm[] = ['pdf', 'xlsx'];
  @state() private tongue: ReportPlan['locale'] = 'zh-CN';
  @state() private wrong: Wrong = {};
  @state() private busy = false;
  @state() private refused: Refused | undefined;
  readonly #plan = new Load(this, () => this.#read(), { start: false });

  static override styles = [
    controls,
    fieldStyle,
    css`
      form, fieldset { display: grid; gap: 20px; min-width: 0; }
      fieldset { gap: 0; }
      .lead { color: var(--ink2); text-wrap: pretty; margin-bottom: 16px; }
      legend { margin-bottom: 8px; }
      .pair, .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; align-items: start; }
      .two { gap: 0 12px; }
      .now { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
      .frame input { min-width: 0; }
      .tick { display: flex; align-items: center; gap: 12px; min-height: 44px; cursor: pointer; }
      .tick input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .frame input { font-variant-numeric: tabular-nums; }
      textarea { width: 100%; min-height: 72px; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; resize: vertical; }
      textarea:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      section { display: grid; gap: 4px; margin-top: 24px; padding-top: 20px; border-top: 1px solid var(--line); }
      .files li { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      .files .what { flex: 1; display: grid; min-width: 0; }
      .files strong { font-weight: 500; overflow-wrap: anywhere; }
      .files a { flex: none; display: grid; place-items: center; width: 44px; height: 44px; }
      @media (max-width: 599px) {
        .pair { grid-template-columns: minmax(0, 1fr); gap: 20px; }
        textarea { font-size: 17px; }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.wrong = {};
    this.refused = undefined;
    this.#plan.forget();
    void this.#plan.again();
  }

  override render() {
    const { admin, reportPlan: own } = this.words;
    const there = this.#plan.value;
    const planned = there?.plan;
    return html`<admin-dialog heading=${own.title} ?open=${this.open} @closed=${this.#close}>
      ${this.open ? html`<p class="lead">${own.lead}</p>${this.#plan.render(this.words, (told) => html`${this.#form(told)}${this.#files(told)}`)}` : nothing}
      <button slot="footer" @click=${this.#close}>${planned ? admin.done : admin.cancel}</button>
      ${there ? html`<button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#save}>${planned ? own.save : own.start}</button>` : nothing}
    </admin-dialog>`;
  }

  #form({ plan, nextAt, mail }: ReportPlanState) {
    const { reportPlan: own } = this.words;
    const { at, mailTo, forms: which } = this.wrong;
    return html`<form novalidate @submit=${this.#save} @input=${this.#corrected}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${
        plan
          ? html`<div class="now"><span>${nextAt ? stateMark('live', own.next(this.#moment(nextAt))) : stateMark('quiet', own.over)}</span>
            <button type="button" class="dense dangerous" aria-disabled=${this.busy} @click=${() => void this.#stop()}>${own.stop}</button></div>`
          : nothing
      }
      <div class="pair">
        ${this.#input({ name: 'at', type: 'time', label: own.at, value: plan?.at ?? '21:30', told: at, wrong: at !== undefined })}
        ${this.#input({ name: 'until', type: 'date', label: own.until, value: plan?.until ?? '', told: own.untilHelp, wrong: false })}
      </div>
      <fieldset><legend>${own.forms}</legend><div class="two">${forms.map((form) => this.#tick(form))}</div>
        ${which ? html`<p class="error" role="alert">${which}</p>` : nothing}</fieldset>
      <admin-select label=${own.language} value=${this.tongue}
        .options=${(['zh-CN', 'en'] as const).map((value) => ({ value, label: own.languages[value] }))}
        @choose=${({ detail }: CustomEvent<ReportPlan['locale']>) => {
          this.tongue = detail;
        }}></admin-select>
      <div class="field"><label for="mailTo">${own.mailTo}</label>
        <textarea id="mailTo" name="mailTo" autocapitalize="off" spellcheck="false" aria-describedby="mailTo-told" aria-invalid=${mailTo ? 'true' : 'false'} .value=${(plan?.mailTo ?? []).join('\n')}></textarea>
        <p id="mailTo-told" class=${mailTo ? 'error' : 'help'}>${mailTo ?? own.mailToHelp}</p>
        ${mail ? nothing : html`<p class="help">${own.noMail} ${this.owner ? html`<a href=${href('/box/mail')}>${own.setMail}</a>` : own.askOwner}</p>`}
      </div>
    </form>`;
  }

  #input({
    name,
    type,
    label,
    value,
    told,
    wrong,
  }: {
    name: string;
    type: 'time' | 'date';
    label: string;
    value: string;
    told: string | undefined;
    wrong: boolean;
  }) {
    return html`<div class="field"><label for=${name}>${label}</label><div class="frame">
      <input id=${name} name=${name} type=${type} .value=${value} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${told ? `${name}-told` : nothing} /></div>
      ${told ? html`<p id="${name}-told" class=${wrong ? 'error' : 'help'}>${told}</p>` : nothing}</div>`;
  }

  /** What is being put right is not called wrong any more. */
  #corrected(event: Event) {
    const { name } = event.target as HTMLInputElement;
    if (name in this.wrong) this.wrong = { ...this.wrong, [name]: undefined };
  }

  #tick(form: ReportForm) {
    return html`<label class="tick"><input type="checkbox" name=${form} .checked=${this.forms.includes(form)} @change=${(
      event: Event,
    ) => {
      const on = (event.target as HTMLInputElement).checked;
      this.forms = forms.filter((one) => (one === form ? on : this.forms.includes(one)));
    }} />${this.words.reportPlan.formNames[form]}</label>`;
  }

  #files({ files }: ReportPlanState) {
    const { reportPlan: own } = this.words;
    return html`<section><h2>${own.files}</h2><p class="small">${own.folder}</p>
      ${files.length === 0 ? html`<p class="small">${own.noFiles}</p>` : html`<ul class="files">${files.map((file) => this.#file(file))}</ul>`}
    </section>`;
  }

  #file({ id, name, bytes, madeAt, mailedAt, state: how, failure }: ReportFile) {
    const { reportPlan: own, admin } = this.words;
    const made = bytes > 0;
    const word = made ? own.states[how] : own.notMade;
    const tone = how === 'failed' ? 'dead' : how === 'waiting' ? 'soon' : 'live';
    const parts = [
      ...(made ? [bytes < 100_000 ? `${Math.ceil(bytes / 1024)} KB` : sizeText(bytes)] : []),
      this.#moment(mailedAt ?? madeAt),
    ];
    return html`<li><span class="what"><strong>${name}</strong>
      <span class="small figures">${parts.join(admin.comma)}</span>
      <span>${stateMark(tone, word)}</span>
      ${failure ? html`<span class="small">${own.failures[failure]}</span>` : nothing}</span>
      ${made ? html`<a href=${planFile(this.projectId, id)} download=${name} aria-label=${own.download(name)} title=${own.download(name)}>${download}</a>` : nothing}</li>`;
  }

  #moment(instant: string): string {
    return this.words.admin.at(momentOf(Date.parse(instant), boxNow(), this.zone));
  }

  async #read(): Promise<ReportPlanState> {
    const told = await readPlan(this.projectId);
    this.forms = told.plan?.forms ?? ['pdf', 'xlsx'];
    this.tongue = told.plan?.locale ?? (this.words.admin.tag === 'en' ? 'en' : 'zh-CN');
    return told;
  }

  #typed(name: string): string {
    const input = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name='${name}']`);
    return input?.value.trim() ?? '';
  }

  readonly #close = () => {
    this.dispatchEvent(new Event('closed'));
  };

  async #save(event: Event) {
    event.preventDefault();
    if (this.busy || !this.#plan.value) return;
    const { reportPlan: own } = this.words;
    const at = this.#typed('at').slice(0, 5);
    const until = this.#typed('until') || null;
    const mailTo = [
      ...new Set(
        this.#typed('mailTo')
          .split(/[\s,;，；、]+/)
          .filter(Boolean),
      ),
    ];
    const odd = mailTo.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address));
    this.wrong = {
      ...(!/^\d\d:\d\d$/.test(at) && { at: own.atWrong }),
      ...(this.forms.length === 0 && { forms: own.formsWrong }),
      ...(odd !== undefined
        ? { mailTo: own.mailToWrong(odd) }
        : mailTo.length > mostAddresses
          ? { mailTo: own.mailToMany }
          : {}),
    };
    const [first] = Object.keys(this.wrong);
    if (first) return this.renderRoot.querySelector<HTMLElement>(`[name='${first}']`)?.focus();
    await this.#act(async () => {
      const told = await putPlan(this.projectId, { at, until, mailTo, forms: [...this.forms], locale: this.tongue });
      notify({ text: told.nextAt ? own.saved(this.#moment(told.nextAt)) : own.savedOver });
    });
  }

  async #stop() {
    if (this.busy) return;
    await this.#act(async () => {
      await removePlan(this.projectId);
      notify({ text: this.words.reportPlan.stopped });
    });
  }

  async #act(act: () => Promise<void>) {
    this.busy = true;
    this.refused = undefined;
    try {
      await act();
      this.#close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }
}
