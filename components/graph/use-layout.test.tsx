// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { useMemo } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import type { LayoutJob } from '@/lib/graph/layout/layout.worker';
import type { JobEvents } from './arrangement/layout-job';
import { type GraphElements, graphElements, layoutInput } from './elements';
import { MANY_LINES } from './lines/lean-lines';
import { useArrangement } from './use-layout';

interface Job {
  readonly job: LayoutJob;
  readonly events: JobEvents;
  stopped: boolean;
}

const jobs = vi.hoisted((): Job[] => []);
vi.mock('./arrangement/layout-job', () => ({
  startLayout: (job: LayoutJob, events: JobEvents) => {
    const one: Job = { job, events, stopped: false };
    jobs.push(one);
    return () => {
      one.stopped = true;
    };
  },
}));

vi.mock('./bare/painter', () => ({ preparePainter: () => {} }));

const stage = { current: null };
const nothing = () => {};

function mesh(names: readonly string[], rate: number): GraphElements {
  const nodes = names.map((name) => graphNode({ id: name, name }));
  const edges = names.slice(1).map((name, at) => graphEdge(names[at] ?? '', name, { id: `to-${name}` }));
  return graphElements(graphAnswer({ nodes: nodes.map((node) => ({ ...node, rank: rate })), edges }), []);
}

function arranged(first: GraphElements) {
  return renderHook(
    ({ elements }: { elements: GraphElements }) => {
      const input = useMemo(() => layoutInput(elements, []), [elements]);
      return useArrangement(elements, input, {
        name: 'layered',
        direction: 'down',
        arrangement: 'one',
        viewKey: 'one',
        stage,
        onCancel: nothing,
        onArrange: nothing,
      });
    },
    { initialProps: { elements: first } },
  );
}

/** One service that calls all others. */
function star(calls: number): GraphElements {
  const names = Array.from({ length: calls }, (_, at) => `s${at}`);
  const nodes = ['hub', ...names].map((name) => graphNode({ id: name, name }));
  return graphElements(graphAnswer({ nodes, edges: names.map((name) => graphEdge('hub', name)) }), []);
}

function theJob(at: number): Job {
  const one = jobs[at];
  if (one === undefined) throw new Error(`Nothing was arranged a ${at + 1}. time.`);
  return one;
}

function finish(at: number): void {
  const { job, events } = theJob(at);
  act(() => events.done(layOut(job.input)));
}

afterEach(() => {
  cleanup();
  jobs.length = 0;
});

describe('useArrangement', () => {
  it('goes on with what is being arranged when a refresh brings newer figures, and shows those', () => {
    const newer = mesh(['a', 'b'], 2);
    const { result, rerender } = arranged(mesh(['a', 'b'], 1));
    rerender({ elements: newer });
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.stopped).toBe(false);
    finish(0);
    expect(result.current.picture?.elements).toBe(newer);
  });

  it('begins again when other things are to be arranged, and hears no more of those before', () => {
    const { result, rerender } = arranged(mesh(['a', 'b'], 1));
    rerender({ elements: mesh(['a', 'b', 'c'], 1) });
    expect(jobs.map(({ stopped }) => stopped)).toEqual([true, false]);
    finish(1);
    expect([...(result.current.picture?.layout.nodes.keys() ?? [])].sort()).toEqual(['a', 'b', 'c']);
  });

  it('shows a large picture as soon as its cards have their places, without moving them for the lines', () => {
    const { result } = arranged(star(MANY_LINES + 1));
    const { job, events } = theJob(0);
    const whole = layOut(job.input);
    act(() => events.placed?.({ ...whole, edges: new Map() }));
    const first = result.current.picture;
    expect(first?.layout.edges.size).toBe(0);
    act(() => events.done(whole));
    expect(result.current.picture?.layout.edges).toBe(whole.edges);
    expect(result.current.picture?.layout.nodes).toBe(first?.layout.nodes);
    expect(result.current.picture?.generation).toBe(first?.generation);
  });

  it('waits for the lines of a picture that is seen from near', () => {
    const { result } = arranged(mesh(['a', 'b'], 1));
    const { job, events } = theJob(0);
    act(() => events.placed?.(layOut(job.input)));
    expect(result.current.picture).toBeNull();
  });

  it('stops when the page is left', () => {
    arranged(mesh(['a', 'b'], 1)).unmount();
    expect(jobs[0]?.stopped).toBe(true);
  });

  it('says so where nothing can be arranged, instead of leaving the stage empty', () => {
    vi.spyOn(console, 'error').mockImplementation(nothing);
    arranged(mesh(['a', 'b'], 1));
    expect(() => act(() => jobs[0]?.events.failed('out of memory'))).toThrow(/arranged: out of memory/);
    vi.restoreAllMocks();
  });
});
