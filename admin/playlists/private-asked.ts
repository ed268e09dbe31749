import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { readGallery } from '../galleries/calls.ts';
import { askFirst } from '../parts/ask-first.ts';

/**
 * Does what may put something private on a screen: where the box says so it asks first, with the galleries' names. Gives
 * nothing where staff say no. Throws Refused for the rest.
 */
export async function confirmed<T>(act: (yes: { confirm?: true }) => Promise<T>, words: Words): Promise<T | undefined> {
  try {
    return await act({});
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'private_on_screen') throw error;
    const said = words.playlistsEditor.private;
    const text = said.text(await titlesIn(error));
    if (!(await askFirst({ heading: said.ask, text, yes: said.yes }))) return undefined;
    return act({ confirm: true });
  }
}

/** Titles of the galleries that the refusal tells of, as far as they can be had. */
async function titlesIn({ problem }: Refused): Promise<string[]> {
  const { galleryIds } = problem as { galleryIds?: unknown };
  if (!Array.isArray(galleryIds)) return [];
  const titles = galleryIds.map((id) =>
    readGallery(String(id)).then(
      ({ title }) => title,
      () => undefined,
    ),
  );
  return (await Promise.all(titles)).filter((title) => title !== undefined);
}
