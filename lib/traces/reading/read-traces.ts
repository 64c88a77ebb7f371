/**
 * Traces from the bytes of a file or an answer: Jaeger's own JSON (API v1), OTLP JSON (plain, in the envelope of Jaeger's
 * API v3, or Tempo's batches), one document or one per line. Runs in a worker, on the server and in tests alike.
 */
import { Fault } from '@/lib/mesh/fault';
import { type ArrangeOptions, arrangeTrace } from '@/lib/traces/model/arrange';
import type { SpanColumns } from '@/lib/traces/model/span-columns';
import type { Trace } from '@/lib/traces/model/trace';
import { readJaegerTrace } from './jaeger-spans';
import { JsonBytes, JsonProblem } from './json-bytes';
import { readResourceSpans } from './otlp-spans';
import { JAEGER_ROLES, OTLP_ROLES, type TraceSink } from './trace-sink';
import { TraceSinks } from './trace-sinks';

/** A million spans of 750 bytes, and some room. What is larger is refused before it is read. */
export const MOST_BYTES = 900_000_000;

export interface ReadTraces {
  /** In the order in which they first appear; a trace of which only the id is told has no spans. */
  readonly columns: readonly SpanColumns[];
  /** What the server could not do for a part of the answer. */
  readonly errors: readonly string[];
}

/** Throws `Fault` with a sentence for what is no trace: `source-bad-data`, or `too-large`. */
export function readTraces(bytes: Uint8Array, options: ArrangeOptions = {}): Trace[] {
  return readColumns(bytes).columns.map((columns) => arrangeTrace(columns, options));
}

/** As `readTraces`, before the spans are put in order. */
export function readColumns(bytes: Uint8Array): ReadTraces {
  if (bytes.length > MOST_BYTES) throw tooLarge(bytes.length);
  const json = new JsonBytes(bytes);
  const document = new TraceDocument(json);
  try {
    document.readAll();
  } catch (error) {
    throw error instanceof JsonProblem ? unreadable(error, json) : error;
  }
  return document.finish();
}

export function tooLarge(size: number): Fault {
  const megabytes = (count: number): string => `${Math.round(count / 1e6).toLocaleString('en-US')} MB`;
  return new Fault('too-large', `This is ${megabytes(size)}; at most ${megabytes(MOST_BYTES)} are read.`, {
    hint: 'Export fewer traces, or cut the file: one trace per file, or one document per line.',
  });
}

function unreadable(problem: JsonProblem, { bytes }: JsonBytes): Fault {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (start === '') return badData('The file is empty.', 'Export the trace again.');
  if (start.startsWith('<')) {
    return badData(
      'This is a web page, not a trace.',
      'A login page or a proxy may have answered in place of the server: open the address it came from.',
    );
  }
  if (problem.cutOff) {
    return badData(
      `The JSON is cut off after ${bytes.length.toLocaleString('en-US')} bytes.`,
      'The download may have been interrupted, or a proxy limits the size of answers: fetch it again.',
    );
  }
  return badData(
    `This is not valid JSON: it goes wrong at byte ${(problem.at + 1).toLocaleString('en-US')}.`,
    'Traces are read as Jaeger JSON, OTLP JSON, or OTLP lines.',
  );
}

function badData(message: string, hint: string): Fault {
  return new Fault('source-bad-data', message, { hint });
}

const ENVELOPE = new Set(['data', 'resourceSpans', 'batches', 'result', 'trace']);

const MOST_ENVELOPES = 3;

class TraceDocument {
  readonly #json: JsonBytes;
  readonly #jaeger = new TraceSinks(JAEGER_ROLES);
  readonly #otlp = new TraceSinks(OTLP_ROLES);
  readonly #errors: string[] = [];
  /** Something of a known shape was there, be it empty. */
  #isKnown = false;

  constructor(json: JsonBytes) {
    this.#json = json;
  }

  readAll(): void {
    const json = this.#json;
    let documents = 0;
    while (json.peek() >= 0) {
      this.#readValue(0);
      documents += 1;
    }
    if (documents === 0) throw json.problem();
  }

  finish(): ReadTraces {
    const sinks = [...this.#jaeger.list, ...this.#otlp.list];
    const left = this.#jaeger.homeless + this.#otlp.homeless;
    if (!this.#isKnown && sinks.length === 0) {
      const said = this.#errors[0];
      throw said === undefined
        ? badData(
            'This is JSON, but no trace.',
            'Traces are read as Jaeger JSON ({"data": […]}), OTLP JSON ({"resourceSpans": […]}), or OTLP lines.',
          )
        : badData(`The server answered: ${said}`, 'Ask for the trace again.');
    }
    for (const sink of sinks) noteUnusable(sink);
    const errors = left === 0 ? this.#errors : [...this.#errors, unusableSentence(left)];
    return { columns: sinks.map((sink) => sink.columns), errors };
  }

  /** A document, or the elements of a list of documents. */
  #readValue(level: number): void {
    const json = this.#json;
    const byte = json.peek();
    if (byte === 0x5b && level === 0) {
      json.list();
      while (json.nextElement()) this.#readValue(level + 1);
    } else if (byte === 0x7b) this.#readObject(level);
    else if (byte === 0x5b || byte === 0x22 || level > 0) json.skipValue();
    else json.anyValue();
  }

  #readObject(level: number): void {
    const json = this.#json;
    if (level > MOST_ENVELOPES) {
      json.skipValue();
      return;
    }
    // Only where the first key is no envelope's: looking for keys passes over all that lies between them.
    if (!ENVELOPE.has(json.peekFirstKey() ?? '')) {
      if (json.peekHas('spans') && json.peekHas('processes')) {
        this.#isKnown = true;
        readJaegerTrace(json, this.#jaeger);
        return;
      }
      if (json.peekHas('traceId') && json.peekHas('id')) throw zipkin();
    }
    json.object();
    while (json.nextKey()) this.#readKey(level);
  }

  #readKey(level: number): void {
    const json = this.#json;
    if (json.is('data')) {
      this.#isKnown = true;
      if (json.peek() === 0x5b) {
        json.list();
        while (json.nextElement()) readJaegerTrace(json, this.#jaeger);
      } else json.skipValue();
    } else if (json.is('resourceSpans') || json.is('batches')) {
      this.#isKnown = true;
      if (json.list()) while (json.nextElement()) readResourceSpans(json, this.#otlp);
    } else if (json.is('result') || json.is('trace')) {
      if (json.peek() === 0x7b) this.#readObject(level + 1);
      else json.skipValue();
    } else if (json.is('errors') || json.is('error')) this.#readErrors();
    else json.skipValue();
  }

  /** v1 `[{msg}]`, v3 `{message}`, or a text. */
  #readErrors(): void {
    const json = this.#json;
    if (json.anyValue() === 'null') return;
    const value = json.value();
    for (const entry of Array.isArray(value) ? value : [value]) {
      const { msg, message } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
        string,
        unknown
      >;
      const said = msg ?? message ?? (typeof entry === 'string' ? entry : '');
      if (typeof said === 'string' && said !== '') this.#errors.push(said.slice(0, 300));
    }
  }
}

function zipkin(): Fault {
  return badData(
    'This is Zipkin JSON, which is not read.',
    'Send it to a collector with a Zipkin receiver (Jaeger listens on port 9411), or export it as OTLP JSON.',
  );
}

function noteUnusable(sink: TraceSink): void {
  if (sink.unusable > 0) sink.columns.warnings.push(unusableSentence(sink.unusable));
}

function unusableSentence(count: number): string {
  return count === 1
    ? '1 span without a valid id was left out.'
    : `${count} spans without a valid id were left out.`;
}
