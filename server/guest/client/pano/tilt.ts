import { type Look, shortest } from './look.ts';

/** Turning the phone turns what is seen. */
export interface Tilt {
  readonly on: boolean;
  /** Begins or ends. False where whoever holds the phone did not allow it. */
  toggle(): Promise<boolean>;
  stop(): void;
}

type Asks = { requestPermission?: () => Promise<'granted' | 'denied'> };

const radians = Math.PI / 180;

/**
 * `can`: called once it is known that this phone tells how it is held: at once where it must be asked for by a press, else
 * with the first thing that it tells. Over plain HTTP browsers tell nothing, and it is never called.
 */
export function startTilt(look: Look, moved: () => void, can: () => void): Tilt {
  const asks = (window as { DeviceOrientationEvent?: Asks }).DeviceOrientationEvent;
  let on = false;

  const heard = ({ alpha, beta, gamma }: DeviceOrientationEvent) => {
    if (alpha === null || beta === null || gamma === null) return;
    const { yaw, pitch, roll } = heldLike(alpha, beta, gamma, slant());
    look.follow(yaw, pitch, roll);
    moved();
  };
  const first = ({ alpha, beta, gamma }: DeviceOrientationEvent) => {
    if (alpha === null || beta === null || gamma === null) return;
    window.removeEventListener('deviceorientation', first);
    can();
  };
  const asked = typeof asks?.requestPermission === 'function';
  if (asked && window.isSecureContext) can();
  else if (asks && !asked) window.addEventListener('deviceorientation', first);

  const end = () => {
    if (!on) return;
    on = false;
    window.removeEventListener('deviceorientation', heard);
    look.straighten();
    moved();
  };
  return {
    get on() {
      return on;
    },
    async toggle() {
      if (on) {
        end();
        return true;
      }
      const answer = await asks?.requestPermission?.().catch(() => 'denied');
      if (answer !== undefined && answer !== 'granted') return false;
      on = true;
      window.addEventListener('deviceorientation', heard);
      return true;
    },
    stop() {
      end();
      window.removeEventListener('deviceorientation', first);
    },
  };
}

/** By how much the page is turned on the phone, in degrees. */
function slant(): number {
  return screen.orientation?.angle ?? (window as { orientation?: number }).orientation ?? 0;
}

/**
 * Where the back of a phone looks that is held like this: angles in degrees as the browser tells them, and by how much the
 * page is turned on it. The earth's own axes are right, up and back, as the panorama's are.
 */
export function heldLike(
  alpha: number,
  beta: number,
  gamma: number,
  slanted: number,
): { readonly yaw: number; readonly pitch: number; readonly roll: number } {
  const [sa, ca] = [Math.sin(alpha * radians), Math.cos(alpha * radians)];
  const [sb, cb] = [Math.sin(beta * radians), Math.cos(beta * radians)];
  const [sg, cg] = [Math.sin(gamma * radians), Math.cos(gamma * radians)];
  const [ss, cs] = [Math.sin(slanted * radians), Math.cos(slanted * radians)];
  // The phone's own axes in east, north and up.
  const x = [ca * cg - sa * sb * sg, sa * cg + ca * sb * sg, -cb * sg] as const;
  const y = [-sa * cb, ca * cb, sb] as const;
  const z = [ca * sg + sa * sb * cg, sa * sg - ca * sb * cg, cb * cg] as const;
  const right = x.map((part, at) => part * cs - (y[at] as number) * ss);
  const up = x.map((part, at) => part * ss + (y[at] as number) * cs);
  // Up of the earth is up here, north is ahead.
  const [rightUp, upUp] = [right[2] as number, up[2] as number];
  return {
    yaw: shortest(Math.atan2(-z[0], -z[1])),
    pitch: -Math.asin(Math.min(1, Math.max(-1, z[2]))),
    roll: Math.atan2(rightUp, upUp),
  };
}
