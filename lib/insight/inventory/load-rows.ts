/**
 * All rows of one list: what configuration holds and what traffic tells of, joined. Queries to Prometheus: those of one
 * graph with mutual TLS, one for p95, one for trends, one for CPU, memory and restarts, whatever the rows; p95 and trends
 * once more where names occur in several clusters.
 */

import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { loadFindings } from '@/lib/config/findings/load';
import type { ConfigStore } from '@/lib/config/store';
import type { GraphPorts } from '@/lib/graph/load';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { PodUsage, ResourcesPort } from '@/lib/metrics/resources';
import type { SubjectLevel, SubjectsPort, SubjectsQuery } from '@/lib/metrics/subjects';
import { type BaseRow, baseRows, type Configured } from './base-rows';
import type { InventoryRow } from './contract';
import { FindingCounts } from './finding-counts';
import { inventoryOf } from './known-inventory';
import { loadRowsGraph, type RowsGraphOf, rowsGraphType } from './rows-graph';
import { hasTwins, type MeasuredMesh, measuredRows } from './traffic-rows';
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
  /** False = figures without what sparklines show, which is a query over the whole window. */
  readonly trends: boolean;
  /** Where several lists share a graph; left out = it is asked for. */
  readonly graphOf?: RowsGraphOf | undefined;
}

export interface AllRows {
  readonly window: TimeWindow;
  readonly rows: readonly InventoryRow[];
  readonly warnings: readonly Warning[];
}

/** Throws `Fault` when neither configuration nor metrics answer. */
export async function loadRows(
  ports: InventoryPorts,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<AllRows> {
  const warnings: Warning[] = [];
  const optional = optionalParts(warnings);
  const [configured, measured, pods] = await Promise.all([
    loadConfigured(ports, optional, signal),
    request.figures ? loadMeasured(ports, request, optional, signal) : null,
    request.figures && request.kind === 'workloads'
      ? optional('CPU, memory and restarts', ports.resources.pods({ window: request.window, signal }))
      : null,
  ]);
  signal?.throwIfAborted();
  const base = configured === null ? [] : baseRows(request.kind, configured);
  if (measured !== null) {
    const rows = measuredRows(request.kind, base, measured);
    return { window: measured.graph.window, rows: withUsage(rows, pods, configured), warnings };
  }
  const fault = optional.first();
  if (configured === null && fault !== null) throw fault;
  return { window: request.window, rows: base.map((row) => bareRow(row, request.figures)), warnings };
}

function bareRow({ key: _, ...row }: BaseRow, isFault: boolean): InventoryRow {
  const because = isFault ? 'Metrics do not answer.' : 'Metrics are still being read.';
  return { ...row, health: { kind: 'unknown', because }, figures: null, usage: null };
}

type Optional = ReturnType<typeof optionalParts>;

/** The answer, or null with a warning that names what is missing. */
function optionalParts(warnings: Warning[]) {
  let first: Fault | null = null;
  const optional = async <T>(what: string, answer: Promise<T>): Promise<T | null> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      first ??= error;
      const { source = 'prometheus', code, message } = error;
      warnings.push({ source, code, message: `${what} missing: ${message}` });
      return null;
    }
  };
  return Object.assign(optional, { first: () => first, warn: (warning: Warning) => warnings.push(warning) });
}

async function loadConfigured(
  { config, meshFacts, suppressions }: InventoryPorts,
  optional: Optional,
  signal: AbortSignal | undefined,
): Promise<Configured | null> {
  if (config === null || meshFacts === undefined || meshFacts === null) return null;
  const read = async (): Promise<Configured> => {
    const [{ objects }, facts, { findings }] = await Promise.all([
      config.list(signal),
      meshFacts.facts(signal),
      loadFindings({ store: config, suppress: suppressions() }, signal),
    ]);
    return { inventory: inventoryOf(objects), facts, findings: new FindingCounts(findings) };
  };
  return optional('What configuration holds is', read());
}

/** A sparkline is some 60 px wide. */
const POINTS = 20;

const LEVELS: Readonly<Record<InventoryKind, SubjectLevel>> = {
  namespaces: 'namespace',
  applications: 'app',
  services: 'service',
  workloads: 'workload',
};

async function loadMeasured(
  ports: InventoryPorts,
  { kind, window, trends: wantsTrends, graphOf }: RowsRequest,
  optional: Optional,
  signal: AbortSignal | undefined,
): Promise<MeasuredMesh | null> {
  const level = LEVELS[kind];
  const type = rowsGraphType(kind);
  const [graph, apart] = await Promise.all([
    optional('Metrics are', graphOf?.(type) ?? loadRowsGraph(ports, type, window, signal)),
    askSubjects(ports, { level, window, signal }, wantsTrends, optional, ''),
  ]);
  if (graph === null) return null;
  for (const warning of graph.warnings) optional.warn(warning as Warning);
  // A request that reached nobody names no cluster: of services in several only the whole can be told.
  if (level === 'service' || !hasTwins(kind, graph)) return { graph, ...apart };
  const query = { level, window, byCluster: true, signal };
  const byCluster = await askSubjects(ports, query, wantsTrends, optional, ' by cluster');
  return {
    graph,
    p95: [...apart.p95, ...byCluster.p95],
    trends: [...apart.trends, ...byCluster.trends],
  };
}

async function askSubjects(
  { subjects }: InventoryPorts,
  query: SubjectsQuery,
  wantsTrends: boolean,
  optional: Optional,
  how: string,
): Promise<Pick<MeasuredMesh, 'p95' | 'trends'>> {
  const { window } = query;
  const stepSeconds = windowSeconds(window) / POINTS;
  const instants = Array.from({ length: POINTS }, (_, at) => window.fromSeconds + (at + 1) * stepSeconds);
  const [p95, trends] = await Promise.all([
    optional(`The 95th percentiles${how} are`, subjects.p95(query)),
    wantsTrends
      ? optional(`Trends${how} are`, subjects.trends({ ...query, instants, stepSeconds }))
      : Promise.resolve(null),
  ]);
  return { p95: p95?.rows ?? [], trends: trends?.rows ?? [] };
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
