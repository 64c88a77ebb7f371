'use client';
/**
 * The picture on screen: elements and their places, which change together and only when the graph does. A
 * refresh moves nothing that has not changed; what the reader has dragged stays where it was put.
 */
import { type RefObject, startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readPreference, writePreference } from '@/components/ui/preference';
import type { ArrangeProgress } from '@/lib/graph/layout/arrange';
import type { Layout, LayoutInput, Point } from '@/lib/graph/layout/drawing';
import { MOST_CHANGE, sameThings, shareChanged } from '@/lib/graph/layout/keep';
import { moveNodes } from '@/lib/graph/layout/move';
import type { LayoutName } from '@/lib/graph/layout/names';
import { startLayout } from './arrangement/layout-job';
import {
  LOADED_KEY,
  loadedPositions,
  NO_POSITIONS,
  POSITIONS_KEY,
  type Positions,
  positionsIn,
  withPositions,
} from './arrangement/positions';
import { roomOn } from './arrangement/room';
import { preparePainter } from './bare/painter';
import type { GraphElements } from './elements';
import { MANY_LINES } from './lines/lean-lines';

/** From this share of new and gone nodes on the picture may be better off arranged again. */
const SOME_CHANGE = 0.08;
/** Steps of dragging that can be undone. */
const MOST_UNDO = 50;

export interface Picture {
  readonly elements: GraphElements;
  readonly layout: Layout;
  /** Counts full layouts: when it changes, the whole picture is to be shown again. 0 = nothing is arranged yet. */
  readonly generation: number;
}

/** While the first picture is being arranged. */
export const NO_PICTURE: Picture = {
  elements: { cards: [], lines: [], boxes: [] },
  layout: {
    nodes: new Map(),
    boxes: new Map(),
    edges: new Map(),
    x: 0,
    y: 0,
    width: 0,
    height: 0,
    direction: 'right',
    gone: new Map(),
  },
  generation: 0,
};

/** What is to be said of how the picture came about; null = nothing. */
export type ArrangementNote =
  | { readonly kind: 'failed'; readonly name: LayoutName; readonly reason: string }
  /** Too much came and went, so everything was arranged anew. */
  | { readonly kind: 'anew'; readonly share: number }
  /** New things were placed where there was room. */
  | { readonly kind: 'patched'; readonly share: number };

export interface Arrangement {
  readonly picture: Picture | null;
  /** A layout that takes its time. */
  readonly busy: ArrangeProgress | null;
  readonly cancel: () => void;
  readonly note: ArrangementNote | null;
  readonly dismiss: () => void;
  readonly positions: Positions;
  /** Puts a card's top left corner somewhere. */
  readonly move: (id: string, to: Point) => void;
  readonly undoMove: (() => void) | null;
  /** Forgets what was dragged and arranges again. */
  readonly resetPositions: () => void;
  readonly arrangeAgain: () => void;
  /** Name of the view that positions are kept for. */
  readonly viewKey: string;
}

export interface ArrangementChoice {
  readonly name: LayoutName;
  readonly direction: 'right' | 'down';
  /** Names what may rearrange the picture (type, boxes, scope, a request): a new name starts from nothing. */
  readonly arrangement: string;
  /** Names the view whose dragged positions are kept. */
  readonly viewKey: string;
  /** What the picture is shown in. */
  readonly stage: RefObject<HTMLElement | null>;
  /** The reader does not want to wait for the chosen layout. */
  readonly onCancel: () => void;
  /** Gives `arrangement` a new name, and what is hidden no more room. */
  readonly onArrange: () => void;
}

/** What was arranged last. */
interface Known {
  readonly asked: LayoutInput | null;
  readonly key: string;
  /** Share that came and went since all was arranged. */
  readonly changed: number;
}

/** What is being arranged. */
interface Running {
  readonly asked: LayoutInput;
  readonly key: string;
  readonly viewKey: string;
}

/** What the effects last saw. */
interface Latest {
  picture: Picture | null;
  /** What the layout on screen was made from. */
  input: LayoutInput | null;
  elements: GraphElements | null;
}

interface Undo {
  readonly id: string;
  readonly from: Point;
  readonly kept: Point | null;
}

/** Everything about where things stand. `input` is null until there is something to draw. */
export function useArrangement(
  elements: GraphElements | null,
  input: LayoutInput | null,
  choice: ArrangementChoice,
): Arrangement {
  const { name, direction, arrangement, viewKey, stage, onCancel, onArrange: arrangeAgain } = choice;
  const [picture, setPicture] = useState<Picture | null>(null);
  const [busy, setBusy] = useState<ArrangeProgress | null>(null);
  const [note, setNote] = useState<ArrangementNote | null>(null);
  const [undo, setUndo] = useState<readonly Undo[]>([]);
  const [positions, setPositions] = useState<Positions>(NO_POSITIONS);
  const [failure, setFailure] = useState<Error | null>(null);
  if (failure !== null) throw failure;
  const known = useRef<Known>({ asked: null, key: '', changed: 0 });
  const latest = useRef<Latest>({ picture, input: null, elements });
  latest.current.picture = picture;
  const running = useRef<Running | null>(null);
  const stop = useRef<() => void>(() => {});
  const key = `${name} ${direction} ${arrangement}`;

  useEffect(
    () => () => {
      stop.current();
      running.current = null;
    },
    [],
  );
  useEffect(() => {
    if (elements === null || input === null) return;
    latest.current.elements = elements;
    // Newer figures for what is being arranged: to begin again with each refresh might never end.
    if (isSameJob(running.current, { asked: input, key, viewKey })) return;
    stop.current();
    running.current = null;
    setBusy(null);
    const before = latest.current.picture;
    const { asked } = known.current;
    if (before !== null && asked !== null && known.current.key === key && sameThings(asked, input)) {
      // A refresh: new figures at the same places, drawn in slices.
      startTransition(() => setPicture((now) => now && { ...now, elements }));
      return;
    }
    // After an empty picture everything is new, which is nothing to be told of.
    const anew = before === null || before.layout.nodes.size === 0 || known.current.key !== key;
    const share = anew ? 0 : shareChanged(input, before.layout);
    // Whoever folds or unfolds a box knows that its nodes go or come.
    const expected = anew || foldedIn(before.elements) !== foldedIn(elements);
    const again = anew || share > MOST_CHANGE;
    const room = again ? roomOf(stage.current) : undefined;
    const full: LayoutInput = { ...input, direction, ...(room !== undefined && { room }) };
    takeLoaded(viewKey);
    const changed = anew ? 0 : known.current.changed + (expected ? 0 : share);
    const show = (layout: Layout) => {
      const kept = positionsIn(readPreference(POSITIONS_KEY), viewKey);
      known.current = { asked: input, key, changed };
      latest.current.input = full;
      setPositions(kept);
      setPicture({
        elements: latest.current.elements ?? elements,
        layout: again ? moveNodes(full, layout, kept) : layout,
        generation: (before?.generation ?? 0) + (again ? 1 : 0),
      });
      if (again) setUndo([]);
      setNote((now) => noteOf(now, expected, share, changed));
    };
    const previous = anew ? undefined : before.layout;
    const large = full.edges.length > MANY_LINES;
    if (large && before === null) preparePainter();
    let placed = false;
    const run = (which: LayoutName, failure: ArrangementNote | null) => {
      running.current = { asked: input, key, viewKey };
      stop.current = startLayout(
        { name: which, input: full, previous },
        {
          placed: (layout) => {
            // From afar nobody misses lines between boxes; what was dragged would need them at once.
            placed = large && positionsIn(readPreference(POSITIONS_KEY), viewKey).size === 0;
            if (placed) show(layout);
          },
          done: (layout) => {
            running.current = null;
            setBusy(null);
            if (placed) startTransition(() => show(layout));
            else show(layout);
            if (failure !== null) setNote(failure);
          },
          progress: setBusy,
          failed: (reason) => {
            running.current = null;
            setBusy(null);
            // Our own is what the others fall back on; a stage that stays empty without a word helps nobody.
            if (which === 'layered') setFailure(new Error(`The graph could not be arranged: ${reason}`));
            else run('layered', { kind: 'failed', name: which, reason });
          },
        },
      );
    };
    run(name, null);
  }, [elements, input, key, name, direction, viewKey, stage]);

  const keep = useCallback(
    (next: Positions) => {
      setPositions(next);
      writePreference(POSITIONS_KEY, withPositions(readPreference(POSITIONS_KEY), viewKey, next));
    },
    [viewKey],
  );
  const put = useCallback((id: string, to: Point) => {
    const { input: drawn } = latest.current;
    if (drawn === null) return;
    setPicture((now) => now && { ...now, layout: moveNodes(drawn, now.layout, new Map([[id, to]])) });
  }, []);
  const move = useCallback(
    (id: string, to: Point) => {
      const from = latest.current.picture?.layout.nodes.get(id);
      if (from === undefined || (from.x === to.x && from.y === to.y)) return;
      const step = { id, from: { x: from.x, y: from.y }, kept: positions.get(id) ?? null };
      setUndo((now) => [...now, step].slice(-MOST_UNDO));
      put(id, to);
      keep(new Map(positions).set(id, to));
    },
    [positions, put, keep],
  );
  const undoMove = useCallback(() => {
    const last = undo.at(-1);
    if (last === undefined) return;
    setUndo(undo.slice(0, -1));
    put(last.id, last.from);
    const next = new Map(positions);
    if (last.kept === null) next.delete(last.id);
    else next.set(last.id, last.kept);
    keep(next);
  }, [undo, positions, put, keep]);
  const resetPositions = useCallback(() => {
    keep(NO_POSITIONS);
    arrangeAgain();
  }, [keep, arrangeAgain]);
  const cancel = useCallback(() => {
    stop.current();
    running.current = null;
    setBusy(null);
    onCancel();
  }, [onCancel]);
  const dismiss = useCallback(() => setNote(null), []);
  return useMemo(
    () => ({
      picture,
      busy,
      cancel,
      note,
      dismiss,
      positions,
      move,
      undoMove: undo.length === 0 ? null : undoMove,
      resetPositions,
      arrangeAgain,
      viewKey,
    }),
    [
      picture,
      busy,
      cancel,
      note,
      dismiss,
      positions,
      move,
      undo.length,
      undoMove,
      resetPositions,
      arrangeAgain,
      viewKey,
    ],
  );
}

function isSameJob(running: Running | null, wanted: Running): boolean {
  return (
    running !== null &&
    running.key === wanted.key &&
    running.viewKey === wanted.viewKey &&
    sameThings(running.asked, wanted.asked)
  );
}

/** Names of the boxes that are drawn as one node. */
function foldedIn({ cards }: GraphElements): string {
  return cards
    .flatMap(({ id, stack }) => (stack === null ? [] : id))
    .sort()
    .join();
}

function noteOf(
  now: ArrangementNote | null,
  expected: boolean,
  share: number,
  changed: number,
): ArrangementNote | null {
  if (expected) return null;
  if (share > MOST_CHANGE) return { kind: 'anew', share };
  return changed >= SOME_CHANGE ? { kind: 'patched', share: changed } : now;
}

/** Positions of a view file that was loaded just now become those of the view that it leads to. */
function takeLoaded(viewKey: string): void {
  const loaded = loadedPositions(readPreference(LOADED_KEY));
  if (loaded === null) return;
  writePreference(LOADED_KEY, null);
  writePreference(POSITIONS_KEY, withPositions(readPreference(POSITIONS_KEY), viewKey, loaded));
}

/** Free space for the picture; undefined before it is on the page. */
function roomOf(stage: HTMLElement | null): LayoutInput['room'] {
  if (stage === null || stage.clientWidth === 0) return undefined;
  return roomOn({ width: stage.clientWidth, height: stage.clientHeight });
}
