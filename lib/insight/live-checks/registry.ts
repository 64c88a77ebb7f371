/** Every check that needs today's traffic, and what the page of checks says of each. */
import type { CodeFacts } from '@/lib/config/codes';
import { breakerNever } from './breaker-never';
import { breakerTrips } from './breaker-trips';
import { faultHits } from './fault-hits';
import { factsOf, type LiveCheck } from './live-check';
import { lockedOut } from './locked-out';
import { mirrorSharesStore } from './mirror-shares-store';
import { retryStorm } from './retry-storm';
import { rootCertificate } from './root-certificate';
import { workloadCertificate } from './workload-certificate';

export const LIVE_CHECKS: readonly LiveCheck[] = [
  breakerTrips,
  breakerNever,
  lockedOut,
  rootCertificate,
  retryStorm,
  faultHits,
  mirrorSharesStore,
  workloadCertificate,
];

export function liveCodes(): readonly CodeFacts[] {
  return LIVE_CHECKS.map(factsOf);
}
