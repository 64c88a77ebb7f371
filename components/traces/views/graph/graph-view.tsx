'use client';
/** The service graph of a trace: who called whom, how often, and where the time went. */
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { IconButton } from '@/components/ui/icon-button';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { graphByPath, graphByService } from '@/lib/traces/trace-graph';
import { drawGraph } from './graph-drawing';
import { GraphPicture } from './graph-picture';

/** More cards than this are no picture any more, and their layout would hold up the page. */
const MOST_NODES = 240;
const SCALES = { least: 0.2, readable: 0.85, most: 2 } as const;

const parsers = {
  graphBy: parseAsStringLiteral(['path', 'service'] as const).withDefault('path'),
  graphColor: parseAsStringLiteral(['service', 'self', 'total'] as const).withDefault('service'),
};

export function GraphView({ model, state }: TraceViewProps) {
  const { trace, self } = model;
  const { selected, matches, terms, searching } = state;
  const [{ graphBy: by, graphColor: coloring }, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const graph = useMemo(
    () => (by === 'path' ? graphByPath : graphByService)(trace, self, MOST_NODES),
    [by, trace, self],
  );
  const drawing = useMemo(() => drawGraph(graph), [graph]);
  const frame = useRef<HTMLElement>(null);
  const size = useSize(frame);
  const [chosen, setChosen] = useState<number | null>(null);
  const fitting = Math.min(1, size.width / drawing.width, size.height / drawing.height);
  const scale = chosen ?? Math.max(SCALES.readable, fitting);
  const matched = useMemo(
    () => (!searching ? null : new Set(Array.from(matches, (row) => graph.ofRow[row] ?? -1))),
    [searching, matches, graph],
  );
  const node = selected === null ? null : (graph.ofRow[selected] ?? -1);
  useEffect(() => {
    if (node === null) return;
    frame.current
      ?.querySelector(`[data-node="${node}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [node]);
  const zoomBy = (factor: number) => setChosen(Math.min(SCALES.most, Math.max(SCALES.least, scale * factor)));
  return (
    <>
      <ViewBar model={model} state={state}>
        <SegmentedControl
          label="What is one card"
          value={by}
          onValueChange={(graphBy) => void setUrl({ graphBy })}
          segments={[
            { value: 'path', label: 'By path', title: 'An operation reached by the same chain of callers' },
            { value: 'service', label: 'By service' },
          ]}
        />
        <Select
          label="Colour"
          showLabel
          value={coloring}
          onValueChange={(graphColor) => void setUrl({ graphColor })}
          options={[
            { value: 'service', label: 'Service' },
            { value: 'self', label: 'Self time' },
            { value: 'total', label: 'Total time' },
          ]}
        />
        <span className="ml-auto text-pretty text-text-3 text-xs tabular-nums">
          {graph.nodes.length < graph.count
            ? `${graph.nodes.length} of ${graph.count.toLocaleString('en-US')} ${by === 'path' ? 'paths' : 'services'}: those with the most time`
            : `${graph.nodes.length} ${by === 'path' ? 'paths' : 'services'}, ${graph.edges.length} ${graph.edges.length === 1 ? 'line' : 'lines'} between them`}
        </span>
        <span className="flex">
          <IconButton label="Zoom out" onClick={() => zoomBy(1 / 1.25)}>
            <ZoomOut />
          </IconButton>
          <IconButton label="Zoom in" onClick={() => zoomBy(1.25)}>
            <ZoomIn />
          </IconButton>
          <IconButton label="Fit into the page" onClick={() => setChosen(Math.max(SCALES.least, fitting))}>
            <Maximize />
          </IconButton>
        </span>
      </ViewBar>
      <section
        ref={frame}
        aria-label="Graph of the trace; Tab goes from card to card"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-canvas outline-offset-[-2px]"
      >
        <GraphPicture
          {...{ model, drawing, scale, coloring, matched, terms }}
          selected={node}
          onSelect={(one) => state.select(one.row)}
        />
      </section>
      <p className="flex min-h-7 items-center gap-4 border-line border-t bg-surface px-4 text-text-3 text-xs">
        <span>
          Time below the name: total{by === 'service' && ' of calls from other services'}, its share of the
          trace, self time
        </span>
        <span>Dashed: nobody waits</span>
        <span className="text-failing">Red: calls failed</span>
      </p>
    </>
  );
}

function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 1200, height: 700 });
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: current.clientWidth, height: current.clientHeight }),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
