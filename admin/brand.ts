import { accentsOf } from '#contract/accent.ts';

const shipped = '#b7791f';

/** Takes the box's brand colour on: as it is for bars and the mark, and for text and buttons as far as it can be read. */
export function wearBrand(colour: string | undefined): void {
  const { style } = document.documentElement;
  if (colour === undefined || colour.toLowerCase() === shipped) {
    for (const name of ['--brand', ...own]) style.removeProperty(name);
    return;
  }
  const { light, dark } = accentsOf(colour);
  style.setProperty('--brand', colour);
  const values = [light.accent, light.onAccent, light.tint, dark.accent, dark.onAccent, dark.tint];
  for (const [index, name] of own.entries()) style.setProperty(name, values[index] ?? '');
}

/** The stylesheet takes these before its own, by the scheme that is on. */
const own = ['--accent-light', '--on-accent-light', '--tint-light', '--accent-dark', '--on-accent-dark', '--tint-dark'];
