/** The checks of policies for access and identity. */
import type { Check } from '@/lib/config/analysis/check';
import { ambientPolicy } from './ambient-policy';
import { policyHost } from './host';
import { jwksAddress } from './jwks-address';
import { method } from './method';
import { needsMtls } from './needs-mtls';
import { principalAccount, principalTrustDomain } from './principal';
import { selectorOnGateway } from './selector-on-gateway';
import { sourceNamespace } from './source-namespace';
import { disabledWithClient, strictWithoutClient } from './strict-without-client';
import { targetMissing } from './target-missing';

export const SECURITY_CHECKS: readonly Check[] = [
  sourceNamespace,
  method,
  policyHost,
  needsMtls,
  principalAccount,
  principalTrustDomain,
  ambientPolicy,
  selectorOnGateway,
  targetMissing,
  strictWithoutClient,
  disabledWithClient,
  jwksAddress,
];
