const most = 60;
const edge = 144;

/** Small pictures of files that are on this computer only: made one after another, at most 60 kept. */
export class Previews {
  readonly #made = new Map<string, string>();
  readonly #wanted = new Map<string, Blob>();
  readonly #failed = new Set<string>();
  readonly #tell: () => void;
  #busy = false;

  /** `tell` is called whenever one more is there. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** The address of a file's picture, or nothing until it is made. */
  of(id: string, file: Blob | undefined): string | undefined {
    const made = this.#made.get(id);
    if (made !== undefined) {
      // Those in view are the last to go.
      this.#made.delete(id);
      this.#made.set(id, made);
    } else if (file && !this.#failed.has(id) && !this.#wanted.has(id)) {
      this.#wanted.set(id, file);
      void this.#work();
    }
    return made;
  }

  /** Lets go of all. */
  clear(): void {
    for (const address of this.#made.values()) URL.revokeObjectURL(address);
    this.#made.clear();
    this.#wanted.clear();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (const [id, file] of this.#wanted) {
      const small = await shrink(file).catch(() => undefined);
      if (!this.#wanted.delete(id)) continue;
      if (!small) this.#failed.add(id);
      else {
        this.#made.set(id, URL.createObjectURL(small));
        for (const [old, address] of this.#made) {
          if (this.#made.size <= most) break;
          URL.revokeObjectURL(address);
          this.#made.delete(old);
        }
      }
      this.#tell();
    }
    this.#busy = false;
  }
}

/** A square from a photo's middle: sixty whole ones of 24 megapixels would fill a phone's memory. */
async function shrink(file: Blob): Promise<Blob | undefined> {
  const whole = await createImageBitmap(file, { resizeHeight: edge * 2, resizeQuality: 'low' });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = edge;
  const side = Math.min(whole.width, whole.height);
  const [left, top] = [(whole.width - side) / 2, (whole.height - side) / 2];
  canvas.getContext('2d')?.drawImage(whole, left, top, side, side, 0, 0, edge, edge);
  whole.close();
  return new Promise((done) => canvas.toBlob((small) => done(small ?? undefined), 'image/jpeg', 0.8));
}
