import { css, unsafeCSS } from 'lit';

/** The face of the big screen: one for Chinese and Latin, where it is there, so that figures sit well between both. */
export const face = unsafeCSS(
  '"Noto Sans CJK SC", "PingFang SC", "HarmonyOS Sans SC", MiSans, "Microsoft YaHei", system-ui, sans-serif',
);

/**
 * What every scene stands on: its own element is the container, and `--u` is one unit of the pictures' 1080, so that a
 * scene is drawn alike on a wall and in a corner of the admin.
 */
export const frame = css`
  :host {
    display: block; position: relative; overflow: hidden; container-type: size;
    background: #0e0d0c; color: #f6f4f0; font-family: ${face}; font-weight: 400; font-variant-numeric: tabular-nums;
    text-align: left; user-select: none; -webkit-user-select: none;
  }
  /* The face draws quotes as wide as Chinese ones, which tears English words apart. */
  .content:lang(en) { font-variant-east-asian: proportional-width; }
  .content { --u: calc(100cqh / 1080); position: absolute; inset: 0; }
  @container (max-aspect-ratio: 11 / 10) {
    .content { --u: calc(100cqw / 1080); }
  }
`;

/** Texts that are set as large as they fit (fit.ts). */
export const fitted = css`
  :where([data-fit]) { font-size: calc(var(--fit) * var(--u)); line-height: 1.28; text-wrap: pretty; }
`;

/** What stands on no photo: the venue's own colour, nearly black. */
export const venueGround = css`
  .venue { background: color-mix(in srgb, var(--venue, #b7791f) 11%, #0e0d0c); }
`;
