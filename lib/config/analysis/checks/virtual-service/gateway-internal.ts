/** Istio's own translation of a Gateway of the Gateway API, named as if it were an object. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { isInternalGateway, namedGateways } from './named-gateways';

export const gatewayInternal: Check = {
  code: 'PER0203',
  title: 'Gateway is internal to Istio',
  condition: 'A VirtualService names a gateway that Istio makes internally for the Gateway API.',
  severity: 'warning',
  ist: ['IST0165'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object) {
    for (const { written, path } of namedGateways(object)) {
      if (!isInternalGateway(written)) continue;
      yield {
        path,
        message: `${written} is made by Istio for a Gateway of the Gateway API and may change its name. Attach an HTTPRoute to that Gateway instead.`,
      };
    }
  },
};
