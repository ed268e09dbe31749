import type { View } from '#sphere/sphere.ts';

/** A head that turns. Pixels are those of the page. */
export interface Look {
  readonly view: View;
  /** Moves what is seen with the finger, at once. */
  drag(x: number, y: number): void;
  /** Goes on by itself after a finger that was this fast, pixels a millisecond. */
  fling(x: number, y: number): void;
  /** Turns smoothly by radians. */
  turn(yaw: number, pitch: number): void;
  /** Sees this many times as wide: `atOnce` under two fingers, else smoothly. */
  zoom(times: number, atOnce?: boolean): void;
  /** Goes near to a pixel, counted from the middle, or back. */
  near(x: number, y: number): void;
  /** Looks where the phone itself looks, from what is seen now on; a finger may turn around beside it. */
  follow(yaw: number, pitch: number, roll: number): void;
  /** Holds still, where it had been going on. */
  hold(): void;
  /** After what is seen got another shape. */
  fit(): void;
  /** Back to how a panorama begins, with one whose picture goes `band` radians from foot to head. */
  begin(band: number): void;
  /** Follows the phone no longer, and stands upright again. */
  straighten(): void;
  /** Goes on for so many milliseconds; false where it stands still. */
  step(ms: number): boolean;
}

const radians = Math.PI / 180;
const usual = 82 * radians;
const closest = 28 * radians;
const widest = 112 * radians;
/** Milliseconds in which two thirds of a way are made. */
const pace = { eager: 60, smooth: 110, flung: 325 };

/** `size`: of what is seen; `calm`: nothing moves by itself. */
export function startLook(size: () => { readonly width: number; readonly height: number }, calm: boolean): Look {
  let view: View = { yaw: 0, pitch: 0, roll: 0, fov: usual };
  let aim = view;
  let band = Math.PI;
  let slow = pace.smooth;
  /** Between where the phone points and what is seen, while it is followed. */
  let apart: number | undefined;

  /** Pixels to a radian in the middle. */
  const focal = () => {
    const { width, height } = size();
    return Math.max(width, height) / 2 / Math.tan(view.fov / 2);
  };
  /** Nobody turns past the zenith, nor sees more than there is. */
  const within = (wanted: View): View => {
    const { width, height } = size();
    const flat = height / Math.max(width, height, 1);
    const most = band < Math.PI ? 2 * Math.atan(Math.tan(band / 2) / flat) : widest;
    const fov = Math.min(Math.max(wanted.fov, Math.min(closest, most)), Math.min(widest, most));
    const seen = band < Math.PI ? Math.atan(Math.tan(fov / 2) * flat) : 0;
    const up = Math.max(0, band / 2 - seen);
    return { ...wanted, fov, pitch: Math.min(up, Math.max(-up, wanted.pitch)) };
  };
  const go = (wanted: View, how: number) => {
    aim = within(wanted);
    slow = calm ? 0 : how;
  };
  const set = (wanted: View) => {
    view = within(wanted);
    aim = view;
  };
  const angles = (x: number, y: number) => ({
    yaw: -x / focal() / Math.max(0.5, Math.cos(view.pitch)),
    pitch: y / focal(),
  });

  return {
    get view() {
      return view;
    },
    drag(x, y) {
      const { yaw, pitch } = angles(x, y);
      if (apart !== undefined) apart += yaw;
      set({ ...view, yaw: view.yaw + yaw, pitch: view.pitch + pitch });
    },
    fling(x, y) {
      if (calm || apart !== undefined) return;
      const { yaw, pitch } = angles(x * pace.flung, y * pace.flung);
      go({ ...view, yaw: view.yaw + yaw, pitch: view.pitch + pitch }, pace.flung);
    },
    turn(yaw, pitch) {
      if (apart !== undefined) apart += yaw;
      go({ ...aim, yaw: aim.yaw + yaw, pitch: aim.pitch + pitch }, pace.smooth);
    },
    zoom(times, atOnce = false) {
      const wanted = { ...(atOnce ? view : aim) };
      // By what is seen on a plane, so that two fingers keep what they hold.
      const fov = 2 * Math.atan(Math.tan(wanted.fov / 2) * times);
      if (atOnce) set({ ...wanted, fov });
      else go({ ...wanted, fov }, pace.smooth);
    },
    near(x, y) {
      if (view.fov < usual * 0.75) {
        go({ ...view, fov: usual }, pace.smooth);
        return;
      }
      const { yaw, pitch } = angles(-Math.atan(x / focal()) * focal(), -Math.atan(y / focal()) * focal());
      go({ ...view, yaw: view.yaw + yaw, pitch: view.pitch + pitch, fov: usual / 2 }, pace.smooth);
    },
    follow(yaw, pitch, roll) {
      apart ??= view.yaw - yaw;
      go({ ...aim, yaw: view.yaw + shortest(yaw + apart - view.yaw), pitch, roll }, pace.eager);
    },
    hold: () => set(view),
    fit() {
      view = within(view);
      aim = within(aim);
    },
    begin(of) {
      band = of;
      apart = undefined;
      set({ yaw: 0, pitch: 0, roll: view.roll, fov: usual });
    },
    straighten() {
      apart = undefined;
      go({ ...aim, roll: 0 }, pace.smooth);
    },
    step(ms) {
      const part = slow === 0 ? 1 : 1 - Math.exp(-ms / slow);
      const left = (one: keyof View) => (one === 'roll' ? shortest(aim.roll - view.roll) : aim[one] - view[one]);
      const ways = { yaw: left('yaw'), pitch: left('pitch'), roll: left('roll'), fov: left('fov') };
      const on = Math.max(...Object.values(ways).map(Math.abs)) > 0.0003;
      view = on
        ? {
            yaw: view.yaw + ways.yaw * part,
            pitch: view.pitch + ways.pitch * part,
            roll: view.roll + ways.roll * part,
            fov: view.fov + ways.fov * part,
          }
        : aim;
      return on;
    },
  };
}

/** The same turn, the short way around. */
export function shortest(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
