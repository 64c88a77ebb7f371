// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { useMemo } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import type { LayoutJob } from '@/lib/graph/layout/layout.worker';
import type { JobEvents } from './arrangement/layout-job';
import { type GraphElements, graphElements, layoutInput } from './elements';
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

function finish(at: number): void {
  const one = jobs[at];
  if (one === undefined) throw new Error(`Nothing was arranged a ${at + 1}. time.`);
  act(() => one.events.done(layOut(one.job.input)));
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
