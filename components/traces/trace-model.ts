/** Everything that the trace page draws, computed once per trace. Pure. */
import { endNs, FAILED, mainRoot, type Trace } from '@/lib/traces/model/trace';
import { type OpenedTrace, openTrace } from '@/lib/traces/opened';
import { shortServices } from './names';
import { serviceCues, serviceSeries } from './service-colors';

export interface TraceModel extends OpenedTrace {
  /** Under which the worker knows the trace; null where none read it. */
  readonly id: number | null;
  /** Series number (1–10) by position in `trace.services`. */
  readonly series: readonly number[];
  /** Second cue (a shape) by position in `trace.services`, where colours are alike. */
  readonly cues: readonly number[];
  /** Short name by position in `trace.services`. */
  readonly names: readonly string[];
  /** The row that names the trace. */
  readonly root: number;
  readonly failed: number;
  /** How much longer the trace runs after its root has answered, ns. */
  readonly afterRootNs: number;
}

export function traceModel(opened: OpenedTrace & { readonly id?: number }): TraceModel {
  const { trace } = opened;
  const colors = serviceSeries(trace.services);
  const cues = serviceCues(colors);
  const names = shortServices(trace.services);
  const root = mainRoot(trace);
  return {
    ...opened,
    id: opened.id ?? null,
    series: trace.services.map((name) => colors.get(name) ?? 8),
    cues: trace.services.map((name) => cues.get(name) ?? 0),
    names: trace.services.map((name) => names.get(name) ?? name),
    root,
    failed: trace.flags.reduce((sum, flags) => sum + (flags & FAILED), 0),
    afterRootNs: trace.count === 0 ? 0 : Math.max(0, trace.totalNs - endNs(trace, root)),
  };
}

export function modelOfTrace(trace: Trace): TraceModel {
  return traceModel(openTrace(trace));
}
