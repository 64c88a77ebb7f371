/** Which spans a source finds a trace by: what it was asked, judged here. Tells to which page of a search a trace belongs. */

import { readerOf } from '@/lib/traces/language/read-field';
import { eventsOf } from '@/lib/traces/model/read-row';
import { SPAN_STATUSES } from '@/lib/traces/model/span';
import { nameOf, serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';
import type { ServerTerms } from './plan';

const ERROR = SPAN_STATUSES.indexOf('error');

/** Whether one of those spans starts between two instants, Unix µs, both included. */
export function servedBetween(trace: Trace, terms: ServerTerms, fromUs: number, toUs: number): boolean {
  const services = new Set(terms.services);
  const tags = Object.entries(terms.tags).map(([key, value]) => tagTest(trace, key, value));
  for (let row = 0; row < trace.count; row += 1) {
    const startUs = startUnixUs(trace, row);
    if (startUs < fromUs || startUs > toUs) continue;
    if (services.size > 0 && !services.has(serviceOf(trace, row))) continue;
    if (terms.operation !== null && nameOf(trace, row) !== terms.operation) continue;
    const durationUs = (trace.durationNs[row] ?? 0) / 1000;
    if (durationUs < (terms.minUs ?? 0) || durationUs > (terms.maxUs ?? Number.POSITIVE_INFINITY)) continue;
    if (tags.every((test) => test(row))) return true;
  }
  return false;
}

/** As Jaeger compares: texts, on the span, its resource or its events; `error` is the status too. */
export function tagTest(trace: Trace, key: string, value: string): (row: number) => boolean {
  const read = readerOf(trace, { kind: 'attribute', level: 'any', key });
  const has = (values: readonly unknown[]) => values.some((one) => String(one) === value);
  return (row) => {
    if (key === 'error' && (trace.status[row] === ERROR) === (value === 'true')) return true;
    if (has(read(row))) return true;
    return eventsOf(trace, row).some((event) => String(event.attributes[key]) === value);
  };
}
