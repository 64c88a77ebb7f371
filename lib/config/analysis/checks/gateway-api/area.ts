/** The checks of the Gateway API. */
import type { Check } from '@/lib/config/analysis/check';
import { gatewayClass } from './gateway-class';
import { gatewayAddress, gatewayOverlap, listenerRepeated } from './gateway-overlap';
import { grantNamespace } from './grant-namespace';
import { routeBackend } from './route-backend';
import { routeParent } from './route-parent';

export const GATEWAY_API_CHECKS: readonly Check[] = [
  routeParent,
  routeBackend,
  gatewayOverlap,
  gatewayAddress,
  listenerRepeated,
  gatewayClass,
  grantNamespace,
];
