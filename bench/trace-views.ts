/**
 * The views of a trace of 100,000 spans, each from the opened trace to what is drawn: flame graphs, statistics, graph of
 * calls. The flame graph against a straightforward one that makes an object per bar.
 */
import { clockFlame } from '@/lib/traces/flame/clock-flame';
import { barsByClock, barsOfMerged, type FlameBars } from '@/lib/traces/flame/flame-bars';
import { boxesOf, frameLines } from '@/lib/traces/flame/flame-frame';
import { mergedFlame } from '@/lib/traces/flame/merged-flame';
import { spansOf } from '@/lib/traces/model/read-row';
import { randomTrace } from '@/lib/traces/model/sample-trace';
import type { Span } from '@/lib/traces/model/span';
import { selfTimes } from '@/lib/traces/self-time';
import { groupSpans } from '@/lib/traces/span-groups/group-spans';
import { graphByPath } from '@/lib/traces/trace-graph';
import { type Figure, median } from './figure';

const SPANS = 100_000;
const SEED = 7;
const RUNS = 7;
const WIDTH = 1_400;
/** The goal in time is 300 ms; the straightforward way takes about as long on the machine that this was written on. */
const GOAL = 1;

export async function benchTraceViews(onFigure: (figure: Figure) => void): Promise<void> {
  const trace = randomTrace(SPANS, SEED);
  const self = selfTimes(trace);
  const spans = [...spansOf(trace)];
  const plain = timesOf(() => plainFlame(spans));
  const merged = timesOf(() => drawn(barsOfMerged(mergedFlame(trace, self))));
  onFigure({
    name: 'merged flame graph of 100,000 spans / an object for each bar',
    value: median(merged) / median(plain),
    unit: '×',
    goal: GOAL,
    note: `${median(merged).toFixed(0)} ms against ${median(plain).toFixed(0)} ms, seed ${SEED}, medians of ${RUNS}`,
  });
  const others: readonly (readonly [string, () => number])[] = [
    ['flame graph by the clock', () => drawn(barsByClock(trace, self, clockFlame(trace)))],
    ['statistics by service and operation', () => groupSpans(trace, self, 'service', 'operation').length],
    ['graph of calls by path', () => graphByPath(trace, self, 240).nodes.length],
  ];
  for (const [name, run] of others) {
    const times = timesOf(run);
    onFigure({
      name: `${name} / the straightforward flame graph`,
      value: median(times) / median(plain),
      unit: '×',
      goal: null,
      note: `${median(times).toFixed(0)} ms`,
    });
  }
}

/** Milliseconds of each run but the first, which warms up. */
function timesOf(run: () => number): number[] {
  const times: number[] = [];
  for (let turn = 0; turn <= RUNS; turn += 1) {
    const startedAt = performance.now();
    if (!(run() > 0)) throw new Error('Nothing came of it.');
    if (turn > 0) times.push(performance.now() - startedAt);
  }
  return times;
}

/** Boxes that a page would paint. */
function drawn(bars: FlameBars): number {
  const frame = { bars, zoom: null, collapseAbove: false, width: WIDTH };
  let boxes = 0;
  for (const box of boxesOf(frame, 0, frameLines(frame))) boxes += box.width > 0 ? 1 : 0;
  return boxes;
}

interface PlainBar {
  readonly label: string;
  value: number;
  readonly children: PlainBar[];
}

/** As flame graphs are made from span objects: siblings of one label merged, children by width, places from the root. */
function plainFlame(spans: readonly Span[]): number {
  const byParent = new Map<string | null, Span[]>();
  for (const span of spans) {
    const siblings = byParent.get(span.parentSpanId) ?? [];
    siblings.push(span);
    byParent.set(span.parentSpanId, siblings);
  }
  const merge = (group: readonly Span[]): PlainBar[] => {
    const byLabel = new Map<string, Span[]>();
    for (const span of group) {
      const label = `${span.service}: ${span.name}`;
      byLabel.set(label, [...(byLabel.get(label) ?? []), span]);
    }
    return [...byLabel].map(([label, same]) => {
      const children = merge(same.flatMap((span) => byParent.get(span.spanId) ?? []));
      const own = same.reduce((sum, span) => sum + span.durationNs, 0);
      const below = children.reduce((sum, child) => sum + child.value, 0);
      return { label, value: Math.max(own, below), children: children.sort((a, b) => b.value - a.value) };
    });
  };
  const boxes: { x: number; width: number; depth: number }[] = [];
  const roots = merge(byParent.get(null) ?? []);
  const scale = WIDTH / roots.reduce((sum, root) => sum + root.value, 0);
  const place = (bars: readonly PlainBar[], x: number, depth: number) => {
    let left = x;
    for (const bar of bars) {
      boxes.push({ x: left, width: bar.value * scale, depth });
      place(bar.children, left, depth + 1);
      left += bar.value * scale;
    }
  };
  place(roots, 0, 0);
  return boxes.length;
}
