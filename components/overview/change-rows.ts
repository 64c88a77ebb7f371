/** The biggest changes between two answers of the graph, each as the line that the card shows. Pure. */
import { type Change, type ChangeKind, isChanged } from '@/lib/graph/compare/change';
import { compareGraphs, rankedChanges } from '@/lib/graph/compare/compare';
import { DEFAULT_CHANGE_THRESHOLDS } from '@/lib/graph/compare/thresholds';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';

export interface ChangeRow {
  readonly edgeId: string;
  readonly kind: ChangeKind;
  readonly from: string;
  readonly to: string;
  readonly namespace: string | null;
  /** The figure that tells it, before and after; null = it was not there. */
  readonly before: number | null;
  readonly after: number | null;
  readonly unit: QuantityUnit;
}

export interface ChangeSummary {
  readonly rows: readonly ChangeRow[];
  /** How many calls changed, those in `rows` among them. */
  readonly changed: number;
  readonly calls: number;
  /** One of the two answers lacks something, so that what seems new or gone may be neither. */
  readonly partial: boolean;
}

export function changeSummary(before: GraphAnswer, after: GraphAnswer, most: number): ChangeSummary {
  const comparison = compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS);
  const ranked = rankedChanges(comparison).filter(isChanged);
  const nodes = new Map([...before.nodes, ...after.nodes].map((node) => [node.id, node]));
  const edges = new Map([...before.edges, ...after.edges].map((edge) => [edge.id, edge]));
  const rows = ranked.slice(0, most).flatMap((change): ChangeRow[] => {
    const edge = edges.get(change.id);
    if (edge === undefined) return [];
    const target = nodes.get(edge.target);
    return [
      {
        edgeId: edge.id,
        kind: change.kinds[0],
        from: nodes.get(edge.source)?.name ?? 'unknown',
        to: target?.name ?? 'unknown',
        namespace: target?.namespace ?? null,
        ...told(change),
      },
    ];
  });
  return {
    rows,
    changed: ranked.length,
    calls: comparison.edges.size,
    partial: comparison.partial.length > 0,
  };
}

/** Errors by their share, latency by p95, everything else by what flows. */
function told({ kinds: [kind], before, after }: Change): Pick<ChangeRow, 'before' | 'after' | 'unit'> {
  if (kind === 'moreErrors' || kind === 'fewerErrors') {
    return { before: before?.errorShare ?? null, after: after?.errorShare ?? null, unit: 'share' };
  }
  if (kind === 'slower' || kind === 'faster') {
    return { before: before?.p95Ms ?? null, after: after?.p95Ms ?? null, unit: 'ms' };
  }
  const isTcp = (before?.requestsPerSecond ?? null) === null && (after?.requestsPerSecond ?? null) === null;
  return isTcp
    ? { before: before?.bytesPerSecond ?? null, after: after?.bytesPerSecond ?? null, unit: 'bytesPerSecond' }
    : { before: before?.requestsPerSecond ?? null, after: after?.requestsPerSecond ?? null, unit: 'rps' };
}
