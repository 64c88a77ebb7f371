/** Which spans failed, for all spans of a trace at once: each distinct code is judged once. */
import { codeFailed, GRPC_NAMES, HTTP_NAMES } from '@/lib/traces/span-status';
import { SPAN_STATUSES } from './span';
import type { SpanColumns } from './span-columns';

const UNSET = SPAN_STATUSES.indexOf('unset');
const ERROR = SPAN_STATUSES.indexOf('error');

/** 1 where the span at a position failed; the rule is `spanFailed`'s. */
export function failedPositions(columns: SpanColumns): Uint8Array {
  const failed = new Uint8Array(columns.count);
  const status = columns.status.data;
  const isFailure = new Map<number, boolean>();
  const rankOf = ranks(columns.keys.list);
  const { offset, key, value } = columns.attributes;
  for (let at = 0; at < failed.length; at += 1) {
    if (status[at] !== UNSET) {
      failed[at] = status[at] === ERROR ? 1 : 0;
      continue;
    }
    // Of several names of one code the first in the list counts.
    let http = -1;
    let httpRank = 0;
    let grpc = -1;
    let grpcRank = 0;
    const end = offset.data[at + 1] ?? 0;
    for (let entry = offset.data[at] ?? 0; entry < end; entry += 1) {
      const rank = rankOf[key.data[entry] ?? 0] ?? 0;
      if (rank > httpRank) {
        httpRank = rank;
        http = value.data[entry] ?? -1;
      } else if (rank < grpcRank) {
        grpcRank = rank;
        grpc = value.data[entry] ?? -1;
      }
    }
    if (
      (http >= 0 && judged(columns, isFailure, http, true)) ||
      (grpc >= 0 && judged(columns, isFailure, grpc, false))
    )
      failed[at] = 1;
  }
  return failed;
}

/** By key: above 0 for a name of the HTTP code, below 0 for one of gRPC's, further from 0 the more it counts. */
function ranks(keys: readonly string[]): Int8Array {
  return Int8Array.from(keys, (key) => {
    const http = HTTP_NAMES.indexOf(key);
    if (http >= 0) return HTTP_NAMES.length - http;
    const grpc = GRPC_NAMES.indexOf(key);
    return grpc >= 0 ? grpc - GRPC_NAMES.length : 0;
  });
}

function judged(
  columns: SpanColumns,
  known: Map<number, boolean>,
  valueId: number,
  isHttp: boolean,
): boolean {
  const slot = valueId * 2 + (isHttp ? 1 : 0);
  let failure = known.get(slot);
  if (failure === undefined) {
    failure = codeFailed(columns.values.textOf(valueId), isHttp);
    known.set(slot, failure);
  }
  return failure;
}
