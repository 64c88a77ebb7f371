/** The checks of what the control plane itself consists of. */
import type { Check } from '@/lib/config/analysis/check';
import { crdVersion } from './crd-version';
import { webhookAddress, webhookService } from './webhook';

export const CONTROL_PLANE_CHECKS: readonly Check[] = [crdVersion, webhookService, webhookAddress];
