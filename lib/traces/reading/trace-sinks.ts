/** The traces of one document: spans of several traces may come mixed. */

import { traceIdOf } from './identifiers';
import type { JsonBytes } from './json-bytes';
import { TraceSink } from './trace-sink';

export class TraceSinks {
  readonly list: TraceSink[] = [];
  /** Spans that name no trace. */
  homeless = 0;
  readonly #roles: ConstructorParameters<typeof TraceSink>[1];
  readonly #byId = new Map<string, TraceSink>();
  /** The last id as it was written, quotes included: spans of one trace mostly follow each other. */
  #lastBytes: Uint8Array = new Uint8Array(0);
  #last: TraceSink | null = null;

  constructor(roles: ConstructorParameters<typeof TraceSink>[1]) {
    this.#roles = roles;
  }

  of(traceId: string): TraceSink {
    let sink = this.#byId.get(traceId);
    if (sink === undefined) {
      sink = new TraceSink(traceId, this.#roles);
      this.#byId.set(traceId, sink);
      this.list.push(sink);
    }
    return sink;
  }

  /** Reads a value that should be a trace id; null for what is none. */
  read(json: JsonBytes): TraceSink | null {
    if (json.anyValue() !== 'text') return null;
    if (this.#isLast(json)) return this.#last;
    const traceId = traceIdOf(json.text());
    const sink = traceId === null ? null : this.of(traceId);
    this.#lastBytes = json.bytes.slice(json.from, json.to);
    this.#last = sink;
    return sink;
  }

  /** Trace id of a reference: `own` where it is that trace's or none is told. Makes no trace of its own. */
  idOfReference(json: JsonBytes, own: TraceSink): string {
    if (json.anyValue() !== 'text') return own.columns.traceId;
    if (this.#last === own && this.#isLast(json)) return own.columns.traceId;
    return traceIdOf(json.text()) ?? own.columns.traceId;
  }

  #isLast(json: JsonBytes): boolean {
    const last = this.#lastBytes;
    if (last.length !== json.to - json.from) return false;
    for (let at = 0; at < last.length; at += 1) if (last[at] !== json.bytes[json.from + at]) return false;
    return true;
  }

  /**
   * The sink of the object that begins next, by its trace id, wherever in the object that stands; nothing is consumed.
   * Most writers put it first, so most often one key is looked at.
   */
  peekObject(json: JsonBytes, key: string): TraceSink | null {
    const { at } = json;
    let found: TraceSink | null = null;
    if (json.object()) {
      while (json.nextKey()) {
        if (!json.is(key)) {
          json.skipValue();
          continue;
        }
        found = this.read(json);
        break;
      }
    }
    json.at = at;
    return found;
  }
}
