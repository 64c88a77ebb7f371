/** Everything that the page of two traces draws, with one colour and one name for a service in both. Pure. */
import { shortServices } from '@/components/traces/names';
import type { TraceSource } from '@/components/traces/reading/uploaded-registry';
import { serviceCues, serviceSeries } from '@/components/traces/service-colors';
import { type TraceModel, traceModel } from '@/components/traces/trace-model';
import { type ChangeColumns, changeColumns } from '@/lib/traces/compare/changes';
import type { TraceComparison } from '@/lib/traces/compare/comparison';
import { nameOf, serviceOf } from '@/lib/traces/model/trace';
import type { OpenedTrace } from '@/lib/traces/opened';

/** How services are drawn. */
export interface ServiceLook {
  readonly series: ReadonlyMap<string, number>;
  readonly cues: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
}

export interface PairModel extends TraceComparison {
  readonly a: TraceModel;
  readonly b: TraceModel;
  readonly changes: ChangeColumns;
  readonly look: ServiceLook;
  /** Length of the longer one, ns: both are drawn on one axis. */
  readonly longestNs: number;
  readonly sources: PairSources;
}

/** Where each trace was read from. */
export interface PairSources {
  readonly a: TraceSource;
  readonly b: TraceSource;
}

const FROM_SERVER: PairSources = { a: 'server', b: 'server' };

export function serviceLook(services: readonly string[]): ServiceLook {
  const all = [...new Set(services)];
  const series = serviceSeries(all);
  return { series, cues: serviceCues(series), names: shortServices(all) };
}

export function pairModel(
  a: OpenedTrace,
  b: OpenedTrace,
  comparison: TraceComparison,
  sources = FROM_SERVER,
): PairModel {
  return {
    ...comparison,
    a: traceModel(a),
    b: traceModel(b),
    changes: changeColumns(a.trace, b.trace, comparison.alignment),
    look: serviceLook([...a.trace.services, ...b.trace.services]),
    sources,
    longestNs: Math.max(a.trace.totalNs, b.trace.totalNs),
  };
}

/** Service and name of a merged row: the second trace's, which is what is there now. */
export function wordsOf(model: PairModel, row: number): { readonly service: string; readonly name: string } {
  const inB = model.alignment.b[row] ?? -1;
  const { trace } = inB >= 0 ? model.b : model.a;
  const own = inB >= 0 ? inB : (model.alignment.a[row] ?? 0);
  return { service: serviceOf(trace, own), name: nameOf(trace, own) };
}
