import { html, type TemplateResult } from 'lit';
import { dotDead, dotHalf, dotLive, dotQuiet } from './icons.ts';

/** How something is: live (●), soon over (◐), dead (×), or at rest (○); always with its word. */
export function stateMark(tone: 'live' | 'soon' | 'dead' | 'quiet', word: string): TemplateResult {
  const sign = { live: dotLive, soon: dotHalf, dead: dotDead, quiet: dotQuiet }[tone];
  return html`<span class="state ${tone}">${sign}${word}</span>`;
}

/** A meter of what is left of something, 0 to 1, as a line. */
export function meter(left: number, label: string, tone: 'live' | 'soon' | 'dead' = 'live'): TemplateResult {
  const share = Math.max(0, Math.min(1, left));
  return html`<span class="meter ${tone}" role="img" aria-label=${label}><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="4" class="rest"></rect><rect width=${share * 100} height="4"></rect></svg></span>`;
}
