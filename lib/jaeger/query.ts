/** A trace search as each API spells it. Durations are Go's (`1500us`), which both take. */
import 'server-only';
import type { TraceQuery } from '@/lib/traces/search';

/** API v1: microseconds, tags as one JSON object. It answers only with a service. */
export function searchParametersV1(query: TraceQuery): URLSearchParams {
  const parameters = new URLSearchParams({
    ...(query.service !== null && { service: query.service }),
    start: String(Math.floor(query.startUs)),
    end: String(Math.ceil(query.endUs)),
    limit: String(query.limit),
  });
  if (query.operation !== null) parameters.set('operation', query.operation);
  if (query.minDurationUs !== null) parameters.set('minDuration', goDuration(query.minDurationUs));
  if (query.maxDurationUs !== null) parameters.set('maxDuration', goDuration(query.maxDurationUs));
  if (Object.keys(query.tags).length > 0) parameters.set('tags', JSON.stringify(query.tags));
  return parameters;
}

/**
 * API v3 in snake case with `num_traces`: every server takes these names, while camel case exists since 2.19 only
 * and `search_depth` is not known to 2.13 (both tried on real servers).
 */
export function searchParametersV3(query: TraceQuery): URLSearchParams {
  const parameters = new URLSearchParams({
    ...(query.service !== null && { 'query.service_name': query.service }),
    'query.start_time_min': rfc3339(Math.floor(query.startUs)),
    'query.start_time_max': rfc3339(Math.ceil(query.endUs)),
    'query.num_traces': String(query.limit),
  });
  if (query.operation !== null) parameters.set('query.operation_name', query.operation);
  if (query.minDurationUs !== null) parameters.set('query.duration_min', goDuration(query.minDurationUs));
  if (query.maxDurationUs !== null) parameters.set('query.duration_max', goDuration(query.maxDurationUs));
  if (Object.keys(query.tags).length > 0) parameters.set('query.attributes', JSON.stringify(query.tags));
  return parameters;
}

function goDuration(microseconds: number): string {
  return `${Math.round(microseconds * 1000)}ns`;
}

/** With all six digits: JavaScript's own dates stop at milliseconds. */
function rfc3339(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1e6);
  const fraction = String(microseconds - seconds * 1e6).padStart(6, '0');
  return new Date(seconds * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
}
