import { z } from 'zod';
import { operation, owners } from './operation.ts';

/** Where a table is from. `licence` '': not stated with it; `date`: of what is in it, `YYYY-MM-DD`, '' where it does not say. */
const Source = z.object({ name: z.string(), licence: z.string(), date: z.string() });

/** Where addresses are looked up. `own`: a file that the owner put in the place of the shipped one, for IPv4. */
export const Regions = z
  .object({
    own: z.boolean(),
    source: Source,
    bytes: z.int(),
    /** The table for IPv6, which is always the shipped one. */
    v6: Source,
    /** For the choice of a home: China's provinces with the cities that the table knows. */
    provinces: z.array(z.object({ name: z.string(), cities: z.array(z.string()) })),
  })
  .meta({ id: 'Regions' });
export type Regions = z.infer<typeof Regions>;

const local = { door: 'local', access: owners } as const;
export const regionOperations = {
  readRegions: operation({
    ...local,
    id: 'readRegions',
    summary: 'The database that tells where addresses are',
    method: 'GET',
    path: '/api/regions',
    status: 200,
    answer: Regions,
  }),
  putRegions: operation({
    ...local,
    id: 'putRegions',
    summary:
      'Put a newer file (`file`: ip2region’s .db or .xdb for IPv4, 50 MB at most) in its place; visits from before keep their region',
    method: 'PUT',
    path: '/api/regions',
    body: 'multipart/form-data',
    status: 200,
    answer: Regions,
  }),
  removeRegions: operation({
    ...local,
    id: 'removeRegions',
    summary: 'Back to the shipped file',
    method: 'DELETE',
    path: '/api/regions',
    status: 200,
    answer: Regions,
  }),
} as const;
