'use client';
/** The picture with its bars: canvas, toolbar, controls, and the keys that act on them. */
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useSingleKeys } from '@/components/shell/shortcuts';
import { type CanvasHandle, GraphCanvas } from './canvas';
import { CanvasControls } from './canvas-controls';
import { type Adjacency, findMatches, type GraphTarget } from './emphasis';
import { Toolbar } from './toolbar';
import type { Picture } from './use-layout';
import type { GraphView } from './view-state';
import { ViewportStore } from './viewport';

export interface StageProps {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly picture: Picture;
  readonly adjacency: Adjacency;
  readonly view: GraphView;
  readonly selected: GraphTarget | null;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly onSelect: (target: GraphTarget | null) => void;
  readonly onOpen: () => void;
}

export function Stage(props: StageProps) {
  const { canvas, picture, view, onChange } = props;
  const [viewport] = useState(() => new ViewportStore());
  const matches = useMemo(
    () => findMatches(picture.elements, view.find, (id) => picture.layout.nodes.get(id)),
    [picture, view.find],
  );
  const [current, setCurrent] = useState<string | null>(null);
  const at = current === null ? -1 : matches.indexOf(current);
  const step = (by: 1 | -1) => {
    if (matches.length === 0) return;
    const next =
      matches[at < 0 ? (by === 1 ? 0 : matches.length - 1) : (at + by + matches.length) % matches.length];
    if (next === undefined) return;
    setCurrent(next);
    canvas.current?.reveal(next);
  };
  useStageKeys(canvas, view, onChange);
  return (
    <>
      <GraphCanvas
        ref={canvas}
        picture={picture}
        adjacency={props.adjacency}
        viewport={viewport}
        selected={props.selected}
        matches={matches}
        currentMatch={at < 0 ? (matches[0] ?? null) : current}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
      />
      <Toolbar
        view={view}
        onChange={onChange}
        find={{ count: matches.length, position: matches.length === 0 ? 0 : Math.max(0, at) + 1, step }}
      />
      <CanvasControls canvas={canvas} picture={picture} viewport={viewport} />
    </>
  );
}

/** Single keys anywhere on the page but in fields and overlays. */
function useStageKeys(
  canvas: RefObject<CanvasHandle | null>,
  view: GraphView,
  onChange: (change: Partial<GraphView>) => void,
): void {
  const [allowed] = useSingleKeys();
  const latest = useRef({ view, onChange });
  latest.current = { view, onChange };
  useEffect(() => {
    if (!allowed) return;
    const act: Readonly<Record<string, () => void>> = {
      '+': () => canvas.current?.zoomIn(),
      '=': () => canvas.current?.zoomIn(),
      '-': () => canvas.current?.zoomOut(),
      '0': () => canvas.current?.zoomTo(1),
      f: () => canvas.current?.fit(),
      t: () => latest.current.onChange({ table: !latest.current.view.table }),
    };
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const field = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      const overlay = document.querySelector('[role="dialog"],[role="menu"],[role="listbox"]') !== null;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || field || overlay)
        return;
      const action = act[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [allowed, canvas]);
}
