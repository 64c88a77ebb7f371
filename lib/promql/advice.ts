/** What in a query answers, but most likely not the question that is meant: the usual slips of PromQL. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { durationMs } from '@/lib/dashboards/variables/durations';
import { groupingLabels, keptLabels, workedOn } from './kept-labels';
import { maskedGlobals } from './mask';
import { syntaxMistake } from './syntax';

export interface Advice {
  readonly code:
    | 'counter-without-rate'
    | 'rate-over-gauge'
    | 'window-too-short'
    | 'label-dropped'
    | 'quantile-without-le';
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly hint: string;
}

export interface AdviceContext {
  /** `counter`, `gauge`, `histogram`, …; undefined where the store does not say. */
  readonly typeOf: (metric: string) => string | undefined;
  readonly scrapeSeconds: number;
}

/** Need a counter. */
const OVER_COUNTERS: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);
/** Need two samples in their range. */
const OVER_TWO: ReadonlySet<string> = new Set([
  ...OVER_COUNTERS,
  'delta',
  'idelta',
  'deriv',
  'predict_linear',
  'changes',
  'resets',
]);
/** Of a counter these say something without a rate. */
const FINE_OVER_COUNTERS: ReadonlySet<string> = new Set([
  ...OVER_TWO,
  'count',
  'count_values',
  'group',
  'absent',
  'absent_over_time',
  'present_over_time',
  'count_over_time',
  'timestamp',
  'label_replace',
  'last_over_time',
]);

/** In the order of the text; nothing for what is no PromQL. */
export function adviceOn(written: string, context: AdviceContext): readonly Advice[] {
  const expr = maskedGlobals(written);
  if (syntaxMistake(expr) !== null) return [];
  const advice: Advice[] = [];
  const ranges = !written.includes('$__');
  parser.parse(expr).iterate({
    enter: ({ node }) => {
      if (node.name === 'VectorSelector') advice.push(...onSelector(node, expr, context));
      if (node.name === 'MatrixSelector' && ranges) advice.push(...onRange(node, expr, context));
      if (node.name === 'AggregateExpr') advice.push(...onAggregation(node, expr));
      if (node.name === 'FunctionCall') advice.push(...onQuantile(node, expr));
    },
  });
  return advice;
}

/** Names of functions and aggregations around a node, the nearest first. */
function callsAround(node: SyntaxNode, expr: string): readonly string[] {
  const calls: string[] = [];
  for (let at = node.parent; at !== null; at = at.parent) {
    const name = at.getChild('FunctionIdentifier') ?? at.getChild('AggregateOp');
    if (name !== null) calls.push(expr.slice(name.from, name.to).toLowerCase());
  }
  return calls;
}

function onSelector(node: SyntaxNode, expr: string, { typeOf }: AdviceContext): Advice[] {
  const name = node.getChild('Identifier');
  if (name === null) return [];
  const metric = expr.slice(name.from, name.to);
  const place = { from: node.from, to: node.to };
  const calls = callsAround(node, expr);
  const type = typeOf(metric) ?? typeByName(metric);
  const rate = calls.find((call) => OVER_COUNTERS.has(call));
  if (rate !== undefined && type === 'gauge') {
    return [
      {
        code: 'rate-over-gauge',
        ...place,
        message: `${metric} is a gauge, and ${rate}() takes each fall of it for a restart.`,
        hint: 'Use delta() or deriv(), or the gauge itself.',
      },
    ];
  }
  if (type !== 'counter' || calls.some((call) => FINE_OVER_COUNTERS.has(call))) return [];
  return [
    {
      code: 'counter-without-rate',
      ...place,
      message: `${metric} is a counter: its value is a total since a start, which restarts set back.`,
      hint: `Ask for its rate: rate(${metric}[5m]).`,
    },
  ];
}

/** What the store does not say, the ending does, by OpenMetrics' rules. */
function typeByName(metric: string): string | undefined {
  return /_(total|bucket)$/.test(metric) ? 'counter' : undefined;
}

function onRange(node: SyntaxNode, expr: string, { scrapeSeconds }: AdviceContext): Advice[] {
  const written = node.getChild('DurationExpr');
  const [call] = callsAround(node, expr);
  if (written === null || call === undefined || !OVER_TWO.has(call)) return [];
  const text = expr.slice(written.from, written.to);
  const ms = durationMs(text);
  if (ms === null || ms >= scrapeSeconds * 2000) return [];
  return [
    {
      code: 'window-too-short',
      from: written.from,
      to: written.to,
      message: `${text} holds fewer than two samples at a scrape interval of ${scrapeSeconds} s, and ${call}() needs two.`,
      hint: `Use [${scrapeSeconds * 4}s] or more.`,
    },
  ];
}

function onAggregation(node: SyntaxNode, expr: string): Advice[] {
  const modifier = node.getChild('AggregateModifier');
  const inner = workedOn(node);
  if (modifier?.getChild('By') == null || inner === null) return [];
  const kept = keptLabels(inner, expr);
  if (kept === null) return [];
  return groupingLabels(modifier.getChild('GroupingLabels'), expr)
    .filter((label) => !kept.has(label))
    .map((label) => ({
      code: 'label-dropped' as const,
      from: modifier.from,
      to: modifier.to,
      message: `What is inside no longer has the label ${label}, so it cannot be grouped by.`,
      hint: `Keep ${label} in the inner aggregation.`,
    }));
}

function onQuantile(node: SyntaxNode, expr: string): Advice[] {
  if (node.getChild('FunctionIdentifier')?.firstChild?.name !== 'HistogramQuantile') return [];
  const inner = workedOn(node);
  const buckets = inner !== null && /_bucket\b/.test(expr.slice(inner.from, inner.to));
  const kept = inner === null || !buckets ? null : keptLabels(inner, expr);
  if (inner === null || kept === null || kept.has('le')) return [];
  return [
    {
      code: 'quantile-without-le',
      from: inner.from,
      to: inner.to,
      message: 'The aggregation drops the label le, by which buckets are told apart.',
      hint: 'Group by le as well: sum by (le, …).',
    },
  ];
}
