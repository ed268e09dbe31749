import { Router } from 'express';
import { type Addresses as AddressesAnswer, addressOperations as operations } from '#contract/addresses.ts';
import type { Settings } from '#contract/box.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { type AddressWatch, proofOf } from './address-check.ts';
import type { Addresses } from './addresses.ts';

/** Where the box is reached, for staff. */
export function addressRoutes(
  kit: Kit,
  addresses: Addresses,
  watch: AddressWatch,
  settings: () => Pick<Settings, 'stayingOrigin'>,
): Router {
  const routes = Router({ caseSensitive: true });
  const present = (): AddressesAnswer => {
    const { public: origin, local } = addresses.origins();
    const { check, checkedAt } = watch.state();
    const inCodes = origin ?? local;
    return {
      inCodes,
      public:
        origin === undefined
          ? null
          : {
              origin,
              from: kit.config.publicOrigin === undefined ? 'settings' : 'environment',
              check,
              checkedAt: checkedAt === null ? null : new Date(checkedAt).toISOString(),
            },
      local,
      admin: addresses.admin(),
      stays: settings().stayingOrigin === inCodes,
    };
  };
  serve(routes, operations.readAddresses, present);
  serve(routes, operations.checkAddresses, async () => {
    await watch.ask();
    return present();
  });
  return routes;
}

/** What the box answers on the guest door when it asks its own public address. */
export function proofRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.answerCheck, ({ res, params }) => {
    res.set('cache-control', 'no-store');
    return { proof: proofOf(kit, params.nonce) };
  });
  return routes;
}
