/**
 * Judges what would keep everybody else waiting (a VirtualService of thousands of routes takes seconds, and so does
 * every question about a mesh that holds one) in a thread of its own. The thread keeps a copy of the mesh, is given what changed in it before each question, and
 * ends when nobody has asked for a while.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { DraftText } from '@/lib/config/assess';
import type { Change } from '@/lib/config/changes/change';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import { objectKey } from '@/lib/config/identity';
import type { Simulation } from '@/lib/config/simulation/answer/simulation-of';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectStatus } from '@/lib/config/stored-problems';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { Fault } from '@/lib/mesh/fault';
import type { SentObject, ThreadAnswer, ThreadQuestion } from './messages';

/** Objects handed over before others get their turn; ordinary ones are some kilobytes. */
const OBJECTS_A_TURN = 100;
const IDLE_MS = 60_000;

interface Running {
  readonly worker: Worker;
  /** What the thread has been given. */
  readonly sent: Map<string, StoredObject>;
  readonly waiting: Map<number, { resolve(answer: ThreadAnswer): void; reject(reason: Error): void }>;
}

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
  readonly #start: () => Worker;
  #running: Running | null = null;
  /** Questions are asked one after the other, so that one that nobody waits for any more is never asked. */
  #turn: Promise<unknown> = Promise.resolve();
  #count = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(start: () => Worker = startWorker) {
    this.#start = start;
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

  /** How each object of the mesh kinds stands, by `objectKey`. */
  async statuses(
    { objects, suppress }: AskedMesh,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, ObjectStatus>> {
    const answer = await this.#answer('statuses', { kind: 'statuses', suppress }, { objects, signal });
    return answer.statuses;
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
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = null;
    await running?.worker.terminate();
  }

  #inTurn<T>(signal: AbortSignal | undefined, ask: (running: Running) => Promise<T>): Promise<T> {
    const answer = this.#turn.then(() => {
      signal?.throwIfAborted();
      if (this.#idle !== null) clearTimeout(this.#idle);
      this.#running ??= this.#started();
      return ask(this.#running);
    });
    this.#turn = answer.then(
      () => this.#rest(),
      () => this.#rest(),
    );
    return answer;
  }

  #rest(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  #started(): Running {
    const worker = this.#start();
    // A process that has nothing else to do ends.
    worker.unref();
    const running: Running = { worker, sent: new Map(), waiting: new Map() };
    const fail = (reason: Error) => {
      if (this.#running === running) this.#running = null;
      for (const { reject } of running.waiting.values()) reject(reason);
      running.waiting.clear();
    };
    worker.on('message', (answer: ThreadAnswer) => {
      const waiting = running.waiting.get(answer.request);
      running.waiting.delete(answer.request);
      if (answer.kind === 'failed') waiting?.reject(failureOf(answer));
      else waiting?.resolve(answer);
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('The thread that checks large texts ended.')));
    return running;
  }

  /** Asks when its turn has come, of the thread that has the objects by then. */
  #answer<Kind extends ThreadAnswer['kind']>(
    kind: Kind,
    question: Unnumbered<Exclude<ThreadQuestion, { kind: 'follow' }>>,
    { objects, signal }: { objects?: readonly StoredObject[]; signal: AbortSignal | undefined },
  ): Promise<Extract<ThreadAnswer, { kind: Kind }>> {
    return this.#inTurn(signal, async (running) => {
      if (objects !== undefined) await bringUpToDate(running, objects);
      const answer = await this.#ask(running, question);
      if (!isOfKind(answer, kind)) throw new Error('The thread answered something else.');
      return answer;
    });
  }

  #ask(
    running: Running,
    question: Unnumbered<Exclude<ThreadQuestion, { kind: 'follow' }>>,
  ): Promise<ThreadAnswer> {
    this.#count += 1;
    const request = this.#count;
    return new Promise((resolve, reject) => {
      running.waiting.set(request, { resolve, reject });
      running.worker.postMessage({ ...question, request });
    });
  }
}

function failureOf({ reason, fault }: Extract<ThreadAnswer, { kind: 'failed' }>): Error {
  if (fault === null) return new Error(reason);
  return new Fault(fault.code, reason, fault.hint === null ? {} : { hint: fault.hint });
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'request'> : never;

function isOfKind<Kind extends ThreadAnswer['kind']>(
  answer: ThreadAnswer,
  kind: Kind,
): answer is Extract<ThreadAnswer, { kind: Kind }> {
  return answer.kind === kind;
}

function startWorker(): Worker {
  return new Worker(new URL('./assess.worker.ts', import.meta.url));
}

/** Hands over what the thread does not have, in parts between which others are answered. */
async function bringUpToDate({ worker, sent }: Running, objects: readonly StoredObject[]): Promise<void> {
  const now = new Map(objects.map((object) => [objectKey(object.id), object]));
  const removed = [...sent.keys()].filter((key) => !now.has(key));
  const put = [...now].filter(([key, object]) => sent.get(key) !== object);
  if (removed.length > 0) worker.postMessage({ kind: 'follow', put: [], removed } satisfies ThreadQuestion);
  for (const key of removed) sent.delete(key);
  for (let at = 0; at < put.length; at += OBJECTS_A_TURN) {
    const part = put.slice(at, at + OBJECTS_A_TURN);
    const message: ThreadQuestion = {
      kind: 'follow',
      put: part.map(([, object]) => onItsWay(object)),
      removed: [],
    };
    worker.postMessage(message);
    for (const [key, object] of part) sent.set(key, object);
    await nextTurn();
  }
}

/** Copying the value of a large object takes this side as long as reading it takes the other. */
function onItsWay(object: StoredObject): SentObject {
  return object.text.length < LARGE_TEXT ? object : { ...object, value: null };
}

let shared: AssessThread | null = null;

/** The one thread of this process. */
export function assessThread(): AssessThread {
  shared ??= new AssessThread();
  return shared;
}
