/** The checks of DestinationRules. */
import type { Check } from '@/lib/config/analysis/check';
import { ambientRule } from './ambient';
import { certificateAuthority } from './certificate-authority';
import { disablesMtls } from './disables-mtls';
import { destinationRuleHost } from './host';
import { mtlsWithoutServer } from './mtls-without-server';
import { overridesMtls } from './overrides-mtls';
import { sameSubset } from './same-subset';
import { subsetLabels } from './subset-labels';
import { subsetPods } from './subset-pods';
import { tlsToSidecar } from './tls-to-sidecar';

export const DESTINATION_RULE_CHECKS: readonly Check[] = [
  destinationRuleHost,
  sameSubset,
  subsetPods,
  overridesMtls,
  mtlsWithoutServer,
  disablesMtls,
  tlsToSidecar,
  subsetLabels,
  certificateAuthority,
  ambientRule,
];
