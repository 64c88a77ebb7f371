/** Numbers for the flows of some rows, and what each of them said but for its rates. */
import type { Flow, RequestRow } from '@/lib/graph/traffic';
import { neverReachedAServer } from '@/lib/mesh/response-flags';
import type { TrafficRows } from './count-once';

/** What the rows of a flow say, as bits: that there are some of a kind, that something ran, that some of it arrived. */
export const SAID = {
  requests: 1,
  requestsRan: 2,
  requestsArrived: 4,
  tcp: 8,
  tcpRan: 16,
  messages: 32,
  messagesRan: 64,
} as const;

/** What decides how rows are counted and drawn. */
export interface Told {
  readonly numbers: ReadonlyMap<Flow, number>;
  /** By number, as bits of `SAID`. */
  readonly said: Uint8Array;
  /** Whether messages were told of at all, if only of none. */
  readonly hasMessages: boolean;
}

export interface Numbered {
  readonly told: Told;
  /** Of each row the number of its flow. */
  readonly requests: Int32Array;
  readonly tcp: Int32Array;
  readonly messages: Int32Array;
}

/** Numbers in the order in which the rows first tell of a flow. */
export function numberFlows(rows: TrafficRows): Numbered {
  const numbers = new Map<Flow, number>();
  for (const { flow } of everyRow(rows)) if (!numbers.has(flow)) numbers.set(flow, numbers.size);
  const numbered = numberedBy(numbers, rows);
  if (numbered === null) throw new Error('Every flow of the rows has a number.');
  return numbered;
}

/** By numbers that are known; null where the rows tell of other flows, or say something else of one. */
export function numberAsBefore(rows: TrafficRows, told: Told): Numbered | null {
  if (told.hasMessages !== (rows.messages !== null)) return null;
  const numbered = numberedBy(told.numbers, rows);
  return numbered !== null && isSame(numbered.told.said, told.said) ? numbered : null;
}

function* everyRow({ requests, tcp, messages }: TrafficRows): Generator<{ readonly flow: Flow }> {
  yield* requests;
  yield* tcp;
  yield* messages ?? [];
}

function numberedBy(numbers: Told['numbers'], { requests, tcp, messages }: TrafficRows): Numbered | null {
  const said = new Uint8Array(numbers.size);
  const of = <Row extends { readonly flow: Flow }>(rows: readonly Row[], bits: (row: Row) => number) => {
    const found = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as Row;
      const number = numbers.get(row.flow);
      if (number === undefined) return null;
      found[at] = number;
      said[number] = (said[number] as number) | bits(row);
    }
    return found;
  };
  const ofRequests = of(requests, requestBits);
  const ofTcp = of(tcp, (row) => (row.ratePerSecond > 0 ? SAID.tcp | SAID.tcpRan : SAID.tcp));
  const ofMessages = of(messages ?? [], (row) =>
    row.ratePerSecond > 0 ? SAID.messages | SAID.messagesRan : SAID.messages,
  );
  if (ofRequests === null || ofTcp === null || ofMessages === null) return null;
  const told = { numbers, said, hasMessages: messages !== null };
  return { told, requests: ofRequests, tcp: ofTcp, messages: ofMessages };
}

function requestBits({ ratePerSecond, flags }: RequestRow): number {
  if (!(ratePerSecond > 0)) return SAID.requests;
  const arrived = flags === '-' || !neverReachedAServer(flags);
  return SAID.requests | SAID.requestsRan | (arrived ? SAID.requestsArrived : 0);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
