/** Where the figures of service performance come from, in words. Pure. */
import type { PerformanceAnswer } from '@/lib/insight/performance/contract';

export function sourceWords({ source, sampled, window }: PerformanceAnswer): string {
  if (source === 'mesh') return 'From the mesh’s metrics, each request counted once';
  if (source === 'spans') return 'From metrics of server spans';
  const traces = sampled?.traces ?? 0;
  const covered = sampled?.coveredSeconds ?? 0;
  const whole = covered >= window.toSeconds - window.fromSeconds - 1;
  const time = whole ? 'the window' : `its last ${spanWords(covered)}`;
  const services =
    sampled !== null && sampled.services < sampled.ofServices
      ? ` and ${sampled.services} of ${sampled.ofServices} services`
      : '';
  return `Counted in ${traces} sampled traces of ${time}${services}: rates are of sampled requests`;
}

/** Why there are no operations to tell apart, and what helps; null where there are. */
export function noOperationsWords({ source, operationsKnown, rows }: PerformanceAnswer): string | null {
  if (operationsKnown || source !== 'mesh' || rows.length === 0) return null;
  return 'Istio’s metrics tell operations apart only where a Telemetry object classifies requests. Sampled traces know them by the names of spans.';
}

function spanWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
