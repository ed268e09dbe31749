import { words } from '#words/index.ts';
import { type Html, html } from '../http/html.ts';
import { placeText } from '../visits/place.ts';
import { cover } from './cover.ts';
import { eye } from './icons.ts';
import type { Frame, GateModel } from './models.ts';
import { speaks, wholePage } from './page.ts';
import { cardTags } from './preview-page.ts';

/** The whole gate page: nothing of the photos but, where the model has it, the cover's colours. */
export function gatePage(frame: Frame, model: GateModel): string {
  const { nonce } = model;
  const opens = { address: under(model.base, '/open'), nonce, place: textOf(model) };
  const card = model.card && cardTags(frame, model.card);
  return wholePage(frame, model.title, gate(frame, model), { card, ...(!model.password && { opens }) });
}

/** The gate as it goes into `<main>`. */
export function gateFragment(frame: Frame, model: GateModel): string {
  return gate(frame, model).text;
}

function gate(frame: Frame, model: GateModel): Html {
  const say = words(frame.locale).guest.gate;
  return html`<div class="gate" data-page="gate" data-self="${model.base}">
${cover(frame, model.thumbhash, scannedAt(model.base, model.place))}
<div class="card">
<h1 dir="auto"${speaks(frame, model.title)}>${model.title}</h1>
<p class="lead">${say.lead(model.chapters, model.photos)}</p>
<form method="post" action="${under(model.base, '/open')}" ${!model.password && html`data-opens`}>
<input type="hidden" name="nonce" value="${model.nonce}">
${model.place !== undefined && html`<input type="hidden" name="place" value="${textOf(model)}">`}
${model.password && password(frame, model)}
<p class="opening" aria-hidden="true">${say.opening}</p>
<p class="state" role="status"></p>
<button class="primary" type="submit" name="go" value="page">${say.open}</button>
</form>
${model.password && html`<p class="foot">${say.noPassword}</p>`}
</div>
</div>`;
}

function password(frame: Frame, model: GateModel): Html {
  const say = words(frame.locale).guest.gate;
  const { refused } = model;
  const locked = refused?.code === 'too_many_attempts' ? (refused.retryAfter ?? 60) : undefined;
  const wrong =
    refused &&
    html`<p class="help wrong" id="help" role="alert" ${locked !== undefined && html`data-locked="${locked}"`}>${complaint(frame, refused)}</p>`;
  return html`<label for="password">${say.password}</label>
<div class="field">
<input id="password" name="password" type="password" required maxlength="1000" autocomplete="current-password" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="go" aria-describedby="help" ${refused && html`aria-invalid="true" autofocus`}>
<button class="eye" type="button" aria-pressed="false" aria-label="${say.showPassword}">${eye}</button>
</div>
${wrong ?? html`<p class="help" id="help">${say.passwordHelp}</p>`}`;
}

function complaint(frame: Frame, refused: NonNullable<GateModel['refused']>): string {
  const say = words(frame.locale).guest.gate;
  if (refused.code === 'password_required') return say.missing;
  if (refused.code === 'password_wrong') return say.wrong(refused.triesLeft);
  return say.locked(Math.max(1, Math.ceil((refused.retryAfter ?? 60) / 60)));
}

function textOf({ place }: GateModel): string | undefined {
  return place === undefined ? undefined : placeText(place);
}

/** The address of a link's page that still says where it was scanned. */
export function scannedAt(base: string, place: number | undefined): string {
  return place === undefined ? base : under(base, `/${placeText(place)}`);
}

/** An address below a page's own, which may carry a pass as its query. */
export function under(base: string, path: string): string {
  const query = base.indexOf('?');
  return query < 0 ? base + path : base.slice(0, query) + path + base.slice(query);
}
