/**
 * What is answered, and what the two proxies of a call see of it when somebody stops waiting. Flags are in the order
 * in which Envoy writes them
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-flags).
 */
import type { Call, Failure } from '@/demo/world/behaviour';
import type { Answer, Attempt, Hop } from './hop';

export interface Served {
  readonly attempt: Attempt;
  /** What the server would have answered, had nobody given up. */
  readonly answer: Answer;
  readonly fullMs: number;
}

export const GAVE_UP: Answer = { code: 0, grpcStatus: '', flags: 'DC' };
/** Answers that were already on their way when the client gave up stay what they were. */
const IN_FLIGHT = 1.08;

/** What a proxy answers by itself; to a gRPC client it sends HTTP 200 with the gRPC status that fits. */
export function localAnswer(call: Call, status: number, flag: string): Answer {
  if (call.protocol !== 'grpc') return { code: status, grpcStatus: '', flags: flag };
  const grpcStatus = status === 404 ? '12' : status === 502 || status === 503 || status === 504 ? '14' : '2';
  return { code: 200, grpcStatus, flags: flag };
}

export function success(call: Call): Answer {
  const code = call.protocol === 'http' && call.method === 'POST' && call.path === '/orders' ? 201 : 200;
  return { code, grpcStatus: call.protocol === 'grpc' ? '0' : '', flags: '-' };
}

export function failed(call: Call, failure: Failure): Answer {
  if (call.protocol !== 'grpc') return { code: failure.code, grpcStatus: '', flags: failure.flags ?? '-' };
  return { code: 200, grpcStatus: String(failure.grpcStatus ?? 13), flags: '-' };
}

/** What the client's proxy sees of a server's answer; the flags of the other proxy do not travel. */
export function forClient(answer: Answer): Answer {
  if (answer.code === 0) return { ...answer, code: 503, flags: 'UC' };
  return answer.flags === '-' ? answer : { ...answer, flags: '-' };
}

/** The order in which Envoy writes the flags of one answer. */
const FLAG_ORDER = ['UH', 'UT', 'UC', 'UO', 'NR', 'DI', 'FI', 'DC', 'URX', 'NC'];

export function flagged(answer: Answer, flag: string | null): Answer {
  if (flag === null) return answer;
  const flags = answer.flags === '-' ? [flag] : [...answer.flags.split(','), flag];
  flags.sort((one, other) => FLAG_ORDER.indexOf(one) - FLAG_ORDER.indexOf(other));
  return { ...answer, flags: flags.join(',') };
}

/** The server's side of a try that its client no longer waited for. */
export function cut(served: Served, limitMs: number): Attempt {
  if (served.fullMs <= limitMs * IN_FLIGHT) return served.attempt;
  const durationMs = Math.max(0, limitMs);
  return { ...served.attempt, durationMs, answer: { ...GAVE_UP }, responseBytes: 0 };
}

/** The application hangs up after its patience: no answer is sent, and the server sees its client go. */
export function withPatience(hop: Hop): Hop {
  const { patienceMs } = hop.call;
  if (patienceMs === undefined || hop.durationMs <= patienceMs) return hop;
  const endMs = hop.startMs + patienceMs;
  const attempts = hop.attempts
    .filter((attempt) => attempt.startMs < endMs)
    .map((attempt) =>
      attempt.startMs + attempt.durationMs <= endMs
        ? attempt
        : { ...attempt, durationMs: endMs - attempt.startMs, answer: GAVE_UP, responseBytes: 0 },
    );
  const delayed = hop.answer.flags.split(',').includes('DI');
  return {
    ...hop,
    attempts,
    durationMs: patienceMs,
    answer: flagged(GAVE_UP, delayed ? 'DI' : null),
    responseBytes: 0,
  };
}
