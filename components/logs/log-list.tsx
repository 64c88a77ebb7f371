'use client';
/** The lines: newest at the foot, which it keeps in sight while the reader is there. Arrow keys move, Enter opens. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '@/components/ui/class-names';
import { LogRow } from './log-row';
import type { ShownLine } from './log-store';

export interface LogListProps {
  readonly lines: readonly ShownLine[];
  /** Short names of sources; one alone is not shown. */
  readonly names: readonly string[];
  readonly wrap: boolean;
  readonly zone: 'local' | 'utc';
  /** `number` of the chosen line; null = none. */
  readonly chosen: number | null;
  readonly onChoose: (number: number | null) => void;
  readonly atFoot: boolean;
  readonly onAtFoot: (atFoot: boolean) => void;
}

const ROW_HEIGHT = 22;
/** Pixels from the foot within which the reader counts as being there. */
const NEAR_FOOT = 24;

export function LogList(props: LogListProps) {
  const { lines, names, wrap, zone, chosen, onChoose, atFoot, onAtFoot } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lines[index]?.number ?? index,
    overscan: 20,
  });
  useEffect(() => {
    if (atFoot && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [atFoot, lines.length, rows]);
  const move = (event: KeyboardEvent) => {
    const at = lines.findIndex(({ number }) => number === chosen);
    const from = at < 0 ? lines.length : at;
    const target = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (event.key === 'Escape' && chosen !== null) onChoose(null);
    else if (target !== undefined) {
      const index = Math.max(0, Math.min(lines.length - 1, target));
      onChoose(lines[index]?.number ?? null);
      rows.scrollToIndex(index, { align: 'auto' });
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and its lines are chosen by arrow keys
      tabIndex={0}
      aria-live="off"
      aria-label="Lines of the log; arrow keys choose one"
      onKeyDown={move}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        const near = scrollHeight - scrollTop - clientHeight < NEAR_FOOT;
        if (near !== atFoot) onAtFoot(near);
      }}
      className="min-h-0 flex-1 overflow-auto bg-surface py-1 font-mono text-xs outline-offset-[-2px]"
    >
      <div style={{ height: rows.getTotalSize() }} className={classNames('relative', !wrap && 'min-w-max')}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0"
            >
              <LogRow
                line={line}
                name={names.length > 1 ? (names[line.source] ?? '') : null}
                wrap={wrap}
                zone={zone}
                isChosen={line.number === chosen}
                onChoose={onChoose}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
