/**
 * All rows of one list: what configuration holds and what traffic tells of, joined. Queries to Prometheus: those of one
 * graph with mutual TLS, one for p95, one for trends, one for CPU, memory and restarts, whatever the rows; p95 and trends
 * once more where names occur in several clusters.
 */

import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { loadFindings } from '@/lib/config/findings/load';
import type { ConfigStore } from '@/lib/config/store';
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { PodUsage, ResourcesPort } from '@/lib/metrics/resources';
import type { SubjectLevel, SubjectsPort } from '@/lib/metrics/subjects';
import { type BaseRow, baseRows, type Configured } from './base-rows';
import type { InventoryRow } from './contract';
import { FindingCounts } from './finding-counts';
import { inventoryOf } from './known-inventory';
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
  { kind, window }: RowsRequest,
  optional: Optional,
  signal: AbortSignal | undefined,
): Promise<MeasuredMesh | null> {
  const level = LEVELS[kind];
  const stepSeconds = windowSeconds(window) / POINTS;
  const instants = Array.from({ length: POINTS }, (_, at) => window.fromSeconds + (at + 1) * stepSeconds);
  const apps = kind === 'namespaces' || kind === 'applications';
  const [graph, p95, trends] = await Promise.all([
    optional(
      'Metrics are',
      loadGraph(
        ports,
        {
          ...PLAIN_OPTIONS,
          type: apps ? 'app' : 'workload',
          serviceNodes: 'all',
          idleNodes: true,
          mtls: true,
          messages: true,
          window,
        },
        signal,
      ),
    ),
    optional('The 95th percentiles are', ports.subjects.p95({ level, window, signal })),
    optional('Trends are', ports.subjects.trends({ level, window, instants, stepSeconds, signal })),
  ]);
  if (graph === null) return null;
  for (const warning of graph.warnings) optional.warn(warning as Warning);
  const measured = { graph, p95: p95?.rows ?? [], trends: trends?.rows ?? [] };
  // A request that reached nobody names no cluster: of services in several only the whole can be told.
  if (level === 'service' || !hasTwins(kind, graph)) return measured;
  const [p95Apart, trendsApart] = await Promise.all([
    optional(
      'The 95th percentiles by cluster are',
      ports.subjects.p95({ level, window, byCluster: true, signal }),
    ),
    optional(
      'Trends by cluster are',
      ports.subjects.trends({ level, window, instants, stepSeconds, byCluster: true, signal }),
    ),
  ]);
  return {
    graph,
    p95: [...measured.p95, ...(p95Apart?.rows ?? [])],
    trends: [...measured.trends, ...(trendsApart?.rows ?? [])],
  };
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
