'use client';
/** Hiding leaves everything where it is: what is hidden keeps its room until the reader asks to arrange again. */
import { useCallback, useMemo, useState } from 'react';
import { useElements } from '@/components/graph/use-elements';
import { useShown } from '@/components/graph/use-shown';
import type { GraphView } from '@/components/graph/view-state';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { LayoutInput } from '@/lib/graph/layout/drawing';
import type { ViewGraph } from '@/lib/graph/view/view-graph';

const NOTHING_HIDDEN: readonly string[] = [];

export interface Arranged {
  /** What the layout makes room for; null = for what is shown. */
  readonly room: LayoutInput | null;
  /** Counts how often the reader asked. */
  readonly layouts: number;
  readonly arrange: () => void;
}

export function useArranged(
  answer: GraphAnswer | undefined,
  view: GraphView,
  shown: ViewGraph | null,
): Arranged {
  const [asked, setAsked] = useState({ layouts: 0, without: '' });
  const hidden = `${view.hide} ${view.hidden.join()}`;
  const keepsRoom = hidden.trim() !== '' && asked.without !== hidden;
  const whole = useMemo(() => ({ ...view, hidden: [...NOTHING_HIDDEN] }), [view]);
  const all = useShown(keepsRoom ? answer : undefined, whole, null);
  // Where hiding decides whether boxes are folded, the two are different pictures.
  const alike = all !== null && shown !== null && all.autoFolded === shown.autoFolded;
  const { input } = useElements(alike ? all : null, view);
  const arrange = useCallback(
    () => setAsked(({ layouts }) => ({ layouts: layouts + 1, without: hidden })),
    [hidden],
  );
  return { room: input, layouts: asked.layouts, arrange };
}
