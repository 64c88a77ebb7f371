/**
 * All rows of one list: what configuration holds and what traffic tells of, joined. Queries to Prometheus: those of one
 * graph with mutual TLS, and one for CPU, memory and restarts, whatever the rows; percentiles only where they are asked for.
 */

import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { ConfigGap, ConfigStore } from '@/lib/config/store';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphPorts } from '@/lib/graph/load';
import type { Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { GAP } from '@/lib/mesh/warning-codes';
import type { PodUsage, ResourcesPort } from '@/lib/metrics/resources';
import type { SubjectsPort } from '@/lib/metrics/subjects';
import type { BaseRow, Configured } from './base-rows';
import type { InventoryRow } from './contract';
import { configuredOf, type KnownConfigured } from './known-configured';
import { type OptionalParts, optionalParts } from './optional-parts';
import { loadRowsGraph, type RowsGraphOf, rowsGraphType } from './rows-graph';
import { loadSubjectFigures, withPercentiles } from './subject-figures';
import { measuredRows } from './traffic-rows';
import { usageByWorkload } from './usage';
import type { InventoryKind } from './vocabulary';

export interface InventoryPorts extends GraphPorts {
  readonly config: ConfigStore | null;
  readonly subjects: SubjectsPort;
  readonly resources: ResourcesPort;
  suppressions(): readonly SuppressRule[];
}

export interface RowsRequest {
  readonly kind: InventoryKind;
  readonly window: TimeWindow;
  /** False = only what needs no metrics. */
  readonly figures: boolean;
  /** True = with the percentiles of all rows, to sort by them; they cost the source more than all other figures. */
  readonly percentiles: boolean;
  /** Figures are needed of this namespace only: those of other rows are not to be relied on. Left out = of all. */
  readonly about?: string | undefined;
  /** Where several lists share a graph; left out = it is asked for. */
  readonly graphOf?: RowsGraphOf | undefined;
}

export interface AllRows {
  /** Of the figures, which may be a little older than what was asked for. */
  readonly window: TimeWindow;
  readonly asked: TimeWindow;
  readonly rows: readonly InventoryRow[];
  readonly warnings: readonly Warning[];
}

/** Throws `Fault` when neither configuration nor metrics answer. */
export async function loadRows(
  ports: InventoryPorts,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<AllRows> {
  const { kind, window } = request;
  const warnings: Warning[] = [];
  const optional = optionalParts(warnings);
  const [configured, graph, pods] = await Promise.all([
    loadConfigured(ports, optional, signal),
    request.figures ? loadMeasured(ports, request, optional, signal) : null,
    request.figures && kind === 'workloads'
      ? optional(
          'CPU, memory and restarts',
          ports.resources.pods({ window, namespace: request.about, signal }),
        )
      : null,
  ]);
  signal?.throwIfAborted();
  const base = configured === null ? [] : configured.rows(kind);
  const answer = { asked: window, warnings };
  if (graph === null) {
    const fault = optional.first();
    if (configured === null && fault !== null) throw fault;
    return { ...answer, window, rows: base.map((row) => bareRow(row, request.figures)) };
  }
  const rows = withUsage(measuredRows(kind, base, graph), pods, configured);
  if (!request.percentiles) return { ...answer, window: graph.window, rows };
  const all = { kind, window, all: rows, rows: null, trends: false };
  const { figures, warnings: missing } = await loadSubjectFigures(ports.subjects, all, signal);
  for (const warning of missing) optional.warn(warning);
  return { ...answer, window: graph.window, rows: withPercentiles(rows, figures) };
}

function bareRow({ key: _, ...row }: BaseRow, isFault: boolean): InventoryRow {
  const because = isFault ? 'Metrics do not answer.' : 'Metrics are still being read.';
  return { ...row, health: { kind: 'unknown', because }, figures: null, usage: null };
}

async function loadConfigured(
  { config, meshFacts, suppressions }: InventoryPorts,
  optional: OptionalParts,
  signal: AbortSignal | undefined,
): Promise<KnownConfigured | null> {
  if (config === null || meshFacts === undefined || meshFacts === null) return null;
  const read = async () => {
    const { objects, gaps = [] } = await config.list(signal);
    for (const warning of gapWarnings(gaps)) optional.warn(warning);
    return configuredOf(config, objects, meshFacts, suppressions(), signal);
  };
  return optional('What configuration holds is', read());
}

/** What a cluster was not asked for, or does not tell. Kinds that are not installed are missed by nobody. */
export function gapWarnings(gaps: readonly ConfigGap[]): Warning[] {
  return gaps
    .filter(({ reason }) => reason !== 'not-installed')
    .map(({ message }) => ({ source: 'kubernetes', code: GAP, message }));
}

async function loadMeasured(
  ports: InventoryPorts,
  { kind, window, about, graphOf }: RowsRequest,
  optional: OptionalParts,
  signal: AbortSignal | undefined,
): Promise<GraphAnswer | null> {
  const type = rowsGraphType(kind);
  const graph = await optional(
    'Metrics are',
    graphOf?.(type) ?? loadRowsGraph(ports, { type, window, about }, signal),
  );
  for (const warning of graph?.warnings ?? []) optional.warn(warning as Warning);
  return graph;
}

function withUsage(
  rows: readonly InventoryRow[],
  pods: readonly PodUsage[] | null,
  configured: Configured | null,
): readonly InventoryRow[] {
  if (pods === null || pods.length === 0) return rows;
  const named = rows.flatMap(({ namespace, name }) => (namespace === null ? [] : [{ namespace, name }]));
  const usage = usageByWorkload(pods, named, configured?.inventory ?? null);
  return rows.map((row) => ({ ...row, usage: usage.get(`${row.namespace}/${row.name}`) ?? null }));
}
