'use client';
/** Below the picture: where one is (minimap), how near (zoom), and what the signs mean (legend). */
import { Expand, Maximize, Minus, Plus, Shrink } from 'lucide-react';
import {
  memo,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { Legend } from '@/components/graph/legend/legend';
import type { Picture } from '@/components/graph/use-layout';
import { IconButton } from '@/components/ui/icon-button';
import type { CanvasHandle } from './canvas';
import type { ViewportStore } from './viewport';

const MAP = { width: 112, height: 80 } as const;

export interface CanvasControlsProps {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly picture: Picture;
  readonly viewport: ViewportStore;
}

export function CanvasControls({ canvas, picture, viewport }: CanvasControlsProps) {
  return (
    <div className="pointer-events-none absolute bottom-3 left-3 flex items-end gap-2 *:pointer-events-auto">
      <Minimap canvas={canvas} picture={picture} viewport={viewport} />
      <ZoomControl canvas={canvas} viewport={viewport} />
      <Legend elements={picture.elements} />
    </div>
  );
}

function ZoomControl({ canvas, viewport }: Pick<CanvasControlsProps, 'canvas' | 'viewport'>) {
  const percent = useSyncExternalStore(
    viewport.subscribe,
    () => Math.round(viewport.get().zoom * 100),
    () => 100,
  );
  return (
    <div className="flex h-7 items-center rounded-control border border-line bg-surface px-px">
      <IconButton label="Zoom out" shortcut="−" className="!size-6" onClick={() => canvas.current?.zoomOut()}>
        <Minus aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        title="Show at 100 %"
        onClick={() => canvas.current?.zoomTo(1)}
        className="h-6 w-12 rounded-tag text-center font-medium text-xs tabular-nums hover:bg-raised"
      >
        {percent} %
      </button>
      <IconButton label="Zoom in" shortcut="+" className="!size-6" onClick={() => canvas.current?.zoomIn()}>
        <Plus aria-hidden="true" />
      </IconButton>
      <span aria-hidden="true" className="mx-0.5 h-4 w-px bg-line" />
      <IconButton label="Show all" shortcut="F" className="!size-6" onClick={() => canvas.current?.fit()}>
        <Maximize aria-hidden="true" className="!size-3.5" />
      </IconButton>
      <FullScreen />
    </div>
  );
}

/** The whole page on the whole screen, for a wall; menus and panels come along. */
function FullScreen() {
  const full = useSyncExternalStore(
    onFullScreen,
    () => document.fullscreenElement !== null,
    () => false,
  );
  return (
    <IconButton
      label={full ? 'Leave the full screen' : 'Full screen'}
      className="!size-6"
      onClick={() =>
        void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
          // A browser or the page around it may not allow it; its own key still does.
          () => undefined,
        )
      }
    >
      {full ? (
        <Shrink aria-hidden="true" className="!size-3.5" />
      ) : (
        <Expand aria-hidden="true" className="!size-3.5" />
      )}
    </IconButton>
  );
}

function onFullScreen(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}

function Minimap({ canvas, picture, viewport }: CanvasControlsProps) {
  const { x: left, y: top, width, height } = picture.layout;
  if (width === 0) return null;
  const scale = Math.min((MAP.width - 8) / width, (MAP.height - 8) / height);
  const size = { width: width * scale, height: height * scale };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    canvas.current?.centre(
      left + (event.clientX - box.left) / scale,
      top + (event.clientY - box.top) / scale,
    );
  };
  return (
    <div data-over-canvas className="rounded-control border border-line bg-surface p-1 leading-none">
      <svg
        role="img"
        aria-label="Overview of the picture"
        width={size.width}
        height={size.height}
        className="block cursor-crosshair touch-none"
        onPointerDown={go}
        onPointerMove={go}
      >
        <MinimapShapes picture={picture} scale={scale} />
        <SeenFrame viewport={viewport} left={left} top={top} scale={scale} size={size} />
      </svg>
    </div>
  );
}

interface SeenFrameProps extends Pick<CanvasControlsProps, 'viewport'> {
  /** The picture's own corner, and pixels of the map per pixel of it. */
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly size: { readonly width: number; readonly height: number };
}

/** What is seen of it, written straight to the element: it moves with every frame while the reader pans. */
function SeenFrame({ viewport, left, top, scale, size: { width, height } }: SeenFrameProps) {
  const frame = useRef<SVGRectElement>(null);
  useLayoutEffect(() => {
    const follow = () => {
      const seen = viewport.get();
      const x = Math.max(0, (-seen.x / seen.zoom - left) * scale);
      const y = Math.max(0, (-seen.y / seen.zoom - top) * scale);
      const right = Math.min(width, ((seen.width - seen.x) / seen.zoom - left) * scale);
      const bottom = Math.min(height, ((seen.height - seen.y) / seen.zoom - top) * scale);
      const place = {
        x: x + 0.75,
        y: y + 0.75,
        width: Math.max(2, right - x - 1.5),
        height: Math.max(2, bottom - y - 1.5),
      };
      for (const [name, value] of Object.entries(place)) frame.current?.setAttribute(name, String(value));
    };
    follow();
    return viewport.subscribe(follow);
  }, [viewport, left, top, scale, width, height]);
  return <rect ref={frame} rx={2} fill="none" stroke="var(--accent)" strokeWidth={1.5} />;
}

const MinimapShapes = memo(function MinimapShapes({
  picture,
  scale,
}: {
  readonly picture: Picture;
  readonly scale: number;
}) {
  const { elements, layout } = picture;
  const fill = {
    failing: 'var(--failing)',
    degraded: 'var(--degraded-mark)',
    healthy: 'var(--idle)',
    idle: 'var(--idle)',
    unknown: 'var(--idle)',
  };
  return (
    <g transform={`scale(${scale}) translate(${-layout.x} ${-layout.y})`}>
      {elements.boxes.map((box) => {
        const rect = layout.boxes.get(box.id);
        return rect === undefined ? null : (
          <rect
            key={box.id}
            {...rect}
            rx={12}
            fill="var(--raised)"
            stroke="var(--line)"
            strokeWidth={1 / scale}
          />
        );
      })}
      {elements.cards.map((card) => {
        const rect = layout.nodes.get(card.id);
        const unwell = card.health === 'failing' || card.health === 'degraded';
        return rect === undefined ? null : (
          <rect key={card.id} {...rect} rx={8} fill={fill[card.health]} fillOpacity={unwell ? 1 : 0.55} />
        );
      })}
    </g>
  );
});
