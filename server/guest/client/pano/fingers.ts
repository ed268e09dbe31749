import type { Look } from './look.ts';

interface Finger {
  x: number;
  y: number;
}

/** Turns and zooms by finger, pen, mouse and wheel. `moved`: whenever something is to be drawn. Gives how to stop. */
export function startFingers(stage: HTMLElement, look: Look, moved: () => void): () => void {
  const fingers = new Map<number, Finger>();
  /** Where the one finger was of late, for how fast it is when it is lifted. */
  let trail: { at: number; x: number; y: number }[] = [];
  let tap: { at: number; x: number; y: number; last: { at: number; x: number; y: number } | undefined } | undefined;

  const middle = (): Finger & { apart: number } => {
    const [one, other] = Array.from(fingers.values()) as [Finger, Finger | undefined];
    if (!other) return { ...one, apart: 1 };
    return {
      x: (one.x + other.x) / 2,
      y: (one.y + other.y) / 2,
      apart: Math.max(20, Math.hypot(one.x - other.x, one.y - other.y)),
    };
  };
  const near = (one: Finger, other: Finger, pixels: number) => Math.hypot(one.x - other.x, one.y - other.y) < pixels;

  const down = (event: PointerEvent) => {
    if (event.button > 0 || fingers.size === 2) return;
    const { clientX: x, clientY: y, timeStamp: at } = event;
    stage.setPointerCapture(event.pointerId);
    look.hold();
    fingers.set(event.pointerId, { x, y });
    trail = [];
    const last = tap?.last;
    tap = fingers.size === 1 ? { at, x, y, last } : undefined;
    moved();
  };
  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const before = middle();
    finger.x = event.clientX;
    finger.y = event.clientY;
    if (tap && !near(tap, finger, 8)) tap = undefined;
    const now = middle();
    if (fingers.size === 2) look.zoom(before.apart / now.apart, true);
    look.drag(now.x - before.x, now.y - before.y);
    trail = [...trail.filter(({ at }) => event.timeStamp - at < 100), { at: event.timeStamp, x: now.x, y: now.y }];
    moved();
  };
  const up = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    fingers.delete(event.pointerId);
    const [first, last] = [trail[0], trail[trail.length - 1]];
    trail = [];
    if (event.type === 'pointercancel' || fingers.size > 0) return;
    if (tap) tapped(event, finger, tap.last, event.timeStamp - tap.at);
    else if (first && last && last.at - first.at > 10 && event.timeStamp - last.at < 60)
      look.fling((last.x - first.x) / (last.at - first.at), (last.y - first.y) / (last.at - first.at));
    moved();
  };
  const tapped = (
    { timeStamp: at }: Event,
    { x, y }: Finger,
    last: (typeof trail)[number] | undefined,
    took: number,
  ) => {
    const twice = last !== undefined && at - last.at < 350 && near(last, { x, y }, 40);
    tap = undefined;
    if (twice) {
      const place = stage.getBoundingClientRect();
      look.near(x - place.left - place.width / 2, y - place.top - place.height / 2);
    } else if (took < 300) tap = { at, x, y, last: { at, x, y } };
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    // The large photo behind would zoom too.
    event.stopPropagation();
    const lines = event.deltaMode === 0 ? 1 : 16;
    // Two fingers on a touchpad come as a wheel with this key, in small steps.
    look.zoom(Math.exp(event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015)));
    moved();
  };
  const never = (event: Event) => event.preventDefault();

  const heard: [string, (event: never) => void][] = [
    ['pointerdown', down],
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', up],
    ['contextmenu', never],
    ['dragstart', never],
  ];
  for (const [name, act] of heard) stage.addEventListener(name, act as EventListener);
  stage.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [name, act] of heard) stage.removeEventListener(name, act as EventListener);
    stage.removeEventListener('wheel', wheel);
  };
}
