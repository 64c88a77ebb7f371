'use client';
/** The whole picture, small: where its boxes and cards are, which of them are not well, and what of it is seen. */
import { memo, type PointerEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { Picture } from '@/components/graph/use-layout';
import type { CanvasHandle } from './canvas';
import { minimapPaths } from './minimap-paths';
import type { ViewportStore } from './viewport';

const MAP = { width: 112, height: 80 } as const;

export interface MinimapProps {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly picture: Picture;
  readonly viewport: ViewportStore;
}

/** Shows nothing of an empty picture. A press or a drag goes to that place. */
export function Minimap({ canvas, picture, viewport }: MinimapProps) {
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

interface SeenFrameProps extends Pick<MinimapProps, 'viewport'> {
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

/** One element a tone, not one a card: a thousand of them would be styled before the first picture is seen. */
const MinimapShapes = memo(function MinimapShapes({
  picture,
  scale,
}: {
  readonly picture: Picture;
  readonly scale: number;
}) {
  const { layout } = picture;
  const { boxes, well, degraded, failing } = minimapPaths(picture.elements, layout);
  return (
    <g transform={`scale(${scale}) translate(${-layout.x} ${-layout.y})`}>
      <path d={boxes} fill="var(--raised)" stroke="var(--line)" strokeWidth={1 / scale} />
      <path d={well} fill="var(--idle)" fillOpacity={0.55} />
      <path d={degraded} fill="var(--degraded-mark)" />
      <path d={failing} fill="var(--failing)" />
    </g>
  );
});
