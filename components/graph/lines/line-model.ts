/** An edge as a line: its width, pattern, words and marks. Pure. */

import type { AlertSign } from '@/components/graph/alerts/mark-alerts';
import { hasFlag } from '@/components/graph/cards/node-badges';
import type { EdgeLabel } from '@/components/graph/view-state';
import type { ChangeKind } from '@/lib/graph/compare/change';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';
import { edgeLabelParts, type LabelPart, labelWidth } from './edge-label';
import { edgeRate, type Measures, PLAIN_MEASURES } from './edge-rate';

export interface LineModel {
  readonly id: string;
  readonly edge: GraphEdge;
  readonly source: string;
  readonly target: string;
  /** `productpage v1 → reviews v2`. */
  readonly name: string;
  readonly health: Health['kind'];
  readonly pattern: 'solid' | 'idle' | 'tcp';
  /** Pixels at zoom 1. */
  readonly width: number;
  /** Share of requests that failed, 0..1. */
  readonly failedShare: number;
  readonly label: readonly LabelPart[];
  readonly labelWidth: number;
  readonly lock: 'full' | 'partly' | 'none' | null;
  /** Its target has a circuit breaker, and requests were turned away by it (flags UO, UH). */
  readonly breaker: boolean;
  /** Drawn only when something it belongs to is pointed at or selected. */
  readonly quiet: boolean;
  /** What became of it between two moments; null where none are compared. */
  readonly change: ChangeKind | null;
  /** Alerts that name both of its ends; null = none. */
  readonly alert: AlertSign | null;
  /** Its place in the chain of the likely cause, from the cause outwards, from 0; null = not in it. */
  readonly chained: number | null;
}

const NARROWEST_LINE = 1.5;
const WIDEST_LINE = 6;
/** Rates are drawn from this to the next on a logarithmic scale, in requests per second. */
const LINE_RATES = [0.1, 1000] as const;
/** Bytes per second for the same widths. */
const LINE_BYTES = [100, 1e8] as const;

/** What a line needs to know of its ends. */
export interface LineEnd extends Pick<GraphNode, 'outgoing'> {
  readonly name: string;
  readonly breaks: boolean;
}

export function lineModel(
  edge: GraphEdge,
  source: LineEnd,
  target: LineEnd,
  labels: readonly EdgeLabel[],
  measures: Measures,
  quiet: boolean,
): LineModel {
  const lock = labels.includes('mtls') ? lockOf(edge) : null;
  const breaker = target.breaks && brokeOff(edge);
  // Only lines that are near have words, and writing numbers is what takes longest.
  let words: readonly LabelPart[] | null = null;
  const label = () => {
    words ??= edgeLabelParts(edge, source, labels, measures);
    return words;
  };
  return {
    id: edge.id,
    edge,
    source: edge.source,
    target: edge.target,
    name: `${source.name} → ${target.name}`,
    health: edge.health.kind,
    pattern: patternOf(edge),
    width: lineWidth(edge, measures),
    failedShare: failedShare(edge),
    get label() {
      return label();
    },
    get labelWidth() {
      return labelWidth(label(), lineMarks({ lock, breaker, alert: null }));
    },
    lock,
    breaker,
    quiet,
    change: null,
    alert: null,
    chained: null,
  };
}

/** Icons before the words of a line. */
export function lineMarks({ lock, breaker, alert }: Pick<LineModel, 'lock' | 'breaker' | 'alert'>): number {
  return (lock === null ? 0 : 1) + (breaker ? 1 : 0) + (alert === null ? 0 : 1);
}

function brokeOff({ requests }: GraphEdge): boolean {
  return requests?.codes.some((row) => row.ratePerSecond > 0 && hasFlag(row.flags, 'UO', 'UH')) === true;
}

function patternOf(edge: GraphEdge): LineModel['pattern'] {
  if (edge.health.kind === 'idle') return 'idle';
  return edge.protocol === 'tcp' ? 'tcp' : 'solid';
}

/** Headline errors by all requests; 0 without requests. */
export function failedShare(edge: GraphEdge): number {
  const requests = edge.requests;
  return requests === null || requests.requestsPerSecond === 0
    ? 0
    : requests.errorsPerSecond / requests.requestsPerSecond;
}

/** 1.5 px for next to nothing up to 6 px, by the logarithm of the rate. */
export function lineWidth(edge: GraphEdge, measures: Measures = PLAIN_MEASURES): number {
  const rate = edgeRate(edge, measures);
  if (rate === null || rate.value <= 0) return NARROWEST_LINE;
  const [low, high] = rate.unit === 'bytesPerSecond' ? LINE_BYTES : LINE_RATES;
  const share = Math.log(rate.value / low) / Math.log(high / low);
  const width = NARROWEST_LINE + Math.min(1, Math.max(0, share)) * (WIDEST_LINE - NARROWEST_LINE);
  return Math.round(width * 100) / 100;
}

function lockOf(edge: GraphEdge): LineModel['lock'] {
  if (edge.mtls === null) return null;
  if (edge.mtls.share >= 0.9995) return 'full';
  return edge.mtls.share > 0.0005 ? 'partly' : 'none';
}
