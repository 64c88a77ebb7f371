/** What the pill on an edge says, in parts, so that numbers stand out from their units. */

import type { EdgeLabel } from '@/components/graph/view-state';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { type QuantityUnit, quantity } from '@/lib/mesh/quantity';
import { edgeRate, type Measures, PLAIN_MEASURES } from './edge-rate';

export interface LabelPart {
  readonly text: string;
  readonly unit: string;
  readonly tone: 'plain' | 'failing' | 'degraded' | 'healthy' | 'accent';
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
  source: Pick<GraphNode, 'outgoing'>,
  labels: readonly EdgeLabel[],
  measures: Measures = PLAIN_MEASURES,
): LabelPart[] {
  // Where requests fail, that is what matters; the latency of the rest stands in the table and the panel.
  const failing = labels.includes('errors') && (edge.requests?.errorsPerSecond ?? 0) > 0;
  const shown = failing ? labels.filter((label) => !LATENCY.includes(label)) : labels;
  return shown.flatMap((label) => partOf(label, edge, source, measures) ?? []);
}

function partOf(
  label: EdgeLabel,
  edge: GraphEdge,
  source: Pick<GraphNode, 'outgoing'>,
  measures: Measures,
): LabelPart | null {
  const { requests, latencyMs, throughput, messages } = edge;
  switch (label) {
    case 'rate': {
      const rate = edgeRate(edge, measures);
      return rate === null || rate.value === 0 ? null : written(rate.value, rate.unit);
    }
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
    case 'messages':
      return messages === null || measures.grpc !== 'requests'
        ? null
        : written(messages.sentPerSecond + messages.receivedPerSecond, 'messages');
    case 'requestBytes':
      return throughput === null ? null : written(throughput.requestBytesPerSecond, 'bytesPerSecond', '→');
    case 'responseBytes':
      return throughput === null ? null : written(throughput.responseBytesPerSecond, 'bytesPerSecond', '←');
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

function written(value: number, unit: QuantityUnit, sign = ''): LabelPart {
  const { text, unit: word } = quantity(value, unit);
  return { text: sign + text, unit: word, tone: 'plain' };
}

function errors(edge: GraphEdge, share: number): LabelPart {
  const tone = edge.health.kind === 'failing' || edge.health.kind === 'degraded' ? edge.health.kind : 'plain';
  return { text: quantity(share, 'share').text, unit: '% err', tone };
}

/** As wide as the pill will be with so many icons before its words; 0 without either. */
export function labelWidth(parts: readonly LabelPart[], marks: number): number {
  if (parts.length === 0) return marks > 0 ? LOCK * marks + 8 : 0;
  const letters = parts.reduce((sum, part) => sum + part.text.length + part.unit.length, 0);
  const spaces = parts.length * 3 + (parts.length - 1) * SEPARATOR;
  return Math.ceil(letters * LETTER + spaces + PILL_PADDING + LOCK * marks);
}
