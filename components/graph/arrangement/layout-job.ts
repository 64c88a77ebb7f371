/** One arranging of the graph: at once where that is quick, else in a worker that can be stopped. */
import type { ArrangeProgress } from '@/lib/graph/layout/arrange';
import type { Layout, LayoutInput } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import type { LayoutJob, LayoutReport } from '@/lib/graph/layout/layout.worker';
import type { LayoutName } from '@/lib/graph/layout/names';

/** Up to here our own layout takes less than a frame or two. */
const MOST_ON_MAIN_THREAD = { nodes: 300, edges: 400 } as const;

export interface JobEvents {
  /** Everything stands where it will; lines between boxes are still missing. Of large pictures only. */
  readonly placed?: (layout: Layout) => void;
  readonly done: (layout: Layout) => void;
  readonly progress: (progress: ArrangeProgress) => void;
  /** The layout gave up; `reason` is its own words. */
  readonly failed: (reason: string) => void;
}

/** A worker that has nothing to do yet. */
let spare: Worker | null = null;

function newWorker(): Worker {
  return new Worker(new URL('../../../lib/graph/layout/layout.worker.ts', import.meta.url));
}

/** Starts a worker ahead, while the graph itself is still being asked for. Where it cannot start, the job will tell. */
export function prepareLayout(): void {
  if (spare !== null) return;
  const worker = newWorker();
  worker.onerror = (event) => {
    event.preventDefault();
    if (spare === worker) spare = null;
  };
  spare = worker;
}

function takeWorker(): Worker {
  const worker = spare ?? newWorker();
  spare = null;
  return worker;
}

/** Ends a worker that nobody will need. */
export function dropSpareWorker(): void {
  spare?.terminate();
  spare = null;
}

/** Starts it; the returned function stops it without a word. */
export function startLayout(job: LayoutJob, events: JobEvents): () => void {
  if (isQuick(job.name, job.input)) {
    dropSpareWorker();
    events.done(layOut(job.input, job.previous));
    return () => {};
  }
  const worker = takeWorker();
  const end = (tell: () => void) => {
    worker.terminate();
    tell();
  };
  let placed: Layout | null = null;
  worker.onmessage = ({ data }: MessageEvent<LayoutReport>) => {
    if (data.kind === 'progress') events.progress(data.progress);
    else if (data.kind === 'placed') {
      placed = data.layout;
      events.placed?.(placed);
    } else if (data.kind === 'routed') {
      const whole = placed && { ...placed, edges: data.edges, ...data.bounds };
      if (whole !== null) end(() => events.done(whole));
    } else if (data.kind === 'done') end(() => events.done(data.layout));
    else end(() => events.failed(data.reason));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    // A browser that cannot start the worker still gets its picture.
    if (job.name === 'layered') end(() => events.done(layOut(job.input, job.previous)));
    else end(() => events.failed(event.message || 'its script could not be loaded'));
  };
  worker.postMessage(job);
  return () => worker.terminate();
}

function isQuick(name: LayoutName, input: LayoutInput): boolean {
  const { nodes, edges } = MOST_ON_MAIN_THREAD;
  return name === 'layered' && input.nodes.length <= nodes && input.edges.length <= edges;
}
