import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { Reach } from '../reach.ts';
import { clockOf } from './on-now.ts';

/** What a screen says of itself, in figures. */
@customElement('screen-figures')
export class ScreenFigures extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property() zone = 'UTC';
  /** Another number draws it anew: seconds go by. */
  @property({ type: Number }) beat = 0;
  readonly #reach = new Reach(this);

  static override styles = [
    controls,
    css`
      dl { border-top: 1px solid var(--line); margin-top: 8px; }
      div { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      dt { color: var(--ink2); }
    `,
  ];

  override render() {
    const { screen } = this;
    if (!screen) return nothing;
    const { screens, admin } = this.words;
    const { status, lastSeenAt, playlist, shows, seconds, state } = screen;
    const online = screen.online && this.#reach.awaySince === undefined;
    const now = boxNow();
    const seen = lastSeenAt === null ? undefined : Date.parse(lastSeenAt);
    const rows: (readonly [string, string] | undefined)[] = [
      playlist ? [screens.playing, playlist.name] : undefined,
      shows.length === 0 || playlist
        ? undefined
        : [screens.show.chosen, screens.key.loop(state.programme.scenes.length, seconds)],
      [
        screens.seen,
        seen === undefined
          ? screens.never
          : online
            ? admin.ago(Math.max(0, now - seen) / 1000)
            : clockOf(seen, now, this.zone, this.words),
      ],
      ...(status
        ? [
            [screens.heldPhotos, `${status.held} / ${status.wanted}`] as const,
            [screens.clock, screens.ms(Math.abs(status.offsetMs))] as const,
            [screens.roundTrip, screens.ms(status.roundTripMs)] as const,
            [screens.size, `${status.width} × ${status.height}`] as const,
            [screens.uptime, screens.span(status.uptimeS)] as const,
            ...(status.build === '' ? [] : [[screens.build, status.build] as const]),
          ]
        : []),
    ];
    return html`<h2>${screens.details}</h2>
      <dl class="figures">${rows.map((row) => (row ? html`<div><dt>${row[0]}</dt><dd>${row[1]}</dd></div>` : nothing))}</dl>`;
  }
}
