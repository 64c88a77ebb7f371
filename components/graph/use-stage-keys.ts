'use client';
/** Single keys of the graph, anywhere on the page but in fields and overlays. */
import { type RefObject, useEffect, useRef } from 'react';
import { useSingleKeys } from '@/components/shell/shortcuts';
import type { CanvasHandle } from './canvas/canvas';
import type { GraphTarget } from './emphasis';
import type { GraphActions } from './graph-actions';
import type { GraphView } from './view-state';

export interface StageKeysOf {
  readonly view: GraphView;
  readonly selected: GraphTarget | null;
  readonly actions: GraphActions;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function useStageKeys(canvas: RefObject<CanvasHandle | null>, of: StageKeysOf): void {
  const [allowed] = useSingleKeys();
  const latest = useRef(of);
  latest.current = of;
  useEffect(() => {
    if (!allowed) return;
    const act: Readonly<Record<string, () => void>> = {
      '+': () => canvas.current?.zoomIn(),
      '=': () => canvas.current?.zoomIn(),
      '-': () => canvas.current?.zoomOut(),
      '0': () => canvas.current?.zoomTo(1),
      f: () => canvas.current?.fit(),
      s: () => {
        const { selected, actions } = latest.current;
        if (selected?.kind === 'node') actions.focus(selected.id, '1');
      },
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
