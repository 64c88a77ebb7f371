/** The sections of a critical path as blocks of a strip: neighbours of one service joined, slivers left out. Pure. */
import type { CriticalPath } from '@/lib/traces/critical-path';
import type { Trace } from '@/lib/traces/model/trace';

export interface PathBlock {
  /** The row that has most of the block. */
  readonly row: number;
  /** 0..1 of the strip. */
  readonly from: number;
  readonly share: number;
  readonly ns: number;
}

/** Below this share of the strip nothing would be seen. */
const LEAST = 1 / 2000;

export function pathBlocks(path: CriticalPath, trace: Trace, wholeNs: number): readonly PathBlock[] {
  const blocks: { row: number; most: number; from: number; to: number }[] = [];
  for (let at = 0; at < path.row.length; at += 1) {
    const row = path.row[at] ?? 0;
    const from = path.fromNs[at] ?? 0;
    const to = path.toNs[at] ?? 0;
    const last = blocks.at(-1);
    if (last === undefined || last.to < from || trace.service[last.row] !== trace.service[row]) {
      blocks.push({ row, most: to - from, from, to });
      continue;
    }
    last.to = to;
    if (to - from > last.most) {
      last.row = row;
      last.most = to - from;
    }
  }
  const whole = Math.max(1, wholeNs);
  return blocks
    .map(({ row, from, to }) => ({ row, from: from / whole, share: (to - from) / whole, ns: to - from }))
    .filter(({ share }) => share >= LEAST);
}
