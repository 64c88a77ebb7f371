'use client';
/** The picture: Cytoscape below, cards of HTML above, pointer and keys. Loaded late, since Cytoscape is large. */
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { CardLayer } from '@/components/graph/cards/card-layer';
import { useOpenedBox } from '@/components/graph/cards/opened-box';
import { focusCard, useFold } from '@/components/graph/cards/use-fold';
import type { ContextPlace } from '@/components/graph/context/context-menu';
import {
  type Adjacency,
  type Emphasis,
  type GraphTarget,
  hoverEmphasis,
  NO_EMPHASIS,
  selectionEmphasis,
} from '@/components/graph/emphasis';
import type { GraphActions } from '@/components/graph/graph-actions';
import { TrafficMotion } from '@/components/graph/motion/lazy-traffic-motion';
import type { Picture } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import type { Point, Rect } from '@/lib/graph/layout/drawing';
import { reducedMotion } from './reduced-motion';
import type { GraphRenderer } from './renderer';
import { useCanvasKeys } from './use-canvas-keys';
import { useDrawing, useRenderer } from './use-renderer';
import type { ViewportStore } from './viewport';

/** Pointing shorter than this is passing by. */
const HOVER_MS = 60;
const ZOOM_STEP = 1.25;

/** What the controls around the canvas may ask of it. */
export interface CanvasHandle {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(level: number): void;
  centre(x: number, y: number): void;
  /** Moves the picture so that this is in sight. */
  reveal(rect: Rect): void;
}

export interface GraphCanvasProps {
  readonly ref: React.Ref<CanvasHandle>;
  readonly picture: Picture;
  readonly adjacency: Adjacency;
  readonly viewport: ViewportStore;
  readonly selected: GraphTarget | null;
  /** Ids of cards and lines that find matches. */
  readonly matches: readonly string[];
  readonly currentMatch: string | null;
  readonly renderer: GraphView['renderer'];
  /** Dots that run along the lines. */
  readonly motion: boolean;
  readonly actions: GraphActions;
  /** Enter on a node: the panel wants the focus. */
  readonly onOpen: () => void;
  readonly onContext: (place: ContextPlace) => void;
  /** A card was dragged: its top left corner. */
  readonly onMove: (id: string, to: Point) => void;
  /** The first picture is on screen. */
  readonly onShown: () => void;
}

export function GraphCanvas(props: GraphCanvasProps) {
  const { picture, adjacency, viewport, selected, actions, onContext } = props;
  const container = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  const [hovered, setHovered] = useHovered();
  const enter = ({ id }: GraphTarget) => {
    if (picture.elements.cards.some((card) => card.id === id && card.stack !== null)) actions.fold(id, false);
  };
  const pickByPointer = (target: GraphTarget | null) => {
    actions.select(target);
    // Cytoscape takes the focus away from everything; keys go on from what was clicked.
    container.current?.focus({ preventScroll: true });
    if (target?.kind === 'node') focusCard(container.current, target.id);
  };
  const events = {
    pick: pickByPointer,
    enter,
    point: setHovered,
    context: (target: GraphTarget, x: number, y: number) => onContext({ target, x, y }),
    move: props.onMove,
    shown: props.onShown,
  };
  const renderer = useRenderer(container, viewport, props.renderer, events, setLayer);
  useDrawing(renderer, picture, viewport);
  useOpenedBox(renderer, picture);
  const emphasis = useEmphasis(adjacency, selected, hovered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture has new elements, which take the emphasis too
  useEffect(() => renderer?.emphasise(emphasis, selected), [renderer, emphasis, selected, picture]);
  useHandle(props.ref, renderer);

  const ends = useMemo(
    () => new Set(selected?.kind === 'edge' ? adjacency.ends.get(selected.id) : []),
    [selected, adjacency],
  );
  const latest = useRef(actions);
  latest.current = actions;
  const pick = useCallback((id: string) => latest.current.select({ kind: 'node', id }), []);
  const fold = useFold(container, picture, actions);
  const onKeyDown = useCanvasKeys(props, renderer, fold);
  return (
    <div className="absolute inset-0 isolate overflow-hidden bg-canvas">
      {/* biome-ignore lint/a11y/useSemanticElements: a canvas with cards in it is no form group */}
      <div
        ref={container}
        role="group"
        tabIndex={-1}
        aria-label="Traffic graph"
        onKeyDown={onKeyDown}
        onContextMenu={(event) => event.preventDefault()}
        className="h-full w-full outline-none"
      >
        {layer !== null &&
          createPortal(
            <CardLayer
              picture={picture}
              viewport={viewport}
              emphasis={emphasis}
              selected={selected}
              ends={ends}
              matches={props.matches}
              currentMatch={props.currentMatch}
              onPick={pick}
              onFold={fold}
            />,
            layer,
          )}
      </div>
      {props.motion && <TrafficMotion picture={picture} viewport={viewport} emphasis={emphasis} />}
    </div>
  );
}

function useHovered(): [GraphTarget | null, (target: GraphTarget | null) => void] {
  const [hovered, setHovered] = useState<GraphTarget | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const point = useCallback((target: GraphTarget | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHovered(target), HOVER_MS);
  }, []);
  return [hovered, point];
}

/** A selection stays as it is while the pointer passes over other things. */
function useEmphasis(
  adjacency: Adjacency,
  selected: GraphTarget | null,
  hovered: GraphTarget | null,
): Emphasis {
  return useMemo(() => {
    if (hovered !== null && selected === null) return hoverEmphasis(adjacency, hovered);
    return selected === null ? NO_EMPHASIS : selectionEmphasis(adjacency, selected);
  }, [adjacency, selected, hovered]);
}

function useHandle(ref: React.Ref<CanvasHandle>, renderer: GraphRenderer | null): void {
  useImperativeHandle(
    ref,
    () => ({
      fit: () => renderer?.fit(!reducedMotion()),
      zoomIn: () => renderer?.camera.zoomBy(ZOOM_STEP),
      zoomOut: () => renderer?.camera.zoomBy(1 / ZOOM_STEP),
      zoomTo: (level) => renderer?.camera.zoomTo(level),
      centre: (x, y) => renderer?.camera.centre(x, y, false),
      reveal: (rect) => renderer?.camera.reveal(rect, !reducedMotion()),
    }),
    [renderer],
  );
}
