import { z } from 'zod';
import { Settings } from './box.ts';
import { Instant } from './common.ts';
import { anyone, operation, owners, presenters } from './operation.ts';

/**
 * Whether the public address answers as this very box: asked over the network with a nonce. `another_box` answers as a
 * box does, with a proof that is not this one's; `no_box` answers something else: a page, a redirect, "not found".
 */
export const AddressCheck = z
  .enum(['none', 'unknown', 'ok', 'unreachable', 'another_box', 'no_box'])
  .meta({ id: 'AddressCheck' });
export type AddressCheck = z.infer<typeof AddressCheck>;
export const Addresses = z
  .object({
    /** What codes carry now. */
    inCodes: z.string(),
    public: z
      .object({
        origin: z.string(),
        from: z.enum(['environment', 'settings']),
        check: AddressCheck,
        checkedAt: Instant.nullable(),
      })
      .nullable(),
    /** Where phones on the box's network reach the guest door. */
    local: z.string(),
    /** Where staff reach the admin. */
    admin: z.string(),
    /** Whether the address in the codes is the one that was set to stay. */
    stays: z.boolean(),
  })
  .meta({ id: 'Addresses' });
export type Addresses = z.infer<typeof Addresses>;

const local = { door: 'local' } as const;
export const addressOperations = {
  putLogo: operation({
    ...local,
    id: 'putLogo',
    summary: "The box's logo (field `logo`: JPEG, PNG or WebP, 5 MB)",
    method: 'PUT',
    path: '/api/settings/logo',
    access: owners,
    body: 'multipart/form-data',
    status: 200,
    answer: Settings,
  }),
  removeLogo: operation({
    ...local,
    id: 'removeLogo',
    summary: 'Back to the shipped mark',
    method: 'DELETE',
    path: '/api/settings/logo',
    access: owners,
    status: 204,
  }),
  readLogo: operation({
    ...local,
    id: 'readLogo',
    summary: "A logo, named by its content's hash",
    method: 'GET',
    path: '/brand/:name',
    access: anyone,
    params: z.object({ name: z.string().regex(/^[0-9a-f]{64}\.webp$/) }),
    status: 200,
    answer: 'image/webp',
  }),
  readLogoGuest: operation({
    id: 'readLogoGuest',
    door: 'guest',
    summary: "A logo, named by its content's hash",
    method: 'GET',
    path: '/brand/:name',
    access: anyone,
    params: z.object({ name: z.string().regex(/^[0-9a-f]{64}\.webp$/) }),
    status: 200,
    answer: 'image/webp',
  }),
  answerCheck: operation({
    id: 'answerCheck',
    door: 'guest',
    summary: 'Proves that this very box answers here: a keyed hash of the nonce',
    method: 'GET',
    path: '/box-check/:nonce',
    access: anyone,
    params: z.object({ nonce: z.string().regex(/^[0-9a-f]{32}$/) }),
    status: 200,
    answer: z.object({ proof: z.string() }),
  }),
  readAddresses: operation({
    ...local,
    id: 'readAddresses',
    summary: 'Where the box is reached, what codes carry, and whether that works',
    method: 'GET',
    path: '/api/addresses',
    access: presenters,
    status: 200,
    answer: Addresses,
  }),
  checkAddresses: operation({
    ...local,
    id: 'checkAddresses',
    summary: 'Ask now whether the public address answers as this box',
    method: 'POST',
    path: '/api/addresses/check',
    access: presenters,
    status: 200,
    answer: Addresses,
  }),
} as const;
