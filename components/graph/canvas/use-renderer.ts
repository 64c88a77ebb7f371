'use client';
/** The canvas of a page: made once Cytoscape has arrived, painted in the theme, and drawn when the picture changes. */
import type { Core } from 'cytoscape';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Picture } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import { useTheme } from '@/components/shell/theme';
import type { Layout } from '@/lib/graph/layout/drawing';
import { LEAST_ZOOM, MOST_ZOOM } from './camera';
import { loadCytoscape } from './load-cytoscape';
import { reducedMotion } from './reduced-motion';
import { GraphRenderer, type RendererEvents } from './renderer';
import { readThemeColors } from './theme-colors';
import { detailAt, type ViewportStore } from './viewport';
import { hasWebgl } from './webgl';

export function useRenderer(
  container: RefObject<HTMLDivElement | null>,
  viewport: ViewportStore,
  wanted: GraphView['renderer'],
  callbacks: RendererEvents,
  setLayer: (layer: HTMLElement | null) => void,
): GraphRenderer | null {
  const [renderer, setRenderer] = useState<GraphRenderer | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const latest = useRef(callbacks);
  latest.current = callbacks;
  const theme = useTheme();
  useEffect(() => {
    let stopped = false;
    let made: GraphRenderer | null = null;
    const element = container.current;
    const frame = element?.parentElement;
    if (element === null || frame == null) return;
    const layer = document.createElement('div');
    layer.className = 'absolute top-0 left-0 z-10 h-0 w-0 origin-top-left';
    const observer = new ResizeObserver(() => made?.resize());
    const make = (cytoscape: typeof import('cytoscape')) => {
      if (stopped) return;
      const webgl = wanted === 'webgl' && hasWebgl();
      const cy: Core = cytoscape({
        container: element,
        minZoom: LEAST_ZOOM,
        maxZoom: MOST_ZOOM,
        autounselectify: true,
        // Shift and a drag draw a frame; with nothing to select, it says what to look at.
        boxSelectionEnabled: true,
        ...(webgl ? { renderer: { name: 'canvas', webgl: true } } : {}),
      });
      element.append(layer);
      const events: RendererEvents = {
        pick: (target) => latest.current.pick(target),
        enter: (target) => latest.current.enter(target),
        point: (target) => latest.current.point(target),
        context: (target, x, y) => latest.current.context(target, x, y),
        move: (id, to) => latest.current.move(id, to),
        shown: () => latest.current.shown(),
      };
      made = new GraphRenderer(cy, layer, viewport, events, !webgl);
      made.paint(readThemeColors(element));
      observer.observe(frame);
      setLayer(layer);
      setRenderer(made);
    };
    // A connection that was down for a moment must not leave an empty stage; one that stays down is told of.
    loadCytoscape()
      .catch(loadCytoscape)
      .then(make)
      .catch((error: unknown) => setFailure({ error }));
    return () => {
      stopped = true;
      observer.disconnect();
      setLayer(null);
      setRenderer(null);
      made?.destroy();
    };
  }, [container, viewport, wanted, setLayer]);
  useEffect(() => {
    if (container.current !== null && theme !== undefined)
      renderer?.paint(readThemeColors(container.current));
  }, [renderer, theme, container]);
  if (failure !== null) throw failure.error;
  return renderer;
}

export function useDrawing(renderer: GraphRenderer | null, picture: Picture, viewport: ViewportStore): void {
  const shown = useRef<{ renderer: GraphRenderer | null; picture: Picture | null }>({
    renderer,
    picture: null,
  });
  useEffect(() => {
    if (renderer === null || picture.generation === 0) return;
    renderer.draw(picture.elements, picture.layout, !reducedMotion());
    const before = shown.current;
    // A new renderer has shown its first picture whole already.
    if (before.renderer === renderer) {
      if (before.picture === null || before.picture.generation !== picture.generation)
        renderer.fit(!reducedMotion());
      else if (onlyRouted(before.picture.layout, picture.layout)) renderer.refit(!reducedMotion());
    }
    shown.current = { renderer, picture };
  }, [renderer, picture]);
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

/** Lines of a large picture find their ways after its cards stand, and may run further out than straight ones. */
function onlyRouted(before: Layout, now: Layout): boolean {
  return (
    before.nodes === now.nodes &&
    (before.x !== now.x || before.y !== now.y || before.width !== now.width || before.height !== now.height)
  );
}
