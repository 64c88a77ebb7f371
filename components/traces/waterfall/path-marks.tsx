/** The critical path below a bar: thick where the rows themselves are the path, thin where it goes on in a child. */
import { barBox, joinedBoxes, type TimelineScale } from '@/components/traces/timeline-scale';
import type { CriticalPath } from '@/lib/traces/critical-path';

export interface PathMarksProps {
  path: CriticalPath;
  /** The rows whose time on the path is drawn, merged: one, or all that a line stands for. */
  first: number;
  count: number;
  /** The bar, µs; null where the line has none. */
  whole: { readonly fromUs: number; readonly toUs: number } | null;
  scale: TimelineScale;
}

export function PathMarks({ path, first, count, whole, scale }: PathMarksProps) {
  const box = whole === null || path.visited[first] !== 1 ? null : barBox(scale, whole.fromUs, whole.toUs);
  return (
    <>
      {box !== null && (
        <span
          style={{ left: box.left, width: box.width }}
          className="absolute top-[19px] h-px bg-[color-mix(in_srgb,var(--text)_55%,var(--row))]"
        />
      )}
      {joinedBoxes(scale, sectionsOf(path, first, count)).map(({ left, width }) => (
        <span
          key={left}
          style={{ left, width }}
          className="absolute top-[18px] h-[3px] rounded-[1px] bg-text"
        />
      ))}
    </>
  );
}

/** Sections stand by row, so those of a subtree are one stretch of them. */
function* sectionsOf(
  path: CriticalPath,
  first: number,
  count: number,
): Generator<{ fromUs: number; toUs: number }> {
  const end = path.offset[first + count] ?? 0;
  for (let index = path.offset[first] ?? 0; index < end; index += 1) {
    const section = path.byRow[index] ?? 0;
    yield { fromUs: (path.fromNs[section] ?? 0) / 1000, toUs: (path.toNs[section] ?? 0) / 1000 };
  }
}
