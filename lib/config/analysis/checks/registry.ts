/** Every check, in the order of its code. A new check is a file of its own and a line in the list of its area. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { CONTROL_PLANE_CHECKS } from './control-plane/area';
import { DESTINATION_RULE_CHECKS } from './destination-rule/area';
import { GATEWAY_CHECKS } from './gateway/area';
import { GATEWAY_API_CHECKS } from './gateway-api/area';
import { GENERAL_CHECKS } from './general/area';
import { SECURITY_CHECKS } from './security/area';
import { SERVICE_ENTRY_CHECKS } from './service-entry/area';
import { TELEMETRY_CHECKS } from './telemetry/area';
import { VIRTUAL_SERVICE_CHECKS } from './virtual-service/area';
import { WORKLOAD_CHECKS } from './workload/area';

export const CHECKS: readonly Check[] = [
  ...GENERAL_CHECKS,
  ...VIRTUAL_SERVICE_CHECKS,
  ...DESTINATION_RULE_CHECKS,
  ...GATEWAY_CHECKS,
  ...SERVICE_ENTRY_CHECKS,
  ...WORKLOAD_CHECKS,
  ...SECURITY_CHECKS,
  ...TELEMETRY_CHECKS,
  ...GATEWAY_API_CHECKS,
  ...CONTROL_PLANE_CHECKS,
];

/** Told where a check itself breaks, so that one broken check takes nothing else with it. */
export const CHECK_FAILED = {
  code: 'PER0100',
  title: 'A check failed',
  condition: 'A check of this list ended with an error of its own instead of an answer.',
  severity: 'error' as const,
  ist: ['IST0001'],
  kia: [],
  draft: (code: string, reason: string): Draft => ({
    path: [],
    message: `The check ${code} failed on this object (${reason}), so it is not known whether its condition holds.`,
  }),
};
