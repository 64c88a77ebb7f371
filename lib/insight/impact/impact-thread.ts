/** Compares calls in a thread of its own, where a text is so large that everybody else would wait. */
import { Worker } from 'node:worker_threads';
import { MeshThread } from '@/lib/config/mesh-thread/mesh-thread';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import type { Comparison } from './compare';

export interface ImpactQuestion {
  readonly calls: readonly ObservedCall[];
  readonly drafts: readonly Draft[];
}

export type ImpactThread = MeshThread<ImpactQuestion, Comparison>;

let shared: ImpactThread | null = null;

/** The one thread of this process. */
export function impactThread(): ImpactThread {
  shared ??= new MeshThread(() => new Worker(new URL('./impact.worker.ts', import.meta.url)));
  return shared;
}
