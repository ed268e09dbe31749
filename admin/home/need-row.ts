import { css, html, LitElement, nothing, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Need } from '#contract/now.ts';
import { type Words, words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { askedHelp, askedTitle, askedYes } from '../asks/asked.ts';
import { tellOf } from '../feedback/hide-acts.ts';
import { controls } from '../parts/controls.ts';
import { clock, code, dotHalf, eyeOff, phone, photos, speech, trash, warning } from '../parts/icons.ts';
import { sizeText } from '../parts/size-text.ts';
import { href } from '../router.ts';
import { screenCodeRow } from './screen-code.ts';
import '../parts/photo-thumb.ts';

interface Row {
  readonly icon: SVGTemplateResult;
  readonly tone: 'soon' | 'dead' | 'quiet' | 'asks';
  readonly title: string;
  readonly help: string;
  /** The one act: a button's words, or a link. */
  readonly act: { readonly label: string; readonly to?: string };
  /** Photos that it is about, by their ids. */
  readonly photoIds?: readonly string[];
  /** The words of the other way: to say no to somebody who asks, or that nothing need be done. */
  readonly no?: string;
}

/** One thing that needs a hand, with the one act for it: it says `give` for that, and `decline` for the other way, where there is one. */
@customElement('need-row')
export class NeedRow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) need: Need | undefined;
  @property() zone = 'UTC';
  /** While the act runs. */
  @property({ type: Boolean }) busy = false;
  /** May answer guests who want a photo hidden. */
  @property({ type: Boolean }) staff = false;
  /** Owners may set the box's clock. */
  @property({ type: Boolean }) owner = false;

  static override styles = [
    controls,
    css`
      :host { display: flex; align-items: center; gap: 16px; min-height: 64px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      .sign { display: grid; width: 20px; place-items: center; }
      .sign svg { width: 20px; height: 20px; }
      .soon { color: var(--soon); }
      .dead { color: var(--dead); }
      .sign.quiet { color: var(--ink2); }
      .asks { color: var(--accent); }
      .pictures { display: flex; gap: 4px; padding: 4px 0; }
      .pictures photo-thumb { width: 88px; height: 60px; }
      .what { flex: 1; min-width: 0; }
      .what p { overflow-wrap: anywhere; text-wrap: pretty; }
      button, a.button { flex: none; white-space: nowrap; }
      .both { flex: none; display: flex; gap: 8px; }
      @media (max-width: 479px) {
        :host { gap: 12px; }
        button, a.button { padding: 0 12px; }
        /* Two acts do not fit beside what they are about. */
        :host([asked]) { flex-wrap: wrap; padding: 12px 0; }
        .both { width: 100%; padding-left: 32px; }
        .both > :last-child { flex: 1; }
        /* Nor does one, beside a whole paragraph. */
        :host([long]) { flex-wrap: wrap; padding: 12px 0; }
        :host([long]) > a.button { flex: 0 1 100%; margin-left: 32px; }
      }
    `,
  ];

  override render() {
    if (!this.need) return nothing;
    const { icon, tone, title, help, act, no, photoIds = [] } = this.#row(this.need);
    const yes =
      act.to === undefined
        ? html`<button aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#give}>${act.label}</button>`
        : html`<a class="button" href=${href(act.to)}>${act.label}</a>`;
    return html`
      <span class="sign ${tone}">${icon}</span>
      <div class="what"><p>${title}</p>${help === '' ? nothing : html`<p class="small">${help}</p>`}
        ${photoIds.length === 0 ? nothing : html`<div class="pictures">${photoIds.map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}</div>`}</div>
      ${no === undefined ? yes : html`<div class="both"><button class="quiet" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#decline}>${no}</button>${yes}</div>`}
    `;
  }

  #give() {
    if (!this.busy) this.dispatchEvent(new Event('give'));
  }

  #decline() {
    if (!this.busy) this.dispatchEvent(new Event('decline'));
  }

  override willUpdate() {
    this.toggleAttribute(
      'asked',
      ['asked', 'refresh_due', 'swap_missed', 'hide_asked'].includes(this.need?.kind ?? ''),
    );
    this.toggleAttribute('long', this.need?.kind === 'crowded');
  }

  #row(need: Need): Row {
    const { home } = this.words;
    const now = Date.now();
    switch (need.kind) {
      case 'asked': {
        const { link, why, count } = need;
        // Each of several phones is let in or not for itself.
        const to = why === 'device' && count > 1 ? `/projects/${link.projectId}/links/${link.id}` : undefined;
        return {
          icon: why === 'device' ? phone : speech,
          tone: 'asks',
          title: askedTitle(need, this.words),
          help: askedHelp(need, this.words, now, this.zone),
          act: to === undefined ? { label: askedYes(need, this.words) } : { label: home.askedToLink, to },
          ...(to === undefined && { no: home.decline }),
        };
      }
      case 'hide_asked':
        return this.#hide(need);
      case 'link_ending':
        return this.#link(need, now);
      case 'link_locked':
        return {
          icon: warning,
          tone: 'dead',
          title: home.linkLocked[need.side](need.name),
          help: home.linkLockedHelp(this.words.admin.at(momentOf(Date.parse(need.until), now, this.zone))),
          act: { label: home.unlock },
        };
      case 'refresh_due': {
        const days = need.link.policy.refreshDays ?? 0;
        return {
          icon: photos,
          tone: 'dead',
          title: home.refreshDue(need.name, Math.floor((now - Date.parse(need.dueAt)) / 86_400_000)),
          help: [need.projectTitle, home.refreshDueHelp(days)].join(this.words.admin.comma),
          act: { label: home.openGallery, to: `/projects/${need.link.projectId}/galleries/${need.galleryId}` },
          no: home.stillRight,
        };
      }
      case 'swap_missed':
        return {
          icon: warning,
          tone: 'dead',
          title: home.swapMissed(need.title),
          help: home.swapMissedHelp,
          act: { label: home.openGallery, to: `/projects/${need.projectId}/galleries/${need.galleryId}` },
          no: this.words.galleries.swaps.putAway,
        };
      case 'step_ending': {
        const ends = Date.parse(need.endsAt);
        const when = this.words.admin.at(lastMoment(ends, now, this.zone));
        const over = ends <= now;
        return {
          icon: clock,
          tone: over ? 'quiet' : 'soon',
          title: over ? home.stepEnded(need.name, when) : home.stepEnds(need.name, when),
          help: need.linkId === null ? need.text : [need.projectTitle, need.text].join(this.words.admin.comma),
          act: {
            label: home.stepAct,
            to: `/projects/${need.projectId}/${need.linkId === null ? 'settings' : `links/${need.linkId}`}`,
          },
        };
      }
      case 'clean_up_due': {
        const { cleanUp } = this.words.trash;
        const at = Date.parse(need.at);
        const when = this.words.admin.onDay(momentOf(Math.max(at, now), now, this.zone));
        return {
          icon: trash,
          tone: 'soon',
          title: cleanUp.need(need.count, when),
          help: cleanUp.needHelp(need.photos, sizeText(need.bytes)),
          act: { label: cleanUp.needAct, to: '/clean-up' },
        };
      }
      case 'photos_failed':
        return {
          icon: warning,
          tone: 'dead',
          title: home.photosFailed(need.projectTitle, need.count),
          help: home.photosFailedHelp,
          act: { label: home.look, to: `/projects/${need.projectId}?state=failed` },
        };
      case 'screen_silent':
        return {
          icon: warning,
          tone: 'dead',
          title: home.screenSilent(need.name),
          help: need.lastSeenAt
            ? home.lastSeen(this.words.admin.at(momentOf(Date.parse(need.lastSeenAt), now, this.zone)))
            : home.neverSeen,
          act: { label: home.look, to: `/screens/${need.screenId}` },
        };
      case 'screen_stuck': {
        const { plays } = this.words;
        const title = plays.stuck[need.why](need.name);
        return { icon: warning, tone: 'dead', title, help: plays.stuckHelp, act: { label: plays.reload } };
      }
      case 'screen_code':
        return { icon: code, tone: need.shown ? 'soon' : 'dead', ...screenCodeRow(need, this.words, now, this.zone) };
      case 'public_address':
        return {
          icon: warning,
          tone: 'dead',
          title: home.publicAddress,
          help: home.publicAddressHelp(need.origin),
          act: { label: home.look, to: '/box' },
        };
      case 'disk':
        return {
          icon: warning,
          tone: need.level === 'short' ? 'soon' : 'dead',
          title: home.disk[need.level](sizeText(need.free)),
          help: home.diskHelp[need.level],
          act: { label: home.diskAct, to: '/projects' },
        };
      case 'clock': {
        const taken = this.words.admin.at(momentOf(Date.parse(need.taken), now, this.zone));
        const machine = this.words.admin.at(momentOf(Date.parse(need.machine), now, this.zone));
        const here = this.words.admin.at(momentOf(now, now, this.zone));
        return {
          icon: clock,
          tone: 'dead',
          title: home.clockWrong(machine),
          help: home.clockHelp(taken, here),
          act: this.owner ? { label: home.clockSet } : { label: home.look, to: '/box' },
        };
      }
      case 'crowded': {
        const since = this.words.admin.at(momentOf(Date.parse(need.since), now, this.zone));
        const seconds = (Math.max(1, Math.round(need.p95Ms / 100)) / 10).toFixed(1);
        return {
          icon: warning,
          tone: 'soon',
          title: home.crowded,
          help: home.crowdedHelp(since, need.phones, seconds, need.codes),
          act: { label: home.crowdedAct, to: '/screens' },
        };
      }
    }
  }

  /** One photo is hidden or left here; of several each is looked at for itself. */
  #hide({ projectId, projectTitle, count, requests }: Extract<Need, { kind: 'hide_asked' }>): Row {
    const { feedback, admin } = this.words;
    const own = feedback.hide;
    const [first] = requests;
    const photoIds = [...new Set(requests.map(({ photoId }) => photoId))].slice(0, 3);
    const done = requests.every(({ state }) => state === 'hidden');
    const told = count === 1 && first ? tellOf(first, this.words, this.zone).slice(1) : [];
    const here = count === 1 && this.staff;
    return {
      icon: eyeOff,
      tone: 'asks',
      title: done ? own.needDone(count) : own.need(first?.name ?? '', count),
      help: [projectTitle, ...told].join(admin.comma),
      photoIds,
      act: here ? { label: done ? own.stay : own.yes } : { label: own.look, to: `/projects/${projectId}/feedback` },
      ...(here && { no: done ? own.back : own.no }),
    };
  }

  #link(need: Extract<Need, { kind: 'link_ending' }>, now: number): Row {
    const { home, admin } = this.words;
    const { link, name, opensLeft, minutesLeft, offer, projectTitle } = need;
    const { maxOpens, expiresAt } = link.policy;
    const opened = maxOpens === null ? home.openedOnly(link.opens) : home.opened(link.opens, maxOpens);
    const help = [projectTitle, opened].join(admin.comma);
    const byTime = offer.opens === undefined && offer.opensPerVisitor === undefined;
    const dead = link.state === 'expired' || link.state === 'exhausted';
    const { days } = offer;
    const opens =
      offer.opens !== undefined
        ? dead
          ? home.giveAgain(offer.opens)
          : home.giveOpens(offer.opens)
        : offer.opensPerVisitor !== undefined
          ? home.givePerPhone(offer.opensPerVisitor)
          : undefined;
    const label =
      opens === undefined ? home.giveDays(days ?? 7) : days === undefined ? opens : home.alsoDays(opens, days);
    if (byTime && expiresAt !== null) {
      const when = admin.at(lastMoment(Date.parse(expiresAt), now, this.zone));
      const title = link.state === 'expired' ? home.linkEnded(name, when) : home.linkEnds(name, when);
      return { icon: clock, tone: dead ? 'dead' : 'soon', title, help, act: { label } };
    }
    const left = opensLeft ?? 0;
    const title =
      left === 0
        ? home.linkUsedUp(name)
        : minutesLeft === null
          ? home.linkSoon(name, left)
          : home.linkPace(name, left, minutesLeft);
    return { icon: dotHalf, tone: left === 0 ? 'dead' : 'soon', title, help, act: { label } };
  }
}
