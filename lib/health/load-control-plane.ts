/** `loadControlPlane`: the figures of the control plane over a window, judged. */
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { ControlPlanePort } from '@/lib/metrics/control-plane';
import { judgeControlPlane } from './control-plane';
import type { ControlPlaneAnswer } from './control-plane-contract';

export interface ControlPlanePorts {
  readonly controlPlane: ControlPlanePort;
}

export async function loadControlPlane(
  { controlPlane }: ControlPlanePorts,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<ControlPlaneAnswer> {
  const { figures, warnings } = await controlPlane.read({ window, signal });
  return {
    window,
    controlPlane: figures === null ? null : { health: judgeControlPlane(figures, window.toSeconds), figures },
    warnings: warnings.map((message) => ({ source: 'prometheus', code: 'partial', message })),
  };
}
