'use client';
/** A replay: shows frame after frame, fetches the next ones meanwhile, and goes on when one of them fails. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { reducedMotion } from '@/components/graph/canvas/reduced-motion';
import { graphQuery } from '@/components/graph/query';
import type { GraphView } from '@/components/graph/view-state';
import type { ScopeValues } from '@/components/shell/scope';
import type { TimeWindow } from '@/lib/mesh/time-window';
import {
  frameStep,
  framesAhead,
  MOST_AHEAD,
  nextFrame,
  PATIENCE_MS,
  paceOf,
  type Speed,
} from './playback-plan';

/** Milliseconds that a frame that nobody shows any more is kept. */
const KEPT_MS = 120_000;

export interface Playback {
  readonly playing: boolean;
  /** A frame that could not be shown, and why; null when the last one could. */
  readonly failure: { readonly atSeconds: number; readonly message: string } | null;
  /** From the frame after this window; the picture stays as it is until that frame is there. */
  readonly play: (after: TimeWindow) => void;
  readonly pause: () => void;
}

export interface PlaybackOptions {
  readonly window: TimeWindow;
  readonly untilSeconds: number;
  readonly scrapeSeconds: number;
  readonly speed: Speed;
  readonly scope: ScopeValues;
  readonly view: GraphView;
  readonly show: (window: TimeWindow) => void;
}

export function usePlayback(options: PlaybackOptions): Playback {
  const [playing, setPlaying] = useState(false);
  const [failure, setFailure] = useState<Playback['failure']>(null);
  const latest = useRef(options);
  latest.current = options;
  const begin = useRef(options.window);
  const fetchFrame = useFrames(latest);
  useEffect(() => {
    if (!playing) return;
    let stopped = false;
    let at = begin.current;
    const run = async () => {
      while (!stopped) {
        const { scrapeSeconds, untilSeconds, speed, show } = latest.current;
        const pace = paceOf(speed, reducedMotion());
        const shortest = frameStep(at, scrapeSeconds);
        const step = shortest * pace.stride;
        // What is left of the span may be shorter than a long step.
        const next =
          nextFrame(at, step, scrapeSeconds, untilSeconds) ??
          nextFrame(at, shortest, scrapeSeconds, untilSeconds);
        if (next === null) break;
        const shownAt = performance.now();
        const wanted = [next, ...framesAhead(next, step, scrapeSeconds, untilSeconds)].slice(0, MOST_AHEAD);
        const [first] = wanted.map(fetchFrame);
        const problem = (await first) ?? null;
        await pause(Math.max(0, pace.ms - (performance.now() - shownAt)));
        if (stopped) return;
        at = next;
        setFailure(problem === null ? null : { atSeconds: next.toSeconds, message: problem });
        if (problem === null) show(next);
      }
      if (!stopped) setPlaying(false);
    };
    void run();
    return () => {
      stopped = true;
    };
  }, [playing, fetchFrame]);
  return {
    playing,
    failure,
    play: useCallback((after: TimeWindow) => {
      begin.current = after;
      setFailure(null);
      setPlaying(true);
    }, []),
    pause: useCallback(() => setPlaying(false), []),
  };
}

/** Puts a frame into the page's cache, where the graph finds it by its own key; resolves with why it could not, or null. */
function useFrames(latest: React.RefObject<PlaybackOptions>): (frame: TimeWindow) => Promise<string | null> {
  const client = useQueryClient();
  return useCallback(
    async (frame) => {
      const { scope, view } = latest.current;
      const query = graphQuery({ ...scope, window: { kind: 'absolute', ...frame } }, view);
      const fetched = client
        .fetchQuery({ ...query, retry: false, staleTime: Infinity, gcTime: KEPT_MS })
        .then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : 'The frame could not be read.'),
        );
      return Promise.race([fetched, pause(PATIENCE_MS).then(() => 'It took too long.')]);
    },
    [client, latest],
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
