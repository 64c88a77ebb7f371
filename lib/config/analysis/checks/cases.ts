/** Every case of every check. */
import type { CheckCase } from './check-case';
import { CONTROL_PLANE_CASES } from './control-plane/control-plane.cases';
import { DESTINATION_RULE_CASES } from './destination-rule/destination-rule.cases';
import { GATEWAY_CASES } from './gateway/gateway.cases';
import { GATEWAY_API_CASES } from './gateway-api/gateway-api.cases';
import { GENERAL_CASES } from './general/general.cases';
import { SECURITY_CASES } from './security/security.cases';
import { SERVICE_ENTRY_CASES } from './service-entry/service-entry.cases';
import { TELEMETRY_CASES } from './telemetry/telemetry.cases';
import { ROUTING_CASES } from './virtual-service/routing.cases';
import { VIRTUAL_SERVICE_CASES } from './virtual-service/virtual-service.cases';
import { WORKLOAD_CASES } from './workload/workload.cases';

export const CASES: readonly CheckCase[] = [
  ...GENERAL_CASES,
  ...VIRTUAL_SERVICE_CASES,
  ...ROUTING_CASES,
  ...DESTINATION_RULE_CASES,
  ...GATEWAY_CASES,
  ...SERVICE_ENTRY_CASES,
  ...WORKLOAD_CASES,
  ...SECURITY_CASES,
  ...TELEMETRY_CASES,
  ...GATEWAY_API_CASES,
  ...CONTROL_PLANE_CASES,
];
