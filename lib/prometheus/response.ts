/**
 * Reads the JSON of Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/). Results of
 * tens of thousands of rows are parsed in slices, so that the event loop is never held for long; guards are written
 * by hand, because a schema library costs more than the parsing itself.
 */
import 'server-only';
import { isAscii } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '@/lib/mesh/fault';
import { LabelSets, type Labels } from './label-sets';
import { rowPieces } from './row-pieces';
import type { TextAnswer } from './transport';

export type { Labels } from './label-sets';

/** One element of a result: `value` or `histogram` of a vector, `values` or `histograms` of a matrix. */
export interface WireRow {
  readonly metric: Labels;
  readonly value?: readonly [seconds: number, value: string];
  readonly values?: readonly (readonly [seconds: number, value: string])[];
  /** A native histogram, still to be read: see native-histogram.ts. */
  readonly histogram?: readonly [seconds: number, histogram: unknown];
  readonly histograms?: readonly (readonly [seconds: number, histogram: unknown])[];
}

export interface ResultSummary {
  readonly resultType: string;
  /** Warnings and infos; the result is incomplete or doubtful where there are warnings. */
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

const labelSets = new LabelSets();

const TURN_MS = 2;
const MOST_CACHED_BYTES = 16 * 1024 * 1024;

// A quotation mark inside a JSON string has a backslash before it, so none of these can stand inside a label value.
const BETWEEN_ROWS = ']},{"metric":{';
const BEFORE_ROWS = '"result":[';
// The last row ends with a value or with a histogram, inside which its list of buckets looks much the same: after the
// rows comes another field or the end of the data, never the next sample.
const AFTER_ROWS = /\w"(?:\]\]?|(?:\]\])?\}\]\]?)\}\](?=,"|\}(?!\]))/g;

/**
 * Hands every row of a query's result to `onRow`, and returns what stands around them.
 * Throws `Fault`: `source-rejected` with Prometheus' own message, `source-timeout`, `source-unreachable`
 * (a gateway's answer), `source-bad-data`.
 */
export async function readResult(
  answer: TextAnswer,
  base: string,
  onRow: (row: WireRow) => void,
): Promise<ResultSummary> {
  assertJson(answer, base);
  const head = headOf(answer.text);
  if (head === null) return readWhole(answer, base, onRow);
  const isVector = head.includes('"resultType":"vector"');
  const chunks = answer.chunks ?? [Buffer.from(answer.text)];
  // The tables of label sets serve answers that come again and again; a huge one would only push the others out.
  const bytesInAll = chunks.reduce((sum, { length }) => sum + length, 0);
  const cached = isVector && bytesInAll <= MOST_CACHED_BYTES;
  let turnEnds = performance.now() + TURN_MS;
  for (const { bytes, isFirst, isLast } of rowPieces(chunks)) {
    const ascii = isAscii(bytes);
    // A third faster, and right whenever there is nothing outside ASCII.
    const text = ascii ? bytes.toString('latin1') : bytes.toString();
    const from = isFirst ? head.length : 1;
    const end = isLast ? endOfRows(text) : text.length - 1;
    if (end === null) throw badData(base, 'its rows have no end');
    const read = cached && ascii ? labelSets.readRows(text, bytes, from, end, onRow) : from;
    if (read < end) {
      const isWhole = read === 1 && end === text.length - 1;
      const rows = parse(isWhole ? text : `[${text.slice(read, end)}]`, base) as unknown[];
      for (const row of rows) onRow(checkedRow(row, base));
    }
    if (isLast) {
      const rest = envelope(parse(head + text.slice(end), base), answer, base);
      return summary(rest.data, rest, base);
    }
    if (performance.now() > turnEnds) {
      await nextTurn();
      turnEnds = performance.now() + TURN_MS;
    }
  }
  throw badData(base, 'it is empty');
}

/** Reads an answer that is no query result: names of labels, series, metadata, configuration. */
export function readData(answer: TextAnswer, base: string): { data: unknown; warnings: readonly string[] } {
  assertJson(answer, base);
  const whole = envelope(parse(wholeText(answer), base), answer, base);
  return { data: whole.data, warnings: texts(whole.warnings) };
}

/** What stands before the rows, when the answer is written as Prometheus writes it; null = parse it as a whole. */
function headOf(text: string): string | null {
  const before = text.indexOf(BEFORE_ROWS);
  // Beyond a short head it would be a coincidence inside other data.
  if (before === -1 || before > 200 || !text.startsWith('{"status":"success"')) return null;
  const start = before + BEFORE_ROWS.length;
  return text.startsWith('{"metric":{', start) ? text.slice(0, start) : null;
}

/** Where the rows end in the last piece. */
function endOfRows(text: string): number | null {
  AFTER_ROWS.lastIndex = Math.max(0, text.lastIndexOf(BETWEEN_ROWS));
  return AFTER_ROWS.test(text) ? AFTER_ROWS.lastIndex - 1 : null;
}

/** The text of the whole body. */
function wholeText({ text, chunks }: TextAnswer): string {
  return chunks === null ? text : Buffer.concat(chunks).toString();
}

function readWhole(answer: TextAnswer, base: string, onRow: (row: WireRow) => void): ResultSummary {
  const whole = envelope(parse(wholeText(answer), base), answer, base);
  const data = whole.data;
  if (!isRecord(data)) throw badData(base, 'it has no "data"');
  const result = data.result;
  if (data.resultType === 'scalar' && Array.isArray(result)) {
    onRow(checkedRow({ metric: {}, value: result }, base));
  } else if (Array.isArray(result)) {
    for (const row of result) onRow(checkedRow(row, base));
  } else throw badData(base, '"result" is no list');
  return summary(data, whole, base);
}

function summary(data: unknown, whole: Record<string, unknown>, base: string): ResultSummary {
  if (!isRecord(data) || typeof data.resultType !== 'string') throw badData(base, 'it has no "resultType"');
  // VictoriaMetrics says so where Thanos writes a warning.
  const partial = whole.isPartial === true ? ['The store says that its answer is partial.'] : [];
  const warnings = [...texts(whole.warnings), ...partial];
  return { resultType: data.resultType, warnings, infos: texts(whole.infos) };
}

function checkedRow(row: unknown, base: string): WireRow {
  if (!isRecord(row) || !isRecord(row.metric)) throw badData(base, 'a row of the result has no "metric"');
  const labels = row.metric;
  for (const name in labels) {
    if (typeof labels[name] !== 'string') throw badData(base, `the label "${name}" is no text`);
  }
  const good =
    row.value === undefined ? Array.isArray(row.values) && row.values.every(isSample) : isSample(row.value);
  // Native histograms alone have these instead.
  if (!good && row.histogram === undefined && row.histograms === undefined) {
    throw badData(base, 'a row of the result has no "value"');
  }
  return row as unknown as WireRow;
}

function isSample(sample: unknown): boolean {
  return Array.isArray(sample) && typeof sample[0] === 'number' && typeof sample[1] === 'string';
}

/** `NaN`, `+Inf` and `-Inf` are values in Prometheus; anything else that is no number is NaN too. */
export function numberOf(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return text === '' ? Number.NaN : Number(text);
}

function envelope(parsed: unknown, answer: TextAnswer, base: string): Record<string, unknown> {
  if (!isRecord(parsed)) throw badData(base, 'it is no object');
  if (parsed.status === 'success') return parsed;
  if (parsed.status !== 'error') throw badData(base, 'it has no "status"');
  const message = typeof parsed.error === 'string' ? parsed.error : 'no reason given';
  if (parsed.errorType === 'timeout' || parsed.errorType === 'canceled') {
    throw new Fault('source-timeout', `Prometheus at ${base} gave up on a query: ${message}.`, {
      source: 'prometheus',
      hint: 'Choose a shorter window or fewer namespaces.',
    });
  }
  throw rejected(base, answer.status, message);
}

/** Pages, redirects and gateways answer too; what they say must not be taken for a result. */
function assertJson(answer: TextAnswer, base: string): void {
  const expected = answer.status < 300 ? /^\s*\{/ : /^\s*\{\s*"status"/;
  if (expected.test(answer.text)) return;
  const excerpt = answer.text.replace(/\s+/g, ' ').trim().slice(0, 200);
  if (answer.status >= 300 && answer.status < 400) {
    throw badData(
      base,
      `it is a redirect to ${answer.location ?? 'nowhere'}`,
      'Set PERIPLUS_PROMETHEUS_URL to the final address.',
    );
  }
  if (answer.status >= 500 && answer.status !== NOT_IMPLEMENTED) {
    throw new Fault(
      'source-unreachable',
      `Prometheus at ${base} answered HTTP ${answer.status}: ${excerpt || 'nothing'}`,
      {
        source: 'prometheus',
        hint: 'It may be starting or overloaded, or the proxy in front of it cannot reach it. Try again shortly.',
      },
    );
  }
  if (answer.status === 401 || answer.status === 403 || answer.status === 429) {
    throw rejected(base, answer.status, excerpt);
  }
  const what = /^\s*</.test(answer.text) ? 'it is a web page' : `it is no JSON (HTTP ${answer.status})`;
  throw badData(base, what, 'Check the path in PERIPLUS_PROMETHEUS_URL: below it must be /api/v1/query.');
}

function rejected(base: string, status: number, message: string): Fault {
  const byStatus: Readonly<Record<number, string>> = {
    401: 'Check PERIPLUS_PROMETHEUS_TOKEN or user and password.',
    403: 'The credentials given to Periplus may not read these metrics.',
    429: 'It limits how much may be asked; wait, or raise the limit there.',
    422: 'Choose a shorter window or fewer namespaces.',
  };
  return new Fault('source-rejected', `Prometheus at ${base} refused a query (HTTP ${status}): ${message}`, {
    source: 'prometheus',
    hint: byStatus[status] ?? "The message is Prometheus' own.",
  });
}

function parse(text: string, base: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badData(
      base,
      `it is broken JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'})`,
    );
  }
}

function badData(
  base: string,
  why: string,
  hint = 'Check that the address is Prometheus itself or a store that speaks its API.',
): Fault {
  return new Fault('source-bad-data', `The answer of Prometheus at ${base} cannot be used: ${why}.`, {
    source: 'prometheus',
    hint,
  });
}

/** Of stores that lack a part of the API. */
const NOT_IMPLEMENTED = 501;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}
