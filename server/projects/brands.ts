import type { Kit } from '../kit.ts';
import { logoAddress } from './project.ts';
import { brandRow } from './table.ts';

/** What a project has of its own, instead of the box's. */
export interface Brand {
  readonly colour: string | null;
  /** The logo's address. */
  readonly logo: string | null;
}

/** The brands of projects, in memory. */
export interface Brands {
  of(projectId: string): Promise<Brand>;
  stop(): void;
}

const none: Brand = { colour: null, logo: null };
const kept = 1000;

/** Keeps brands in memory, and lets go of one as soon as its project has changed. */
export function openBrands(kit: Pick<Kit, 'db' | 'changes'>): Brands {
  const brands = new Map<string, Brand>();
  let turn = 0;
  const stop = kit.changes.on('project.changed', ({ projectId }) => {
    turn += 1;
    brands.delete(projectId);
  });
  return {
    of: async (projectId) => {
      const known = brands.get(projectId);
      if (known) return known;
      const before = turn;
      const row = await brandRow(kit.db.read, projectId);
      const brand = row
        ? { colour: row.brand_colour, logo: row.logo_hash === null ? null : logoAddress(row.logo_hash) }
        : none;
      if (brands.size >= kept) brands.clear();
      // Something changed while it was read: what was read may be the old state.
      if (before === turn) brands.set(projectId, brand);
      return brand;
    },
    stop,
  };
}
