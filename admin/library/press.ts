const longMs = 450;
const tolerance = 10;

/** A long press by finger on one of many things. */
export class Press {
  readonly #act: (id: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from = { x: 0, y: 0 };
  #long = false;
  #touch = false;

  /** `act` is called with what was pressed, while the finger is still down. */
  constructor(act: (id: string) => void) {
    this.#act = act;
  }

  down(event: PointerEvent, id: string): void {
    this.#long = false;
    this.#touch = event.pointerType === 'touch';
    if (!this.#touch) return;
    this.#from = { x: event.clientX, y: event.clientY };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#long = true;
      navigator.vibrate?.(10);
      this.#act(id);
    }, longMs);
  }

  move(event: PointerEvent): void {
    if (Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y) > tolerance) this.end();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** The phone's own menu for pictures would cover what the press has chosen. */
  menu(event: Event): void {
    if (this.#touch) event.preventDefault();
  }

  /** Whether the click that follows belongs to a long press. */
  wasLong(): boolean {
    const long = this.#long;
    this.#long = false;
    return long;
  }
}
