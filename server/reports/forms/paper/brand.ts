import { rm, writeFile } from 'node:fs/promises';
import { readSettings } from '../../../box/settings.ts';
import type { Kit } from '../../../kit.ts';
import { logoBytes } from '../../../library/logo/table.ts';
import { brandRow } from '../../../projects/table.ts';

/** Whose report it is. */
export interface Brand {
  /** `#rrggbb`. */
  readonly colour: string;
  /** The box's name. */
  readonly box: string;
}

/** The brand of a project, or else the box's. `logo`: where its file lies while `use` runs; null where there is none. */
export async function withBrand<T>(
  kit: Kit,
  projectId: string,
  use: (brand: Brand, logo: string | null) => Promise<T>,
): Promise<T> {
  const { boxName, brandColour, logo } = readSettings(kit);
  const own = await brandRow(kit.db.read, projectId);
  const hash = own?.logo_hash ?? /\/([0-9a-f]{64})\.webp$/.exec(logo ?? '')?.[1];
  const bytes = hash === undefined ? undefined : await logoBytes(kit.db.read, hash);
  // The process that draws reads files alone.
  const lent = bytes && kit.files.incoming();
  try {
    if (lent && bytes) await writeFile(lent, bytes, { mode: 0o600 });
    return await use({ colour: own?.brand_colour ?? brandColour, box: boxName }, lent ?? null);
  } finally {
    if (lent) await rm(lent, { force: true });
  }
}
