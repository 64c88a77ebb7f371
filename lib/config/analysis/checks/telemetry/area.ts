/** The checks of Telemetry and EnvoyFilter. */
import type { Check } from '@/lib/config/analysis/check';
import { patchAdd, patchOrder, patchRemove, patchReplace } from './envoy-filter';
import { extensionProvider, telemetryProviders } from './providers';

export const TELEMETRY_CHECKS: readonly Check[] = [
  telemetryProviders,
  extensionProvider,
  patchOrder,
  patchReplace,
  patchAdd,
  patchRemove,
];
