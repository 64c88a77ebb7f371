/**
 * A thread that answers what would keep everybody else waiting. It keeps a copy of the mesh, is given what changed in it
 * before each question, and ends when nobody has asked for a while.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { objectKey } from '@/lib/config/identity';
import { isLargeObject } from '@/lib/config/large-object';
import type { StoredObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import type { FromThread, SentObject, ToThread } from './messages';

/** Objects handed over before others get their turn; ordinary ones are some kilobytes. */
const OBJECTS_A_TURN = 100;
const IDLE_MS = 60_000;

interface Running<Answer> {
  readonly worker: Worker;
  /** What the thread has been given. */
  readonly sent: Map<string, StoredObject>;
  readonly waiting: Map<number, { resolve(answer: Answer): void; reject(reason: Error): void }>;
}

/** `Question` and `Answer` are copied from one side to the other, as values. */
export class MeshThread<Question, Answer> {
  readonly #start: () => Worker;
  #running: Running<Answer> | null = null;
  /** Questions are asked one after the other, so that one that nobody waits for any more is never asked. */
  #turn: Promise<unknown> = Promise.resolve();
  #count = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /**
   * Asks when its turn has come, of the thread that has the objects by then; left out = what it has will do. Throws
   * when `signal` aborts before, when the thread fails, and the `Fault` of who asked.
   */
  ask(
    question: Question,
    { objects, signal }: { objects?: readonly StoredObject[]; signal: AbortSignal | undefined },
  ): Promise<Answer> {
    return this.#inTurn(signal, async (running) => {
      if (objects !== undefined) await bringUpToDate(running, objects);
      this.#count += 1;
      const request = this.#count;
      return new Promise((resolve, reject) => {
        running.waiting.set(request, { resolve, reject });
        running.worker.postMessage({ kind: 'ask', request, question } satisfies ToThread<Question>);
      });
    });
  }

  /** Ends the thread; the next question starts another. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = null;
    await running?.worker.terminate();
  }

  #inTurn<T>(signal: AbortSignal | undefined, ask: (running: Running<Answer>) => Promise<T>): Promise<T> {
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

  #started(): Running<Answer> {
    const worker = this.#start();
    // A process that has nothing else to do ends.
    worker.unref();
    const running: Running<Answer> = { worker, sent: new Map(), waiting: new Map() };
    const fail = (reason: Error) => {
      if (this.#running === running) this.#running = null;
      for (const { reject } of running.waiting.values()) reject(reason);
      running.waiting.clear();
    };
    worker.on('message', (message: FromThread<Answer>) => {
      const waiting = running.waiting.get(message.request);
      running.waiting.delete(message.request);
      if (message.kind === 'failed') waiting?.reject(failureOf(message));
      else waiting?.resolve(message.answer);
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('The thread for large texts ended.')));
    return running;
  }
}

function failureOf({ reason, fault }: Extract<FromThread<unknown>, { kind: 'failed' }>): Error {
  if (fault === null) return new Error(reason);
  return new Fault(fault.code, reason, fault.hint === null ? {} : { hint: fault.hint });
}

/** Hands over what the thread does not have, in parts between which others are answered. */
async function bringUpToDate(
  { worker, sent }: Pick<Running<unknown>, 'worker' | 'sent'>,
  objects: readonly StoredObject[],
): Promise<void> {
  const now = new Map(objects.map((object) => [objectKey(object.id), object]));
  const removed = [...sent.keys()].filter((key) => !now.has(key));
  const put = [...now].filter(([key, object]) => sent.get(key) !== object);
  if (removed.length > 0) worker.postMessage({ kind: 'follow', put: [], removed } satisfies ToThread<never>);
  for (const key of removed) sent.delete(key);
  for (let at = 0; at < put.length; at += OBJECTS_A_TURN) {
    const part = put.slice(at, at + OBJECTS_A_TURN);
    const message: ToThread<never> = {
      kind: 'follow',
      put: part.map(([, object]) => onItsWay(object)),
      removed: [],
    };
    worker.postMessage(message);
    for (const [key, object] of part) sent.set(key, object);
    await nextTurn();
  }
}

function onItsWay(object: StoredObject): SentObject {
  const { id, apiVersion, version, origin, value } = object;
  const isLarge = isLargeObject(object);
  if (object.isRendered) {
    const sent = isLarge ? JSON.stringify(value) : value;
    return { id, apiVersion, version, origin, made: { from: 'value', value: sent } };
  }
  const { text } = object;
  return { id, apiVersion, version, origin, made: { from: 'text', text, value: isLarge ? null : value } };
}
