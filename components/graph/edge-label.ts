/** What the pill on an edge says, in parts, so that numbers stand out from their units. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { type QuantityUnit, quantity } from '@/lib/mesh/quantity';
import type { EdgeLabel } from './view-state';

export interface LabelPart {
  readonly text: string;
  readonly unit: string;
  readonly tone: 'plain' | 'failing' | 'degraded';
}

/** Pixels of a letter at 11 px, on average with a margin. */
const LETTER = 6.1;
const PILL_PADDING = 16;
const SEPARATOR = 12;
const LOCK = 15;

const LATENCY: readonly EdgeLabel[] = ['avg', 'p50', 'p95', 'p99'];

/** The parts in the order of the choice; what an edge has no value for is left out. */
export function edgeLabelParts(
  edge: GraphEdge,
  source: GraphNode,
  labels: readonly EdgeLabel[],
): LabelPart[] {
  // Where requests fail, that is what matters; the latency of the rest stands in the table and the panel.
  const failing = labels.includes('errors') && (edge.requests?.errorsPerSecond ?? 0) > 0;
  const shown = failing ? labels.filter((label) => !LATENCY.includes(label)) : labels;
  return shown.flatMap((label) => partOf(label, edge, source) ?? []);
}

function partOf(label: EdgeLabel, edge: GraphEdge, source: GraphNode): LabelPart | null {
  const { requests, tcp, latencyMs, throughput } = edge;
  switch (label) {
    case 'rate':
      if (requests !== null)
        return requests.requestsPerSecond === 0 ? null : written(requests.requestsPerSecond, 'rps');
      return tcp === null
        ? null
        : written(tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond, 'bytesPerSecond');
    case 'errors':
      if (requests === null || requests.errorsPerSecond === 0) return null;
      return errors(edge, requests.errorsPerSecond / requests.requestsPerSecond);
    case 'avg':
    case 'p50':
    case 'p95':
    case 'p99': {
      const value = latencyMs?.[label] ?? null;
      return value === null ? null : written(value, 'ms');
    }
    case 'throughput':
      if (throughput === null) return null;
      return written(throughput.requestBytesPerSecond + throughput.responseBytesPerSecond, 'bytesPerSecond');
    case 'share': {
      const all = source.outgoing?.requestsPerSecond ?? 0;
      const share = requests === null || all === 0 ? null : requests.requestsPerSecond / all;
      return share === null || share >= 0.9995 ? null : { ...written(share, 'share'), unit: '%' };
    }
    case 'mtls':
      return null;
  }
  return label satisfies never;
}

function written(value: number, unit: QuantityUnit): LabelPart {
  const { text, unit: word } = quantity(value, unit);
  return { text, unit: word, tone: 'plain' };
}

function errors(edge: GraphEdge, share: number): LabelPart {
  const tone = edge.health.kind === 'failing' || edge.health.kind === 'degraded' ? edge.health.kind : 'plain';
  return { text: quantity(share, 'share').text, unit: '% err', tone };
}

/** As wide as the pill will be; 0 without words. */
export function labelWidth(parts: readonly LabelPart[], hasLock: boolean): number {
  if (parts.length === 0) return hasLock ? LOCK + 8 : 0;
  const letters = parts.reduce((sum, part) => sum + part.text.length + part.unit.length, 0);
  const spaces = parts.length * 3 + (parts.length - 1) * SEPARATOR;
  return Math.ceil(letters * LETTER + spaces + PILL_PADDING + (hasLock ? LOCK : 0));
}
