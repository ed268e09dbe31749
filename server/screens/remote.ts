import type { Pinned, Programme, Scene } from '#contract/scenes.ts';
import type { ScreenCommand } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { photoAlone } from './alone.ts';
import type { Board } from './board.ts';
import type { Content } from './content.ts';
import { unitScenes } from './expand/expand.ts';
import type { Held } from './playing.ts';
import { kept, moved, paused, pinnedTo, resumed, unpinned } from './presses.ts';
import { ahead } from './programme.ts';
import { updateScreenRow } from './table.ts';

/**
 * Presses one key of a screen's remote. Throws `nothing_to_show`, `screen_offline`, `invalid_input`. Whatever is on
 * changes within `ahead.press`, on all screens of its programme.
 */
export async function press(kit: Kit, board: Board, actor: Actor, screen: Held, command: ScreenCommand): Promise<void> {
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
        // What is about to hold, holds first: a press means the picture that comes with it.
        const from = Math.max(now + ahead.press, programme.from);
        if (command.type === 'message') return pinnedTo(programme, message(command, from), from);
        if (command.type === 'unit') return called(screen, actor, command, programme, from);
        if (command.type === 'unpin') return unpinned(programme, from);
        if (programme.scenes.length === 0 && !programme.pinned) {
          throw new Refusal('nothing_to_show', 'this screen has nothing to show');
        }
        if (command.type === 'keep') return kept(programme, from);
        if (command.type === 'pin') return pinnedTo(programme, asked(programme.scenes, playing.content, command), from);
        if (command.type === 'next') return moved(programme, 1, from);
        if (command.type === 'previous') return moved(programme, -1, from);
        return command.type === 'pause' ? paused(programme, from) : resumed(programme, from);
      });
      // Whoever wants to see something else wants to see.
      if (command.type !== 'pause' && command.type !== 'unpin') await setBlank(kit, board, screen, false);
    }
  }
}

type Command<T extends ScreenCommand['type']> = Extract<ScreenCommand, { type: T }>;

/** A line for everybody in front of the screen. */
function message({ text, seconds }: Command<'message'>, from: number): Omit<Pinned, 'at'> {
  const scene: Scene = {
    ...{ id: `message:${from}`, itemId: 'message', kind: 'message', ms: 8000 },
    ...{ galleryId: null, photoIds: [], code: null, text, detail: '' },
  };
  return { what: 'message', galleryId: null, scenes: [scene], until: seconds === null ? null : from + seconds * 1000 };
}

/** A unit with its own code, for a while; time that stood still goes on, so that its photos go round. */
function called(
  { playing: { content } }: Held,
  actor: Actor,
  { galleryId, seconds }: Command<'unit'>,
  programme: Programme,
  from: number,
): Programme {
  // Nobody shows units as the box's owner.
  const by = actor.by === 'session' && actor.role !== 'owner' ? actor.name : '';
  const scenes = unitScenes(content, galleryId, by);
  if (scenes.length === 0) throw new Refusal('nothing_to_show', 'that is not among what this screen can be asked for');
  const pin = { what: 'unit', galleryId, scenes, until: from + seconds * 1000 } as const;
  return pinnedTo(resumed(programme, from), pin, from);
}

/**
 * What fits all that was said: one scene, or where a gallery is asked for, all of its scenes, which go round. A photo that
 * is in the loop with others alone, or in a unit, is shown by itself.
 */
function asked(
  scenes: readonly Scene[],
  content: Content,
  { sceneId, photoId, galleryId }: Command<'pin'>,
): Omit<Pinned, 'at'> {
  if (!(sceneId ?? photoId ?? galleryId)) {
    const errors = [{ field: 'photoId', detail: 'a photo, a gallery or a scene' }];
    throw new Refusal('invalid_input', 'say what is to stay on', { errors });
  }
  const found = scenes.filter(
    (scene) =>
      (sceneId === undefined || scene.id === sceneId) &&
      (photoId === undefined || scene.photoIds.includes(photoId)) &&
      (galleryId === undefined || scene.galleryId === galleryId),
  );
  const whole = sceneId === undefined && photoId === undefined;
  const own = found.find(({ kind }) => kind === 'photo' || kind === 'pano');
  const alone =
    sceneId === undefined && photoId !== undefined ? (own ?? photoAlone(content, photoId, galleryId)) : undefined;
  const first = alone ?? found[0];
  if (!first) throw new Refusal('nothing_to_show', 'that is not among what this screen shows');
  return {
    what: whole ? 'gallery' : 'scene',
    galleryId: first.galleryId,
    scenes: whole ? found : [first],
    until: null,
  };
}

async function setBlank(kit: Kit, board: Board, screen: Held, blank: boolean): Promise<void> {
  if (screen.blank === blank) return;
  await kit.db.write((writer) => updateScreenRow(writer, screen.id, { blank: Number(blank) }));
  screen.blank = blank;
  board.tell(screen);
}
