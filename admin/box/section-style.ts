import { css } from 'lit';

/** A section of settings: its heading beside what belongs to it; above it on phones. */
export const sectionStyle = css`
  :host { display: grid; grid-template-columns: 168px minmax(0, 640px); gap: 16px 32px; padding: 24px 0; border-top: 1px solid var(--line); }
  .all { display: grid; gap: 24px; }
  .row { display: grid; gap: 8px; justify-items: start; }
  .label { font-weight: 500; }
  .line { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; width: 100%; }
  .line .field { flex: 1 1 240px; }
  /* Beside the field itself, not its label. */
  .line > button { margin-top: 32px; }
  .help { font-size: 13px; line-height: 20px; color: var(--ink2); text-wrap: pretty; }
  @media (max-width: 899px) { :host { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 599px) { .line > button { width: 100%; margin-top: 0; } }
`;
