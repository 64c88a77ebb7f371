/** The checks of what the control plane itself consists of. */
import type { Check } from '@/lib/config/analysis/check';
import { crdVersion } from './crd-version';
import { removedKind } from './removed-kind';
import { unrestrictedJwks } from './unrestricted-jwks';
import { webhookAddress, webhookService } from './webhook';
import { webhookOverlap } from './webhook-overlap';

export const CONTROL_PLANE_CHECKS: readonly Check[] = [
  crdVersion,
  webhookService,
  webhookAddress,
  unrestrictedJwks,
  webhookOverlap,
  removedKind,
];
