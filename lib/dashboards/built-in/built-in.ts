/** The dashboards that come with the console, in the order of the list. */
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { AMBIENT } from './ambient';
import { CONTROL_PLANE } from './control-plane';
import { ENVOY } from './envoy';
import { GATEWAY } from './gateway';
import { MESH } from './mesh';
import { PERIPLUS } from './periplus';
import { SERVICE } from './service';
import { WORKLOAD } from './workload';

export const BUILT_IN: readonly Dashboard[] = [
  MESH,
  SERVICE,
  WORKLOAD,
  GATEWAY,
  AMBIENT,
  CONTROL_PLANE,
  ENVOY,
  PERIPLUS,
];

/** Null where none has that uid. */
export function builtIn(uid: string): Dashboard | null {
  return BUILT_IN.find((dashboard) => dashboard.uid === uid) ?? null;
}
