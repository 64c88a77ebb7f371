/**
 * Judges what would keep everybody else waiting in a thread of its own: a VirtualService of thousands of routes takes
 * seconds, and so does every question about a mesh that holds one.
 */
import { Worker } from 'node:worker_threads';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { DraftText } from '@/lib/config/assess';
import type { Change } from '@/lib/config/changes/change';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import { MeshThread } from '@/lib/config/mesh-thread/mesh-thread';
import type { Simulation } from '@/lib/config/simulation/answer/simulation-of';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectStatus } from '@/lib/config/stored-problems';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { ThreadAnswer, ThreadQuestion } from './messages';

/** The mesh that is asked about. */
export interface AskedMesh {
  readonly objects: readonly StoredObject[];
  readonly suppress: readonly SuppressRule[];
}

export interface AssessQuestion extends AskedMesh {
  /** null = a new object. */
  readonly id: ObjectId | null;
  readonly text: string;
  readonly drafts: readonly DraftText[];
  /** Of the text's kind in the cluster; null or left out = not known. */
  readonly schema?: StructuralSchema | null;
}

export class AssessThread {
  readonly #thread: MeshThread<ThreadQuestion, ThreadAnswer>;

  constructor(start: () => Worker = startWorker) {
    this.#thread = new MeshThread(start);
  }

  /** As `assess` says it. Throws, as every question does, when `signal` aborts before its turn or the thread fails. */
  async assess(
    { objects, schema = null, ...rest }: AssessQuestion,
    signal?: AbortSignal,
  ): Promise<Assessment> {
    const question = { kind: 'assess', schema, ...rest } as const;
    const answer = await this.#answer('assessed', question, { objects, signal });
    return answer.assessment;
  }

  /** What a text breaks by itself. */
  async check(
    id: ObjectId,
    text: string,
    schema: StructuralSchema | null,
    signal?: AbortSignal,
  ): Promise<readonly TextProblem[]> {
    const answer = await this.#answer('checked', { kind: 'check', id, text, schema }, { signal });
    return answer.problems;
  }

  /** The value of one document as JSON; null where the text cannot be read, or holds what JSON does not. */
  async read(text: string, signal?: AbortSignal): Promise<string | null> {
    return (await this.#answer('read', { kind: 'read', text }, { signal })).json;
  }

  /** A value, as JSON, as the text that a person edits (`objectText`). */
  async render(json: string, signal?: AbortSignal): Promise<string> {
    return (await this.#answer('rendered', { kind: 'render', json }, { signal })).text;
  }

  /** How each object of the mesh kinds stands, by `objectKey`. */
  async statuses(
    { objects, suppress }: AskedMesh,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, ObjectStatus>> {
    const answer = await this.#answer('statuses', { kind: 'statuses', suppress }, { objects, signal });
    return answer.statuses;
  }

  /** The line that a list shows for each large object of the mesh, by `objectKey`. */
  async summaries(
    objects: readonly StoredObject[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    return (await this.#answer('summaries', { kind: 'summaries' }, { objects, signal })).summaries;
  }

  /** The objects that rule what happens to a service, by `objectKey`. */
  async applying(
    objects: readonly StoredObject[],
    { namespace, service }: { readonly namespace: string; readonly service: string },
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const question = { kind: 'applies', namespace, service } as const;
    return (await this.#answer('applying', question, { objects, signal })).keys;
  }

  /** Everything that is said against the objects of the mesh, in no order. */
  async findings({ objects, suppress }: AskedMesh, signal?: AbortSignal): Promise<readonly FindingAnswer[]> {
    const answer = await this.#answer('findings', { kind: 'findings', suppress }, { objects, signal });
    return answer.findings;
  }

  /** What becomes of a request, with these texts in place. Throws `bad-request` for a caller that is not known. */
  async simulate(
    objects: readonly StoredObject[],
    asked: SimulationRequest,
    drafts: readonly Draft[],
    signal?: AbortSignal,
  ): Promise<Simulation> {
    const question = { kind: 'simulate', asked, drafts } as const;
    return (await this.#answer('simulated', question, { objects, signal })).simulation;
  }

  /** What a change set would bring about in the mesh. */
  async changes(
    { objects, suppress }: AskedMesh,
    changes: readonly Change[],
    signal?: AbortSignal,
  ): Promise<readonly ElsewhereAnswer[]> {
    const question = { kind: 'changes', suppress, changes } as const;
    return (await this.#answer('changes', question, { objects, signal })).findings;
  }

  /** Ends the thread; the next question starts another. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  async #answer<Kind extends ThreadAnswer['kind']>(
    kind: Kind,
    question: ThreadQuestion,
    about: { objects?: readonly StoredObject[]; signal: AbortSignal | undefined },
  ): Promise<Extract<ThreadAnswer, { kind: Kind }>> {
    const answer = await this.#thread.ask(question, about);
    if (!isOfKind(answer, kind)) throw new Error('The thread answered something else.');
    return answer;
  }
}

function isOfKind<Kind extends ThreadAnswer['kind']>(
  answer: ThreadAnswer,
  kind: Kind,
): answer is Extract<ThreadAnswer, { kind: Kind }> {
  return answer.kind === kind;
}

function startWorker(): Worker {
  return new Worker(new URL('./assess.worker.ts', import.meta.url));
}

let shared: AssessThread | null = null;

/** The one thread of this process. */
export function assessThread(): AssessThread {
  shared ??= new AssessThread();
  return shared;
}
