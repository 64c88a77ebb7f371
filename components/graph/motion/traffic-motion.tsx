'use client';
/**
 * Traffic as dots that run along the lines: more and faster for more requests, red marks for errors. One canvas over
 * the picture, thirty frames a second at most, only lines in sight and only near enough to be seen; still where the
 * reader has asked for less motion, while the page is hidden, and while the picture is moved.
 */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { readThemeColors } from '@/components/graph/canvas/theme-colors';
import { detailAt, type ViewportStore } from '@/components/graph/canvas/viewport';
import type { Emphasis } from '@/components/graph/emphasis';
import type { Picture } from '@/components/graph/use-layout';
import { useTheme } from '@/components/shell/theme';
import { pointsAlong } from '@/lib/graph/layout/spline';
import { dotsAt, type Stream, streamOf } from './dots';

const FRAME_MS = 1000 / 30;
/** So many lines at once; the busiest of those in sight. */
const MOST_STREAMS = 160;
/** After a movement of the picture the dots come back when it has rested so long. */
const REST_MS = 200;

export interface TrafficMotionProps {
  readonly picture: Picture;
  readonly viewport: ViewportStore;
  readonly emphasis: Emphasis;
}

export function TrafficMotion({ picture, viewport, emphasis }: TrafficMotionProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const far = useSyncExternalStore(
    viewport.subscribe,
    () => detailAt(viewport.get().zoom) === 'far',
    () => true,
  );
  const still = useReducedMotion();
  const streams = useMemo(() => streamsOf(picture), [picture]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the theme
  useEffect(() => {
    const element = canvas.current;
    if (element === null || far || still) return;
    return run(element, viewport, streams, emphasis);
  }, [viewport, streams, emphasis, far, still, theme]);
  if (far || still) return null;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-5">
      <canvas ref={canvas} className="h-full w-full" />
    </div>
  );
}

function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia('(prefers-reduced-motion: reduce)');
      query.addEventListener('change', tell);
      return () => query.removeEventListener('change', tell);
    },
    () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    () => true,
  );
}

type Streams = ReadonlyMap<string, Stream>;

function streamsOf({ elements, layout }: Picture): Streams {
  const streams = new Map<string, Stream>();
  const busiest = [...elements.lines].filter((line) => !line.quiet).sort((a, b) => b.width - a.width);
  for (const line of busiest) {
    const route = layout.edges.get(line.id);
    const stream = route === undefined ? null : streamOf(line, pointsAlong(route));
    if (stream !== null) streams.set(line.id, stream);
  }
  return streams;
}

/** Draws until the returned function is called. */
function run(
  canvas: HTMLCanvasElement,
  viewport: ViewportStore,
  streams: Streams,
  emphasis: Emphasis,
): () => void {
  const context = canvas.getContext('2d');
  if (context === null) return () => {};
  const colors = readThemeColors(canvas);
  let frame = 0;
  let drawnAt = 0;
  let movedAt = Number.NEGATIVE_INFINITY;
  const stopListening = viewport.subscribe(() => {
    movedAt = performance.now();
    context.clearRect(0, 0, canvas.width, canvas.height);
  });
  const draw = (now: number) => {
    frame = requestAnimationFrame(draw);
    if (now - drawnAt < FRAME_MS || now - movedAt < REST_MS) return;
    drawnAt = now;
    const { x, y, zoom, width, height } = viewport.get();
    const ratio = window.devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    const seen = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
    let count = 0;
    for (const [id, stream] of streams) {
      if (emphasis.edges !== null && !emphasis.edges.has(id)) continue;
      if (!touches(stream, seen)) continue;
      drawDots(context, stream, now / 1000, colors);
      count += 1;
      if (count === MOST_STREAMS) break;
    }
  };
  frame = requestAnimationFrame(draw);
  return () => {
    cancelAnimationFrame(frame);
    stopListening();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
  };
}

interface Seen {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function touches({ points }: Stream, { left, top, right, bottom }: Seen): boolean {
  return points.some(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
}

/** Errors are squares: their colour is not their only sign. */
function drawDots(
  context: CanvasRenderingContext2D,
  stream: Stream,
  seconds: number,
  colors: ReturnType<typeof readThemeColors>,
): void {
  for (const { x, y, failed } of dotsAt(stream, seconds)) {
    context.beginPath();
    if (failed) context.rect(x - 3.5, y - 3.5, 7, 7);
    else context.arc(x, y, 2.6, 0, 2 * Math.PI);
    context.fillStyle = failed ? colors.failing : colors.text;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = colors.surface;
    context.stroke();
  }
}
