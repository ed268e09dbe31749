import type { Now } from '#contract/now.ts';
import type { TestBox } from './box.ts';
import { jsonPost, type Phone, phoneAt } from './guests.ts';

/** Phones by which a test makes the box's Wi-Fi crowded, or calm again. */
export interface Hall {
  /** They tell for a while that thumbs are slow; gives whether the box thinks so then. */
  crowd(): Promise<boolean>;
  /** Lets time go by until the box thinks that it is over. */
  calm(): Promise<void>;
}

/** Opens a link on as many phones as the box believes; `origin`: by which address. */
export async function openHall(
  box: Pick<TestBox, 'time' | 'owner' | 'guestUrl'>,
  token: string,
  origin: string = box.guestUrl,
): Promise<Hall> {
  const phones: Phone[] = [];
  for (let count = 0; count < 6; count += 1) {
    const phone = phoneAt(origin);
    await phone.opened(token);
    phones.push(phone);
  }
  const tell = (ms: readonly number[]) =>
    Promise.all(
      phones.map(async (phone) => {
        const { status } = await phone.ask(`/g/${token}/pace`, jsonPost({ ms }));
        if (status !== 204) throw new Error(`pace: ${status}`);
      }),
    );
  const crowded = async () =>
    (await box.owner.call<Now>('GET', '/api/now')).needs.some(({ kind }) => kind === 'crowded');
  return {
    crowd: async () => {
      for (let round = 0; round < 9 && !(await crowded()); round += 1) {
        box.time.advance(1900);
        await tell([900, 900, 900, 900]);
      }
      return crowded();
    },
    calm: async () => {
      // Long enough that each of them may tell so often again.
      for (let ms = 31_000; ms === 31_000 || (await crowded()); ms += 1) {
        box.time.advance(ms);
        await tell([]);
      }
      box.time.advance(61_000);
    },
  };
}
