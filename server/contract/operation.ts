import { z } from 'zod';

/** What somebody signed in may be. `owner` is the box's owner, `presenter` the sales agent, `photographer` only brings photos. */
export const Role = z.enum(['owner', 'staff', 'presenter', 'photographer']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/**
 * Who may call an operation: anyone without signing in, those with one of the roles, or screens, whose key the
 * screens' room itself looks at.
 */
export type Access = 'anyone' | 'screens' | readonly Role[];

export const anyone = 'anyone' satisfies Access;
export const owners = ['owner'] as const satisfies Access;
export const staff = ['owner', 'staff'] as const satisfies Access;
export const presenters = ['owner', 'staff', 'presenter'] as const satisfies Access;
export const signedIn = ['owner', 'staff', 'presenter', 'photographer'] as const satisfies Access;

export type Door = 'local' | 'guest';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One thing that can be asked of the box over HTTP.
 * The routes are mounted from it, the access gate and the OpenAPI page are made from it,
 * and the tests walk it: an operation that is not in `operations.ts` cannot be reached.
 */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly door: Door;
  readonly method: Method;
  /** Express notation: `/api/projects/:projectId`. */
  readonly path: string;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON in; for any other body its media type alone. */
  readonly body?: z.ZodType | 'multipart/form-data' | 'text/csv';
  readonly status: number;
  /** JSON out; for anything else its media type; nothing for an empty answer. */
  readonly answer?: z.ZodType | string;
}

/** Declares an operation, keeping the exact types of its schemas. */
export function operation<const T extends Operation>(shape: T): T {
  return shape;
}
