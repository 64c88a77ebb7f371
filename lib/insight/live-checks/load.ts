/** `loadLiveFindings`: live checks over the traffic of a window. */
import type { ConfigSource } from '@/lib/config/config-source';
import type { TrafficPort } from '@/lib/graph/traffic';
import { recentCalls } from '@/lib/insight/calls/load-calls';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { ControlPlaneFigures, ControlPlanePort } from '@/lib/metrics/control-plane';
import type { LiveFindings } from './contract';
import { liveFindings } from './find';

export interface LivePorts {
  readonly traffic: TrafficPort;
  readonly controlPlane: ControlPlanePort;
  readonly source: ConfigSource;
}

/** Throws `Fault` where traffic or configuration cannot be read. */
export async function loadLiveFindings(
  { traffic, controlPlane, source }: LivePorts,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<LiveFindings> {
  const warnings: Warning[] = [];
  const [snapshot, observed, figures] = await Promise.all([
    source.store.list(signal),
    recentCalls(traffic, window, signal),
    figuresOf(controlPlane, window, warnings, signal),
  ]);
  const { fromSeconds, toSeconds } = observed.window;
  return {
    window: { fromSeconds, toSeconds },
    findings: liveFindings({
      objects: snapshot.objects,
      calls: observed.calls,
      controlPlane: figures,
      nowSeconds: toSeconds,
      suppress: source.suppress,
    }),
    warnings: [...observed.warnings, ...warnings],
  };
}

async function figuresOf(
  port: ControlPlanePort,
  window: TimeWindow,
  warnings: Warning[],
  signal: AbortSignal | undefined,
): Promise<ControlPlaneFigures | null> {
  try {
    return (await port.read({ window, signal })).figures;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warnings.push({
      source: error.source ?? 'prometheus',
      code: error.code,
      message: `What the control plane says of certificates is missing: ${error.message}`,
    });
    return null;
  }
}
