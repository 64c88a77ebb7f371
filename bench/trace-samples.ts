/** A large trace as Jaeger sends it, for the benchmarks: seeded, ten attributes a span as instrumentation libraries write them. */
import { type PickParent, randomSpans, seededRandom } from '@/lib/traces/model/sample-trace';

export const TRACE_SEED = 7;

/** Parents lie near: the depth and width of real traces. */
export const nearParent: PickParent = (index, random) =>
  Math.max(0, index - 1 - Math.floor(random() * random() * Math.min(index, 3000)));

/** Eight children each, one after the other within their parent: what a caller waits for at every step. */
const FAN = 8;
export const eightEach: PickParent = (index) => Math.floor((index - 1) / FAN);

/** Start and duration, µs, that fit into each other in the shape of `eightEach`. */
function fittedTimes(count: number): { readonly start: Float64Array; readonly duration: Float64Array } {
  const start = new Float64Array(count);
  const duration = new Float64Array(count);
  start[0] = 1_790_000_000_000_000;
  duration[0] = count * 100;
  for (let index = 1; index < count; index += 1) {
    const parent = Math.floor((index - 1) / FAN);
    const width = (duration[parent] ?? 0) / FAN;
    start[index] = Math.round((start[parent] ?? 0) + ((index - 1) % FAN) * width + width * 0.05);
    duration[index] = Math.floor(width * 0.9);
  }
  return { start, duration };
}

const ENCODER = new TextEncoder();

/** The bytes of `/api/traces/{id}` in Jaeger's own JSON; about 885 a span. Made in parts, as no string may be that long. */
export function jaegerBytes(count: number, pick: PickParent = nearParent): Uint8Array<ArrayBuffer> {
  const random = seededRandom(TRACE_SEED);
  const parts: Uint8Array[] = [ENCODER.encode('{"data":[{"traceID":"1f","spans":[')];
  const services = new Set<string>();
  const fitted = pick === eightEach ? fittedTimes(count) : null;
  let text: string[] = [];
  for (const [index, span] of randomSpans(count, TRACE_SEED, pick).entries()) {
    services.add(span.service);
    const parent =
      span.parentSpanId === null ? [] : [{ refType: 'CHILD_OF', traceID: '1f', spanID: span.parentSpanId }];
    text.push(
      JSON.stringify({
        traceID: '1f',
        spanID: span.spanId,
        operationName: `${span.name}${Math.floor(random() * 40)}`,
        references: parent,
        startTime: fitted?.start[index] ?? Number(span.startNs / 1000n),
        duration: fitted?.duration[index] ?? span.durationNs / 1000,
        tags: tags(random, span.kind, span.status === 'error'),
        logs: [],
        processID: span.service,
        warnings: null,
      }),
    );
    if (text.length === 5000 || index === count - 1) {
      parts.push(ENCODER.encode(`${text.join(',')}${index === count - 1 ? '' : ','}`));
      text = [];
    }
  }
  const processes = [...services].map((name) => [
    name,
    { serviceName: name, tags: [{ key: 'host.name', type: 'string', value: 'node-1' }] },
  ]);
  parts.push(
    ENCODER.encode(`],"processes":${JSON.stringify(Object.fromEntries(processes))},"warnings":null}]}`),
  );
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** As `jaegerBytes`, but a span has nothing beside its times and its parent: about 190 bytes each. */
export function leanBytes(count: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [ENCODER.encode('{"data":[{"traceID":"1f","spans":[')];
  const { start, duration } = fittedTimes(count);
  let text: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = (Math.floor((index - 1) / FAN) + 1).toString(16).padStart(16, '0');
    const references =
      index === 0 ? '' : `"references":[{"refType":"CHILD_OF","traceID":"1f","spanID":"${parent}"}],`;
    text.push(
      `{"traceID":"1f","spanID":"${(index + 1).toString(16).padStart(16, '0')}","operationName":"step ${index % 97}",${references}"startTime":${start[index]},"duration":${duration[index]},"processID":"p${index % 12}"}`,
    );
    if (text.length === 20_000 || index === count - 1) {
      parts.push(ENCODER.encode(`${text.join(',')}${index === count - 1 ? '' : ','}`));
      text = [];
    }
  }
  const processes = Array.from({ length: 12 }, (_, at) => `"p${at}":{"serviceName":"service-${at}"}`);
  parts.push(ENCODER.encode(`],"processes":{${processes.join(',')}}}]}`));
  return joined(parts);
}

interface Tag {
  readonly key: string;
  readonly type: string;
  readonly value: string | number | boolean;
}

function tags(random: () => number, kind: string, isError: boolean): Tag[] {
  const whole = (below: number): number => Math.floor(random() * below);
  const text = (key: string, value: string): Tag => ({ key, type: 'string', value });
  return [
    text('http.request.method', whole(3) === 0 ? 'POST' : 'GET'),
    { key: 'http.response.status_code', type: 'int64', value: whole(20) === 0 ? 503 : 200 },
    text('url.path', `/api/v1/orders/${whole(100_000)}`),
    text('server.address', `service-${whole(12)}.shop.svc.cluster.local`),
    text('network.peer.address', `10.0.${whole(256)}.${whole(256)}`),
    text('user_agent.original', 'Go-http-client/1.1'),
    { key: 'thread.id', type: 'int64', value: whole(64) },
    text('app.request_id', `${whole(2 ** 31).toString(16)}-${whole(2 ** 31).toString(16)}`),
    text('span.kind', kind),
    ...(isError ? [{ key: 'error', type: 'bool', value: true }] : []),
  ];
}
