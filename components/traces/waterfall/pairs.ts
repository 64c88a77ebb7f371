/**
 * A call is recorded twice: by the client and by the server. Where the server's span is all that the client's holds, both
 * are one line of the waterfall. Pure.
 */
import { attributeOf } from '@/lib/traces/model/read-row';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { ASYNCHRONOUS, hasFlag, SERVER_HALF, type Trace } from '@/lib/traces/model/trace';

const CLIENT = SPAN_KINDS.indexOf('client');
const SERVER = SPAN_KINDS.indexOf('server');

/** One mark per row: 1 = the server's half of a call whose client's half is the row before it. */
export function serverHalves(trace: Trace): Uint8Array {
  const { parent, size, kind, count } = trace;
  const marks = new Uint8Array(count);
  for (let row = 1; row < count; row += 1) {
    const client = row - 1;
    if (parent[row] !== client || (size[client] ?? 0) !== (size[row] ?? 0) + 1) continue;
    if (kind[client] !== CLIENT || kind[row] !== SERVER || hasFlag(trace, row, ASYNCHRONOUS)) continue;
    // The same service twice is no call over the network, unless both halves share one id.
    if (trace.service[client] === trace.service[row] && !hasFlag(trace, row, SERVER_HALF)) continue;
    marks[row] = 1;
  }
  return marks;
}

/** The level of each row when both halves of a call stand on one. */
export function pairedDepth(trace: Trace, halves: Uint8Array): Int32Array<ArrayBuffer> {
  const depth = new Int32Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    if (parent >= 0) depth[row] = (depth[parent] ?? 0) + 1 - (halves[row] ?? 0);
  }
  return depth;
}

const PRODUCER = SPAN_KINDS.indexOf('producer');
/** https://opentelemetry.io/docs/specs/semconv/: what a span says of the other side, the plainest first. */
const PEER_KEYS = ['peer.service', 'db.system.name', 'db.system', 'messaging.system'];

/** Who was called by a span below which nobody recorded anything; null where a span is no call, or the callee is here. */
export function uninstrumentedPeer(trace: Trace, row: number): string | null {
  const kind = trace.kind[row];
  if ((trace.size[row] ?? 1) > 1 || (kind !== CLIENT && kind !== PRODUCER)) return null;
  for (const key of PEER_KEYS) {
    const value = attributeOf(trace, row, key);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
