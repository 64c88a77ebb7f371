/** Reads the parameters of Jaeger's two search APIs. Throws `BadQuery` with Jaeger's kind of message. */
import type { TraceSearch } from './search';

export class BadQuery extends Error {}

const DEFAULT_LIMIT = 100;
const TWO_DAYS_US = 2 * 86_400 * 1e6;

/** API v1: microseconds, `tags` as JSON (repeatable), `tag=key:value`. */
export function readSearchV1(parameters: URLSearchParams, nowUs: number): TraceSearch {
  const service = parameters.get('service');
  if (service === null || service === '') throw new BadQuery("parameter 'service' is required");
  const tags: Record<string, string> = {};
  for (const text of parameters.getAll('tags')) Object.assign(tags, readTags(text));
  for (const text of parameters.getAll('tag')) {
    const colon = text.indexOf(':');
    if (colon < 0) throw new BadQuery(`malformed 'tag' parameter, expecting key:value, received: ${text}`);
    tags[text.slice(0, colon)] = text.slice(colon + 1);
  }
  return checked({
    service,
    operation: textOrNull(parameters.get('operation')),
    tags,
    minDurationUs: durationUs(parameters.get('minDuration')),
    maxDurationUs: durationUs(parameters.get('maxDuration')),
    startUs: whole(parameters.get('start'), 'start') ?? nowUs - TWO_DAYS_US,
    endUs: whole(parameters.get('end'), 'end') ?? nowUs,
    limit: whole(parameters.get('limit'), 'limit') ?? DEFAULT_LIMIT,
  });
}

/** API v3: RFC 3339 times, both in snake case (all versions) and in camel case (since 2.19). */
export function readSearchV3(parameters: URLSearchParams): TraceSearch {
  const get = (snake: string, camel: string) =>
    textOrNull(parameters.get(`query.${snake}`) ?? parameters.get(`query.${camel}`));
  const attributes = get('attributes', 'attributes');
  const depth = parameters.get('query.num_traces') ?? parameters.get('query.searchDepth');
  return checked({
    service: get('service_name', 'serviceName'),
    operation: get('operation_name', 'operationName'),
    tags: attributes === null ? {} : readTags(attributes),
    minDurationUs: durationUs(get('duration_min', 'durationMin')),
    maxDurationUs: durationUs(get('duration_max', 'durationMax')),
    startUs: timeUs(get('start_time_min', 'startTimeMin'), 'query.start_time_min'),
    endUs: timeUs(get('start_time_max', 'startTimeMax'), 'query.start_time_max'),
    limit: whole(depth, 'query.num_traces') ?? DEFAULT_LIMIT,
  });
}

function checked(search: TraceSearch): TraceSearch {
  const { minDurationUs, maxDurationUs } = search;
  if (minDurationUs !== null && maxDurationUs !== null && maxDurationUs < minDurationUs) {
    throw new BadQuery("'maxDuration' should be greater than 'minDuration'");
  }
  return search;
}

function textOrNull(text: string | null): string | null {
  return text === null || text === '' ? null : text;
}

function readTags(text: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadQuery(`malformed 'tags' parameter, cannot unmarshal JSON: ${text}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadQuery("malformed 'tags' parameter, expecting a JSON object of strings");
  }
  return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}

function whole(text: string | null, name: string): number | null {
  if (text === null || text === '') return null;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new BadQuery(`unable to parse param '${name}': ${text}`);
  return number;
}

const UNIT_US: Readonly<Record<string, number>> = {
  ns: 0.001,
  us: 1,
  µs: 1,
  ms: 1000,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
};

/** A duration as Go writes it, `1.5s` or `1h2m`. */
export function durationUs(text: string | null): number | null {
  if (text === null || text === '') return null;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text))
    throw new BadQuery(`unable to parse duration: ${text}`);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_US[unit ?? ''] ?? 0);
  }
  return total;
}

/** Microseconds; JavaScript's own dates stop at milliseconds. */
function timeUs(text: string | null, name: string): number {
  if (text === null) throw new BadQuery(`${name} is required`);
  const [, seconds, fraction = '', zone] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  if (seconds === undefined || zone === undefined) throw new BadQuery(`malformed parameter ${name}: ${text}`);
  return Date.parse(`${seconds}${zone}`) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1e6);
}
