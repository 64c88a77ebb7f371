'use client';
/** Moving and resizing a panel by the keyboard: arrows move it, with Shift they resize it. */
import { createContext, type KeyboardEvent, useContext, useRef } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { type Direction, rowsOf, stepped, withSize } from '@/lib/dashboards/edit/arrange';
import { type Change, findPanel, movePanel, movePanelToEnd } from '@/lib/dashboards/edit/change';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import type { Place } from '@/lib/dashboards/model/panel';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export interface PanelSteps {
  readonly onKey: (event: KeyboardEvent, id: number) => void;
  /** Whether the handle of this panel gets the focus back: in another row it is another element. */
  readonly takeFocus: (id: number) => boolean;
}

const StepsContext = createContext<PanelSteps | null>(null);
export const PanelStepsProvider = StepsContext.Provider;

export function useSteps(): PanelSteps {
  const steps = useContext(StepsContext);
  if (steps === null) throw new Error('A panel is moved on a grid.');
  return steps;
}

export function usePanelSteps(): PanelSteps {
  const { dashboard, apply, announce } = useEditorView();
  const focused = useRef<number | null>(null);
  return {
    onKey: (event, id) => {
      const direction = DIRECTIONS[event.key];
      if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const change = event.shiftKey
        ? resizeStep(dashboard, id, direction)
        : moveStep(dashboard, id, direction);
      if (change === null) {
        announce('There is no way further.');
        return;
      }
      focused.current = id;
      apply(change, `place of panel ${id}`);
      const found = findPanel(change(dashboard), id);
      if (found !== null) announce(placeText(found.panel.place));
    },
    takeFocus: (id) => {
      if (focused.current !== id) return false;
      focused.current = null;
      return true;
    },
  };
}

function resizeStep(dashboard: Dashboard, id: number, direction: Direction): Change | null {
  const place = findPanel(dashboard, id)?.panel.place;
  if (place === undefined) return null;
  const by = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction];
  const next = withSize(place, { w: place.w + (by[0] ?? 0), h: place.h + (by[1] ?? 0) });
  return next.w === place.w && next.h === place.h ? null : movePanel(id, next);
}

/** Past the first or last panel of a row it goes into the next row. */
function moveStep(dashboard: Dashboard, id: number, direction: Direction): Change | null {
  const found = findPanel(dashboard, id);
  if (found === null) return null;
  const { section, panel } = found;
  const place = stepped(dashboard.sections[section]?.panels ?? [], id, direction);
  if (place !== null) return movePanel(id, place);
  if (direction === 'up' && section > 0) return movePanelToEnd(id, section - 1);
  if (direction === 'down' && section + 1 < dashboard.sections.length) {
    return movePanel(id, { ...panel.place, y: 0 }, section + 1);
  }
  return null;
}

/** As it is said: counted from one. */
export function placeText({ x, y, w, h }: Place): string {
  return `Column ${x + 1}, row ${y + 1}, ${w} wide and ${h} high.`;
}

/** Rows that a section takes on screen, so that something can be dropped into an empty one. */
export function shownRows(panels: Parameters<typeof rowsOf>[0]): number {
  return Math.max(2, rowsOf(panels));
}
