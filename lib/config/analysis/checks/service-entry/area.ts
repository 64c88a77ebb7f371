/** The checks of ServiceEntries, Sidecars and WorkloadGroups. */
import type { Check } from '@/lib/config/analysis/check';
import { entryAddresses } from './addresses';
import { groupAccount } from './group-account';
import { groupLabels } from './group-labels';
import { hostRepeated } from './host-repeated';
import { protocolConflict } from './protocol-conflict';
import { sidecarAmbient } from './sidecar-ambient';
import { sidecarHost } from './sidecar-host';
import { sidecarPolicyMode } from './sidecar-policy-mode';
import { sidecarRootSelector } from './sidecar-root-selector';

export const SERVICE_ENTRY_CHECKS: readonly Check[] = [
  entryAddresses,
  hostRepeated,
  protocolConflict,
  groupAccount,
  groupLabels,
  sidecarHost,
  sidecarRootSelector,
  sidecarPolicyMode,
  sidecarAmbient,
];
