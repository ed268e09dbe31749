import { css } from 'lit';
import { boxPagesStyle } from '../box/box-pages.ts';

export const audiencesStyle = [
  boxPagesStyle,
  css`
    section { margin-top: 24px; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    thead th:nth-child(1) { width: 16%; }
    thead th:nth-child(2) { width: 9%; }
    thead th:nth-child(3) { width: 13%; }
    thead th:nth-child(4) { width: 10%; }
    thead th:nth-child(6) { width: 15%; }
    thead th:nth-child(7) { width: 156px; }
    thead th { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; text-align: left; white-space: nowrap; }
    td, tbody th { height: 64px; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; }
    tbody th { font-weight: 500; overflow-wrap: anywhere; }
    .id { display: block; color: var(--ink3); font-weight: 400; }
    td { text-wrap: pretty; }
    .do button { white-space: nowrap; }
    .none { color: var(--ink3); }
    .follow { color: var(--ink2); }
    .do { padding-right: 0; }
    .room { width: 44px; }
    .do > div { display: flex; align-items: center; justify-content: flex-end; gap: 4px; }
    @media (max-width: 1023px) {
      table, tbody { display: block; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tbody tr { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 16px; padding: 16px 0; border-bottom: 1px solid var(--line); }
      td, tbody th { display: block; width: auto; height: auto; padding: 0; border: 0; }
      tbody th { grid-column: 1 / -1; font-size: 17px; line-height: 28px; }
      td[data-label]::before { content: attr(data-label); display: block; color: var(--ink2); font-size: 13px; line-height: 20px; }
      .do { grid-column: 1 / -1; }
      .room { display: none; }
      .do button { flex: 1; min-height: 44px; }
      .do > div { justify-content: space-between; }
    }
  `,
];
