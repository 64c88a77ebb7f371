/** Reads `GET /api/v3/trace-summaries` (since 2.19): traces without their spans. Numbers of 64 bits are decimal texts. */
import 'server-only';
import { traceIdOf } from '@/lib/traces/reading/identifiers';
import { UNKNOWN_SERVICE } from '@/lib/traces/reading/span-facts';
import type { TraceDigest } from '@/lib/traces/search';
import { type Fields, fieldsOf, integerOf, listOf, numberOf, textOf } from './guards';

/** The summaries with a usable id; where none matched, the key itself is absent. */
export function readSummariesV3(body: unknown): TraceDigest[] {
  return listOf(fieldsOf(body).summaries).flatMap((entry) => readSummary(fieldsOf(entry)));
}

function readSummary(raw: Fields): TraceDigest[] {
  const traceId = traceIdOf(raw.traceId);
  if (traceId === null) return [];
  const start = integerOf(raw.minStartTimeUnixNano) ?? 0n;
  const end = integerOf(raw.maxEndTimeUnixNano) ?? start;
  return [
    {
      traceId,
      rootService: textOf(raw.rootServiceName) ?? UNKNOWN_SERVICE,
      rootName: textOf(raw.rootOperationName) ?? '',
      startUs: Number(start / 1000n),
      durationUs: Math.max(0, Number(end - start) / 1000),
      spans: count(raw.spanCount),
      failedSpans: count(raw.errorSpanCount),
      orphans: count(raw.orphanSpanCount),
      services: listOf(raw.services).flatMap((entry) => {
        const { name, spanCount, errorSpanCount } = fieldsOf(entry);
        return typeof name === 'string'
          ? [{ name, spans: count(spanCount), failedSpans: count(errorSpanCount) }]
          : [];
      }),
    },
  ];
}

/** Zero-valued fields are left out. */
function count(value: unknown): number {
  return Math.max(0, numberOf(value) ?? 0);
}
