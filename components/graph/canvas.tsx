'use client';
/** The picture: Cytoscape below, cards of HTML above, pointer and keys. Loaded late, since Cytoscape is large. */
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { useTheme } from '@/components/shell/theme';
import { CardLayer } from './card-layer';
import {
  type Adjacency,
  type Emphasis,
  type GraphTarget,
  hoverEmphasis,
  NO_EMPHASIS,
  neighbour,
  selectionEmphasis,
} from './emphasis';
import { GraphRenderer, LEAST_ZOOM, MOST_ZOOM } from './renderer';
import { readThemeColors } from './theme-colors';
import type { Picture } from './use-layout';
import { detailAt, type ViewportStore } from './viewport';

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
  reveal(nodeId: string): void;
}

export interface GraphCanvasProps {
  readonly ref: React.Ref<CanvasHandle>;
  readonly picture: Picture;
  readonly adjacency: Adjacency;
  readonly viewport: ViewportStore;
  readonly selected: GraphTarget | null;
  readonly matches: readonly string[];
  readonly currentMatch: string | null;
  readonly onSelect: (target: GraphTarget | null) => void;
  /** Enter on a node: the panel wants the focus. */
  readonly onOpen: () => void;
}

export function GraphCanvas(props: GraphCanvasProps) {
  const { picture, adjacency, viewport, selected, onSelect } = props;
  const container = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  const [hovered, setHovered] = useHovered();
  const renderer = useRenderer(container, viewport, { pick: onSelect, point: setHovered }, setLayer);
  useDrawing(renderer, picture, viewport);
  const emphasis = useEmphasis(adjacency, selected, hovered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture has new elements, which take the emphasis too
  useEffect(() => renderer?.emphasise(emphasis, selected), [renderer, emphasis, selected, picture]);
  useHandle(props.ref, renderer, picture);

  const ends = useMemo(
    () => new Set(selected?.kind === 'edge' ? adjacency.ends.get(selected.id) : []),
    [selected, adjacency],
  );
  const pick = useCallback((id: string) => onSelect({ kind: 'node', id }), [onSelect]);
  const onKeyDown = useCanvasKeys(props, renderer);
  return (
    <div className="absolute inset-0 overflow-hidden bg-canvas">
      {/* biome-ignore lint/a11y/useSemanticElements: a canvas with cards in it is no form group */}
      <div
        ref={container}
        role="group"
        aria-label="Traffic graph"
        onKeyDown={onKeyDown}
        className="h-full w-full"
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
            />,
            layer,
          )}
      </div>
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

interface RendererCallbacks {
  readonly pick: (target: GraphTarget | null) => void;
  readonly point: (target: GraphTarget | null) => void;
}

function useRenderer(
  container: React.RefObject<HTMLDivElement | null>,
  viewport: ViewportStore,
  callbacks: RendererCallbacks,
  setLayer: (layer: HTMLElement | null) => void,
): GraphRenderer | null {
  const [renderer, setRenderer] = useState<GraphRenderer | null>(null);
  const latest = useRef(callbacks);
  latest.current = callbacks;
  const theme = useTheme();
  useEffect(() => {
    let stopped = false;
    let made: GraphRenderer | null = null;
    const element = container.current;
    if (element === null) return;
    const layer = document.createElement('div');
    layer.className = 'absolute top-0 left-0 h-0 w-0 origin-top-left';
    const observer = new ResizeObserver(() => made?.resize());
    void import('cytoscape').then(({ default: cytoscape }) => {
      if (stopped) return;
      const cy = cytoscape({
        container: element,
        minZoom: LEAST_ZOOM,
        maxZoom: MOST_ZOOM,
        autoungrabify: true,
        autounselectify: true,
        boxSelectionEnabled: false,
      });
      element.append(layer);
      made = new GraphRenderer(cy, layer, viewport, {
        pick: (target) => latest.current.pick(target),
        point: (target) => latest.current.point(target),
      });
      made.paint(readThemeColors(element));
      observer.observe(element);
      setLayer(layer);
      setRenderer(made);
    });
    return () => {
      stopped = true;
      observer.disconnect();
      setLayer(null);
      setRenderer(null);
      made?.destroy();
    };
  }, [container, viewport, setLayer]);
  useEffect(() => {
    if (container.current !== null && theme !== undefined)
      renderer?.paint(readThemeColors(container.current));
  }, [renderer, theme, container]);
  return renderer;
}

function useDrawing(renderer: GraphRenderer | null, picture: Picture, viewport: ViewportStore): void {
  const shown = useRef(0);
  useEffect(() => {
    if (renderer === null) return;
    renderer.draw(picture.elements, picture.layout, !reducedMotion());
    renderer.setFar(detailAt(viewport.get().zoom) === 'far');
    if (shown.current !== picture.generation) renderer.fit(shown.current !== 0 && !reducedMotion());
    shown.current = picture.generation;
  }, [renderer, picture, viewport]);
  useEffect(() => {
    if (renderer === null) return;
    let far: boolean | null = null;
    return viewport.subscribe(() => {
      const now = detailAt(viewport.get().zoom) === 'far';
      if (now !== far) renderer.setFar(now);
      far = now;
    });
  }, [renderer, viewport]);
}

function useHandle(ref: React.Ref<CanvasHandle>, renderer: GraphRenderer | null, picture: Picture): void {
  useImperativeHandle(
    ref,
    () => ({
      fit: () => renderer?.fit(!reducedMotion()),
      zoomIn: () => renderer?.zoomBy(ZOOM_STEP),
      zoomOut: () => renderer?.zoomBy(1 / ZOOM_STEP),
      zoomTo: (level) => renderer?.zoomTo(level),
      centre: (x, y) => renderer?.centre(x, y, false),
      reveal: (nodeId) => {
        const rect = picture.layout.nodes.get(nodeId);
        if (rect !== undefined) renderer?.reveal(rect, !reducedMotion());
      },
    }),
    [renderer, picture],
  );
}

function useCanvasKeys(props: GraphCanvasProps, renderer: GraphRenderer | null) {
  const { picture, adjacency, selected, onSelect, onOpen } = props;
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const focused = event.target instanceof HTMLElement ? event.target.dataset.node : undefined;
    const from = focused ?? (selected?.kind === 'node' ? selected.id : undefined);
    const { key } = event;
    if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      const next = from === undefined ? null : neighbour(adjacency, from, key, picture.layout.nodes);
      if (next === null) return;
      onSelect({ kind: 'node', id: next });
      const rect = picture.layout.nodes.get(next);
      if (rect !== undefined) renderer?.reveal(rect, !reducedMotion());
      focusCard(event.currentTarget, next);
    } else if (key === 'Enter' && from !== undefined && selected?.id === from) {
      event.preventDefault();
      onOpen();
    } else if (key === 'Escape' && selected !== null) {
      event.preventDefault();
      onSelect(null);
    }
  };
}

/** After the card has been drawn: it may just come into sight. */
function focusCard(within: HTMLElement, id: string): void {
  requestAnimationFrame(() =>
    within.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true }),
  );
}

function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
