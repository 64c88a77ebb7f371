/** The checks of Istio's Gateways. */
import type { Check } from '@/lib/config/analysis/check';
import { certificateShared } from './certificate-shared';
import { gatewayConflict } from './conflict';
import { credentialInvalid } from './credential-invalid';
import { credentialMissing } from './credential-missing';
import { portNotOnService } from './port-not-on-service';
import { gatewaySelector } from './selector';

export const GATEWAY_CHECKS: readonly Check[] = [
  gatewaySelector,
  portNotOnService,
  gatewayConflict,
  credentialMissing,
  credentialInvalid,
  certificateShared,
];
