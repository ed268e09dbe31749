import { createHash } from 'node:crypto';
import type { NextStep, NextStepInput } from '#contract/next-step.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import { endOfDay } from './days.ts';
import { readLink } from './link.ts';
import { momentOf } from './moment.ts';
import type { DrawnPicture } from './next-step-picture.ts';
import type { StoredStep } from './next-steps/table.ts';
import {
  deletePictureRow,
  deleteStepRow,
  pictureOfStep,
  putPictureRow,
  putStepRow,
  stepRow,
  touchStepRow,
  type WholeStepRow,
} from './next-steps/table.ts';
import { linkNames, type StoredLink } from './table.ts';
import type { Moment } from './terms.ts';

/** Whose step it is. */
export interface StepOwner {
  readonly of: 'project' | 'link';
  readonly id: string;
}

const dayMs = 86_400_000;

/** The step that a link's page shows now: its own while that runs, else its project's. */
export function stepOf({ nextSteps }: Pick<StoredLink, 'nextSteps'>, now: number): StoredStep | undefined {
  return nextSteps.find(({ endsAt }) => endsAt === null || now < endsAt);
}

/** For staff, also one that is over; null where there is none. Throws `not_found`. */
export async function readStep(kit: Kit, owner: StepOwner): Promise<NextStep | null> {
  await placeOf(kit.db.read, owner);
  const row = await stepRow(kit.db.read, owner.id);
  return row ? toStep(owner, row) : null;
}

/** Sets the step of a project or a link. Throws `not_found`, `project_archived`, `invalid_input`. */
export async function putStep(kit: Kit, actor: Actor, owner: StepOwner, input: NextStepInput): Promise<NextStep> {
  return changed(
    kit,
    actor,
    owner,
    { text: input.text, target: input.button?.target ?? null },
    async (writer, place) => {
      const moment = momentOf(kit);
      const endsOn = input.endsOn ?? null;
      await putStepRow(writer, {
        owner_id: owner.id,
        project_id: place.projectId,
        link_id: owner.of === 'link' ? owner.id : null,
        text: input.text,
        label: input.button?.label ?? null,
        target: input.button?.target ?? null,
        picture_alt: input.pictureAlt ?? '',
        ends_on: endsOn,
        ends_at: endsOn === null ? null : endOfDate(endsOn, moment),
        updated_at: moment.now,
      });
    },
  );
}

/** Gives a step its picture, or takes it away. Throws as `putStep` does, and `not_found` where there is no step. */
export async function setStepPicture(
  kit: Kit,
  actor: Actor,
  owner: StepOwner,
  picture: DrawnPicture | null,
): Promise<NextStep> {
  return changed(kit, actor, owner, { picture: picture !== null }, async (writer) => {
    if (!(await stepRow(writer, owner.id))) throw noStep();
    if (picture) {
      const hash = createHash('sha256').update(picture.jpeg).digest('hex');
      const { jpeg: bytes, width, height } = picture;
      await putPictureRow(writer, { owner_id: owner.id, hash, bytes, width, height });
    } else {
      await deletePictureRow(writer, owner.id);
    }
    await touchStepRow(writer, owner.id, kit.clock.now());
  });
}

/** Takes a step away with its picture; where there is none, nothing happens. Throws `not_found`, `project_archived`. */
export async function removeStep(kit: Kit, actor: Actor, owner: StepOwner): Promise<void> {
  const place = await kit.db.write(async (writer) => {
    const place = await openPlace(writer, owner);
    if (!(await deleteStepRow(writer, owner.id))) return undefined;
    await note(writer, kit, actor, owner, place, { removed: true });
    return place;
  });
  if (place) announce(kit, owner, place);
}

/** The bytes of a step's picture. Throws `not_found`. */
export async function readStepPicture(kit: Kit, owner: StepOwner): Promise<Buffer> {
  await placeOf(kit.db.read, owner);
  const picture = await pictureOfStep(kit.db.read, owner.id);
  if (!picture) throw new Refusal('not_found', 'there is no picture');
  return picture.bytes;
}

/** Asked before a file is read, so that nobody uploads in vain. Throws as `setStepPicture` does. */
export async function expectStep(kit: Kit, owner: StepOwner): Promise<void> {
  await openPlace(kit.db.read, owner);
  if (!(await stepRow(kit.db.read, owner.id))) throw noStep();
}

/** Where a step belongs, and what staff call its owner. */
interface Place {
  readonly projectId: string;
  readonly title: string;
}

async function placeOf(db: Reader, { of, id }: StepOwner): Promise<Place> {
  if (of === 'link') {
    const { projectId, projectTitle } = await readLink(db, id);
    return { projectId, title: projectTitle };
  }
  const row = await projectRow(db, id);
  if (!row) throw new Refusal('not_found', 'there is no such project');
  return { projectId: id, title: row.title };
}

async function openPlace(db: Reader, owner: StepOwner): Promise<Place> {
  const place = await placeOf(db, owner);
  await openProject(db, place.projectId);
  return place;
}

async function changed(
  kit: Kit,
  actor: Actor,
  owner: StepOwner,
  detail: object,
  change: (writer: Writer, place: Place) => Promise<void>,
): Promise<NextStep> {
  const { place, row } = await kit.db.write(async (writer) => {
    const place = await openPlace(writer, owner);
    await change(writer, place);
    await note(writer, kit, actor, owner, place, detail);
    return { place, row: await stepRow(writer, owner.id) };
  });
  announce(kit, owner, place);
  return toStep(owner, row as WholeStepRow);
}

async function note(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  { of, id }: StepOwner,
  { title }: Place,
  detail: object,
): Promise<void> {
  const name = of === 'link' ? (await linkNames(writer, [id])).get(id) : { title };
  await audit(writer, kit, actor, `${of}.step`, id, { ...detail, ...name });
}

/** Guests' pages take it up by what they hear of its owner anyway. */
function announce(kit: Kit, { of, id }: StepOwner, { projectId }: Place): void {
  if (of === 'link') kit.changes.emit('link.changed', { linkId: id, projectId });
  else kit.changes.emit('project.changed', { projectId });
}

/** The first instant after a day in the box's zone. Throws `invalid_input` for one that is over, or too far ahead for anybody to mean it. */
function endOfDate(date: string, { now, zone }: Moment): number {
  // Noon of that day by UTC is that day in every zone but the outermost; counting from there needs no more care.
  const about = Date.parse(`${date}T12:00:00Z`);
  for (const days of [-1, 0, 1]) {
    const end = endOfDay(about, days, zone);
    if (dateIn(end - 1, zone) !== date) continue;
    if (end <= now) throw invalid('endsOn', (say) => say.dayOver);
    if (end > now + 3650 * dayMs) throw invalid('endsOn', (say) => say.tooFar);
    return end;
  }
  throw invalid('endsOn', (say) => say.noDay);
}

/** `2026-12-31`, as the calendar of a zone has it. */
function dateIn(instant: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

function toStep({ of, id }: StepOwner, row: WholeStepRow): NextStep {
  const { label, target, hash, width, height } = row;
  return {
    text: row.text,
    button: label === null || target === null ? null : { label, target },
    picture:
      hash === null || width === null || height === null
        ? null
        : { address: `/api/${of}s/${id}/next-step/picture?e=${hash.slice(0, 16)}`, width, height },
    pictureAlt: row.picture_alt,
    endsOn: row.ends_on,
    endsAt: row.ends_at === null ? null : new Date(row.ends_at).toISOString(),
    taps: row.taps,
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

function noStep(): Refusal {
  return new Refusal('not_found', 'set the next step first: there is none that could have a picture');
}
