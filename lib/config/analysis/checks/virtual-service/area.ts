/** The checks of VirtualServices. */
import type { Check } from '@/lib/config/analysis/check';
import { ambientRoutes } from './ambient';
import { claimRouting } from './claim-routing';
import { defaultNotLast } from './default-not-last';
import { destinationHost } from './destination-host';
import { destinationRepeated } from './destination-repeated';
import { faultLeftOn } from './fault-left-on';
import { gatewayInternal } from './gateway-internal';
import { gatewayMissing } from './gateway-missing';
import { gatewayNaming } from './gateway-naming';
import { hostElsewhere } from './host-elsewhere';
import { hostNotInGateway } from './host-not-in-gateway';
import { ingressUnaffected } from './ingress-unaffected';
import { mirrorWrites } from './mirror-writes';
import { portNeeded } from './port-needed';
import { portUnknown } from './port-unknown';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { sameHost } from './same-host';
import { subsetMissing } from './subset-missing';
import { unreachable } from './unreachable';
import { weightAlone } from './weight-alone';
import { weightSum } from './weight-sum';

export const VIRTUAL_SERVICE_CHECKS: readonly Check[] = [
  destinationHost,
  gatewayMissing,
  gatewayInternal,
  gatewayNaming,
  subsetMissing,
  weightAlone,
  weightSum,
  destinationRepeated,
  sameHost,
  unreachable,
  defaultNotLast,
  hostNotInGateway,
  portNeeded,
  portUnknown,
  ingressUnaffected,
  claimRouting,
  faultLeftOn,
  retriesBeyondTimeout,
  mirrorWrites,
  hostElsewhere,
  ambientRoutes,
];
