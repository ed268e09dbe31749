import { randomInt } from 'node:crypto';
import type { PairingState } from '#contract/screens.ts';
import { codePicture } from '../http/code-picture.ts';
import type { Kit } from '../kit.ts';
import type { Held } from './playing.ts';

/** What unpaired screens are told of the box. */
export interface BoxSigns {
  /** Undefined once the box is claimed. */
  claimCode(): string | undefined;
  locale(): PairingState['locale'];
  /** The origin at which staff reach the admin. */
  adminOrigin(): string;
}

/** One unpaired screen that is connected. */
export interface Waiting {
  readonly keyHash: string;
  /** Whether it is at the box itself, so that it may be told the claim code. */
  readonly atBox: boolean;
  tell(state: PairingState): void;
  /** It is a screen of the box now. */
  paired(screen: Held): void;
}

/** The codes on unpaired screens, in memory alone. */
export interface Pairing {
  /** An unpaired screen came: it is told its code, which stays the same while it reconnects. */
  came(screen: Waiting): void;
  went(screen: Waiting): void;
  /** The key of those that show this code, which is good no more; undefined for a code that nobody shows. */
  take(code: string): string | undefined;
  /** Those with this key wait no more; gives them. */
  release(keyHash: string): Waiting[];
  /** Gives those with this key a new code. */
  renew(keyHash: string): void;
  /** Tells what has changed: codes that are over, the claim, language and address. */
  tick(): void;
}

const livesMs = 10 * 60_000;
/** Codes that are kept for screens which are not connected at this moment. */
const keptAway = 100;

interface Shown {
  code: string;
  madeAt: number;
  expiresAt: number;
  readonly screens: Set<Waiting>;
}

export function openPairing(kit: Pick<Kit, 'clock'>, signs: BoxSigns): Pairing {
  const byKey = new Map<string, Shown>();
  const byCode = new Map<string, string>();
  let told = signsNow();

  function signsNow(): string {
    return JSON.stringify([signs.claimCode(), signs.locale(), signs.adminOrigin()]);
  }
  const fresh = (keyHash: string) => {
    let code: string;
    do code = String(randomInt(1_000_000)).padStart(6, '0');
    while (byCode.has(code));
    byCode.set(code, keyHash);
    const madeAt = kit.clock.now();
    return { code, madeAt, expiresAt: madeAt + livesMs };
  };
  const drop = (keyHash: string, shown: Shown) => {
    byKey.delete(keyHash);
    byCode.delete(shown.code);
  };
  const tell = (screen: Waiting, { code, madeAt, expiresAt }: Shown) => {
    const claimCode = signs.claimCode();
    const adminUrl = `${signs.adminOrigin()}/admin/`;
    screen.tell({
      code,
      madeAt,
      expiresAt,
      claimed: claimCode === undefined,
      claimCode: screen.atBox ? (claimCode ?? null) : null,
      locale: signs.locale(),
      adminUrl,
      adminCode: codePicture(adminUrl),
    });
  };
  /** Draws a new code for those who wait, and lets go of codes that nobody shows. */
  const renew = (keyHash: string) => {
    const shown = byKey.get(keyHash);
    if (!shown) return;
    if (shown.screens.size === 0) return drop(keyHash, shown);
    byCode.delete(shown.code);
    Object.assign(shown, fresh(keyHash));
    for (const screen of shown.screens) tell(screen, shown);
  };

  return {
    came: (screen) => {
      const { keyHash } = screen;
      const shown = byKey.get(keyHash) ?? { ...fresh(keyHash), screens: new Set<Waiting>() };
      byKey.set(keyHash, shown);
      shown.screens.add(screen);
      if (kit.clock.now() < shown.expiresAt) tell(screen, shown);
      else renew(keyHash);
      const away = [...byKey].filter(([, { screens }]) => screens.size === 0);
      for (const [hash, oldest] of away.slice(0, Math.max(0, away.length - keptAway))) drop(hash, oldest);
    },
    went: (screen) => {
      byKey.get(screen.keyHash)?.screens.delete(screen);
    },
    take: (code) => {
      const keyHash = byCode.get(code);
      const shown = keyHash === undefined ? undefined : byKey.get(keyHash);
      if (!shown || kit.clock.now() >= shown.expiresAt) return undefined;
      byCode.delete(code);
      return keyHash;
    },
    release: (keyHash) => {
      const shown = byKey.get(keyHash);
      if (shown) drop(keyHash, shown);
      return [...(shown?.screens ?? [])];
    },
    renew,
    tick: () => {
      const now = kit.clock.now();
      for (const [keyHash, shown] of [...byKey]) if (now >= shown.expiresAt) renew(keyHash);
      const current = signsNow();
      if (current === told) return;
      told = current;
      for (const shown of byKey.values()) for (const screen of shown.screens) tell(screen, shown);
    },
  };
}
