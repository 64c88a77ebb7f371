/**
 * Calls as bands from callers to what answers them: as thick as their rate, of each band what stays, what moves in and
 * what was there before. Pure; lengths are pixels.
 */
import type { ImpactAnswer, ImpactEdge, ImpactNode } from '@/lib/insight/impact/contract';

export const FLOW_WIDTH = 468;
const LEFT_BAR = 140;
const RIGHT_BAR = 292;
const BAR_WIDTH = 6;
/** Room of a name with a second line. */
const LEAST_ROW = 34;
const GAP = 12;
/** Thickness of everything together, where names leave room. */
const TOTAL = 150;
/** A rate that can still be seen. */
const LEAST_BAND = 2;

export interface FlowBar {
  readonly node: ImpactNode;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly beforePerSecond: number;
  readonly afterPerSecond: number;
  /** The middle, where its name stands. */
  readonly middle: number;
}

export interface FlowBand {
  readonly edge: ImpactEdge;
  readonly kind: 'stays' | 'comes' | 'goes';
  readonly path: string;
}

export interface FlowLayout {
  readonly height: number;
  readonly callers: readonly FlowBar[];
  readonly targets: readonly FlowBar[];
  readonly bands: readonly FlowBand[];
}

/** The middle of a range stands for it. */
export function middleOf({ from, to }: ImpactEdge['beforePerSecond']): number {
  return (from + to) / 2;
}

interface Thick {
  readonly edge: ImpactEdge;
  readonly stays: number;
  readonly comes: number;
  readonly goes: number;
}

export function layOutFlow({ nodes, edges }: ImpactAnswer['picture']): FlowLayout {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const most = edges.reduce((sum, edge) => sum + thickest(edge), 0);
  const scale = most > 0 ? TOTAL / most : 0;
  const thick = edges.map((edge) => thicknessOf(edge, scale));
  const from = column(thick, ({ edge }) => edge.from, LEFT_BAR, byKey);
  const to = column(thick, ({ edge }) => edge.to, RIGHT_BAR, byKey);
  const bands = thick.flatMap((one) => bandsOf(one, from, to));
  return {
    height: Math.max(from.height, to.height, LEAST_ROW),
    callers: from.bars,
    targets: to.bars,
    bands,
  };
}

function thickest({ beforePerSecond, afterPerSecond }: ImpactEdge): number {
  return Math.max(middleOf(beforePerSecond), middleOf(afterPerSecond));
}

function thicknessOf(edge: ImpactEdge, scale: number): Thick {
  const [before, after] = [middleOf(edge.beforePerSecond), middleOf(edge.afterPerSecond)];
  const stays = Math.min(before, after) * scale;
  const comes = Math.max(0, after - before) * scale;
  const goes = Math.max(0, before - after) * scale;
  const all = stays + comes + goes;
  if (all >= LEAST_BAND) return { edge, stays, comes, goes };
  if (edge.state === 'new') return { edge, stays: 0, comes: LEAST_BAND, goes: 0 };
  if (edge.state === 'gone') return { edge, stays: 0, comes: 0, goes: LEAST_BAND };
  return { edge, stays: LEAST_BAND, comes: 0, goes: 0 };
}

interface Column {
  readonly bars: readonly FlowBar[];
  readonly height: number;
  readonly x: number;
  /** Where the next band begins, by node. */
  readonly next: Map<string, number>;
}

function column(
  thick: readonly Thick[],
  keyOf: (one: Thick) => string,
  x: number,
  byKey: ReadonlyMap<string, ImpactNode>,
): Column {
  const next = new Map<string, number>();
  const bars: FlowBar[] = [];
  let y = 0;
  for (const [key, own] of Map.groupBy(thick, keyOf)) {
    const height = own.reduce((sum, { stays, comes, goes }) => sum + stays + comes + goes, 0);
    const row = Math.max(LEAST_ROW, height);
    const top = y + (row - height) / 2;
    next.set(key, top);
    bars.push({
      node: byKey.get(key) ?? { key, label: key, detail: null, nodeId: null },
      x,
      y: top,
      height,
      middle: y + row / 2,
      beforePerSecond: own.reduce((sum, { edge }) => sum + middleOf(edge.beforePerSecond), 0),
      afterPerSecond: own.reduce((sum, { edge }) => sum + middleOf(edge.afterPerSecond), 0),
    });
    y += row + GAP;
  }
  return { bars, height: Math.max(0, y - GAP), x, next };
}

function bandsOf({ edge, ...parts }: Thick, from: Column, to: Column): readonly FlowBand[] {
  return (['stays', 'comes', 'goes'] as const).flatMap((kind) => {
    const size = parts[kind];
    if (size <= 0) return [];
    const left = from.next.get(edge.from) ?? 0;
    const right = to.next.get(edge.to) ?? 0;
    from.next.set(edge.from, left + size);
    to.next.set(edge.to, right + size);
    return [{ edge, kind, path: ribbon(left, right, size) }];
  });
}

function ribbon(left: number, right: number, size: number): string {
  const x0 = LEFT_BAR + BAR_WIDTH;
  const x1 = RIGHT_BAR;
  const bend = (x0 + x1) / 2;
  const n = (value: number) => Math.round(value * 100) / 100;
  return [
    `M${x0} ${n(left)}`,
    `C${bend} ${n(left)} ${bend} ${n(right)} ${x1} ${n(right)}`,
    `L${x1} ${n(right + size)}`,
    `C${bend} ${n(right + size)} ${bend} ${n(left + size)} ${x0} ${n(left + size)}Z`,
  ].join('');
}

export const FLOW_BAR = { left: LEFT_BAR, right: RIGHT_BAR, width: BAR_WIDTH } as const;
