import type { Audience } from '#contract/audiences.ts';
import { guestAudience } from '#contract/guest-audience.ts';
import type { MessageText } from '#contract/messages.ts';
import type { Recipient } from '#contract/recipients.ts';
import { Refused } from '../api.ts';
import { listAudiences } from '../links/calls.ts';
import { listTexts } from '../messages/calls.ts';
import { readProject } from '../projects/calls.ts';
import { readClient } from './calls.ts';
import { textFor } from './making.ts';
import { type OnScreen, onScreen } from './on-screen.ts';

/** What the page of personal galleries has to know of its project. */
export interface Known {
  readonly archived: boolean;
  /** Those of the project's kind. */
  readonly audiences: readonly Audience[];
  readonly text: MessageText | undefined;
  readonly projectTitle: string;
  readonly projectEnds: string | null;
  /** The one for a guest, where nobody chose another. */
  readonly usual: string;
  /** What a remote holds on a screen, or the remote that one comes from called for lately. */
  readonly shown: OnScreen | undefined;
  /** Whom it is for, where that was said; somebody who was deleted meanwhile is nobody. */
  readonly client: Recipient | undefined;
}

/** Asks for it. Throws `Refused`. */
export async function readKnown(
  projectId: string,
  { clientId, screenId }: { clientId: string | null; screenId: string | null },
): Promise<Known> {
  const [project, audiences, shown, client] = await Promise.all([
    readProject(projectId),
    listAudiences(),
    onScreen(projectId, screenId),
    clientId === null ? undefined : readClient(clientId).catch(nobody),
  ]);
  const { archived, kind, title: projectTitle, endsAt: projectEnds } = project;
  return {
    ...{ archived, projectTitle, projectEnds, shown, client },
    audiences: audiences.filter((one) => one.kind === kind),
    text: textFor(await listTexts(kind)),
    usual: guestAudience[kind],
  };
}

function nobody(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}
