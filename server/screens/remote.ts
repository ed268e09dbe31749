import type { Scene } from '#contract/scenes.ts';
import type { ScreenCommand } from '#contract/screens.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Board } from './board.ts';
import type { Held } from './playing.ts';
import { ahead, moved, paused, pinnedTo, resumed, unpinned } from './programme.ts';
import { updateScreenRow } from './table.ts';

/** Presses one key of a screen's remote. Throws `nothing_to_show`, `screen_offline`, `invalid_input`. */
export async function press(kit: Kit, board: Board, screen: Held, command: ScreenCommand): Promise<void> {
  switch (command.type) {
    case 'identify':
    case 'reload':
      if (screen.lines.size === 0) throw new Refusal('screen_offline', 'the screen is not connected');
      for (const line of screen.lines) line.command(command.type);
      return;
    case 'blank':
      return setBlank(kit, board, screen, command.on);
    default: {
      const { playing } = screen;
      await board.change(playing, (programme, now) => {
        const { scenes } = programme;
        if (scenes.length === 0) throw new Refusal('nothing_to_show', 'this screen has nothing to show');
        // What is about to hold, holds first: a press means the picture that comes with it.
        const from = Math.max(now + ahead.press, programme.from);
        if (command.type === 'pin') return pinnedTo(programme, asked(scenes, command), from);
        if (command.type === 'next') return moved(programme, 1, from);
        if (command.type === 'previous') return moved(programme, -1, from);
        if (command.type === 'unpin') return unpinned(programme, from);
        return command.type === 'pause' ? paused(programme, from) : resumed(programme, from);
      });
      // Whoever wants to see something else wants to see.
      if (command.type !== 'pause' && command.type !== 'unpin') await setBlank(kit, board, screen, false);
    }
  }
}

/** The first scene that fits all that was said. */
function asked(
  scenes: readonly Scene[],
  { sceneId, photoId, galleryId }: Extract<ScreenCommand, { type: 'pin' }>,
): Scene {
  if (!(sceneId ?? photoId ?? galleryId)) {
    const errors = [{ field: 'photoId', detail: 'a photo, a gallery or a scene' }];
    throw new Refusal('invalid_input', 'say what is to stay on', { errors });
  }
  const found = scenes.find(
    (scene) =>
      (sceneId === undefined || scene.id === sceneId) &&
      (photoId === undefined || scene.photoId === photoId) &&
      (galleryId === undefined || scene.galleryId === galleryId),
  );
  if (!found) throw new Refusal('nothing_to_show', 'that is not among what this screen shows');
  return found;
}

async function setBlank(kit: Kit, board: Board, screen: Held, blank: boolean): Promise<void> {
  if (screen.blank === blank) return;
  await kit.db.write((writer) => updateScreenRow(writer, screen.id, { blank: Number(blank) }));
  screen.blank = blank;
  board.tell(screen);
}
