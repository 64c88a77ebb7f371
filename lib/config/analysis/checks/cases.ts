/** Every case of every check. */
import type { CheckCase } from './check-case';
import { DESTINATION_RULE_CASES } from './destination-rule/destination-rule.cases';
import { GENERAL_CASES } from './general/general.cases';
import { VIRTUAL_SERVICE_CASES } from './virtual-service/virtual-service.cases';

export const CASES: readonly CheckCase[] = [
  ...GENERAL_CASES,
  ...VIRTUAL_SERVICE_CASES,
  ...DESTINATION_RULE_CASES,
];
