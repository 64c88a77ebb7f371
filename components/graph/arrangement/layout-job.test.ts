import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EdgeRoute, Layout, LayoutInput } from '@/lib/graph/layout/drawing';
import type { LayoutReport } from '@/lib/graph/layout/layout.worker';
import { dropSpareWorker, prepareLayout, startLayout } from './layout-job';

/** Started workers, in order. */
const workers: FakeWorker[] = [];

class FakeWorker {
  readonly jobs: unknown[] = [];
  ended = false;
  onmessage: ((event: { data: LayoutReport }) => void) | null = null;
  onerror: ((event: { preventDefault(): void; message: string }) => void) | null = null;

  constructor() {
    workers.push(this);
  }

  postMessage(job: unknown): void {
    this.jobs.push(job);
  }

  terminate(): void {
    this.ended = true;
  }
}

const events = { done: vi.fn(), progress: () => {}, failed: () => {} };

function input(nodes: number): LayoutInput {
  return {
    nodes: Array.from({ length: nodes }, (_, at) => ({ id: `n${at}`, width: 100, height: 40, box: null })),
    boxes: [],
    edges: [],
    columnGap: 96,
  };
}

beforeEach(() => vi.stubGlobal('Worker', FakeWorker));
afterEach(() => {
  dropSpareWorker();
  workers.length = 0;
  vi.unstubAllGlobals();
});

describe('a layout worker', () => {
  it('that was started ahead takes the first large job, the next one has its own', () => {
    prepareLayout();
    prepareLayout();
    const job = { name: 'layered' as const, input: input(301), previous: undefined };
    startLayout(job, events);
    startLayout(job, events);
    expect(workers.map(({ jobs }) => jobs)).toEqual([[job], [job]]);
  });

  it('that nobody needs is ended', () => {
    prepareLayout();
    startLayout({ name: 'layered', input: input(2), previous: undefined }, events);
    expect(events.done).toHaveBeenCalledTimes(1);
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });

  it('tells first where things stand, and then the same picture with its lines', () => {
    const placed = vi.fn();
    const done = vi.fn();
    startLayout({ name: 'layered', input: input(301), previous: undefined }, { ...events, placed, done });
    const places: Layout = {
      nodes: new Map([['n0', { x: 0, y: 0, width: 100, height: 40 }]]),
      boxes: new Map(),
      edges: new Map(),
      x: 0,
      y: 0,
      width: 100,
      height: 40,
      direction: 'right',
      gone: new Map(),
    };
    const route: EdgeRoute = { source: { x: 0, y: 0 }, target: { x: 9, y: 9 }, controls: [], back: false };
    workers[0]?.onmessage?.({ data: { kind: 'placed', layout: places } });
    expect(placed).toHaveBeenCalledExactlyOnceWith(places);
    expect(workers[0]?.ended).toBe(false);
    const edges = new Map([['e', route]]);
    const bounds = { x: -5, y: 0, width: 105, height: 40 };
    workers[0]?.onmessage?.({ data: { kind: 'routed', edges, bounds } });
    expect(done).toHaveBeenCalledExactlyOnceWith({ ...places, edges, ...bounds });
    expect(done.mock.calls[0]?.[0].nodes).toBe(places.nodes);
    expect(workers[0]?.ended).toBe(true);
  });

  it('that could not be started ahead is tried again by the job', () => {
    prepareLayout();
    workers[0]?.onerror?.({ preventDefault: () => {}, message: 'offline' });
    startLayout({ name: 'layered', input: input(301), previous: undefined }, events);
    expect(workers[1]?.jobs).toHaveLength(1);
  });
});
