import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LayoutInput } from '@/lib/graph/layout/drawing';
import { dropSpareWorker, prepareLayout, startLayout } from './layout-job';

/** Started workers, in order. */
const workers: FakeWorker[] = [];

class FakeWorker {
  readonly jobs: unknown[] = [];
  ended = false;
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

  it('that could not be started ahead is tried again by the job', () => {
    prepareLayout();
    workers[0]?.onerror?.({ preventDefault: () => {}, message: 'offline' });
    startLayout({ name: 'layered', input: input(301), previous: undefined }, events);
    expect(workers[1]?.jobs).toHaveLength(1);
  });
});
