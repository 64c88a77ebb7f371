/**
 * Where the readers of both formats put what they find in a span: into the columns of its trace, texts by their bytes.
 * What servers write as attributes although OpenTelemetry has a field for it is put into that field here.
 */
import {
  type AttributeLists,
  type NameTable,
  SpanColumns,
  type SpanFields,
} from '@/lib/traces/model/span-columns';
import { TextInterner } from '@/lib/traces/model/text-table';
import type { JsonBytes, ValueKind } from './json-bytes';
import { isErrorTag, kindNumber, statusNumber } from './span-facts';

/** The ids of a name table by the bytes of names, so that a known name is never decoded. */
export class NameBytes {
  readonly table: NameTable;
  readonly #texts = new TextInterner();
  readonly #ids: number[] = [];

  constructor(table: NameTable) {
    this.table = table;
  }

  /** Of the last string of `json`. */
  idOf(json: JsonBytes): number {
    const id = this.#texts.internHashed(json.bytes, json.from, json.to, json.hash);
    const known = this.#ids[id];
    if (known !== undefined) return known;
    const fresh = this.table.idOf(json.text());
    this.#ids[id] = fresh;
    return fresh;
  }
}

/** What an attribute is instead of one. */
type Role = 'kind' | 'status' | 'status-message' | 'scope-name' | 'scope-version' | 'error' | 'warnings';

/** Attributes that stand for fields, by format. `@jaeger@warnings` is where Jaeger keeps its own in OTLP. */
export const JAEGER_ROLES: Readonly<Record<string, Role>> = {
  'span.kind': 'kind',
  'otel.status_code': 'status',
  'otel.status_description': 'status-message',
  'otel.scope.name': 'scope-name',
  'otel.scope.version': 'scope-version',
  error: 'error',
};
export const OTLP_ROLES: Readonly<Record<string, Role>> = {
  'otel.scope.name': 'scope-name',
  'otel.scope.version': 'scope-version',
  error: 'error',
  '@jaeger@warnings': 'warnings',
};

const UNSET = 0;
const ERROR = 2;

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** The span that is being read. */
export interface SpanDraft extends Writable<SpanFields> {
  scopeName: string;
  scopeVersion: string;
  saysError: boolean;
  readonly warnings: string[];
}

export class TraceSink {
  readonly columns: SpanColumns;
  readonly draft: SpanDraft = {
    idHigh: 0,
    idLow: 0,
    parentHigh: 0,
    parentLow: 0,
    name: -1,
    kind: 0,
    status: 0,
    statusMessage: -1,
    service: 0,
    resource: 0,
    scope: -1,
    startSeconds: Number.NaN,
    startNanos: 0,
    durationNs: Number.NaN,
    scopeName: '',
    scopeVersion: '',
    saysError: false,
    warnings: [],
  };
  readonly names: NameBytes;
  /** Spans that could not be used. */
  unusable = 0;
  readonly #keys: NameBytes;
  readonly #roleNames: Readonly<Record<string, Role>>;
  /** By key. */
  readonly #roles: (Role | null)[] = [];
  /** By key: the owner that has it already. Owners are counted over all lists. */
  readonly #seen: number[] = [];
  #owner = 0;
  readonly #values = new Map<number, unknown>();

  constructor(traceId: string, roles: Readonly<Record<string, Role>>) {
    this.columns = new SpanColumns(traceId);
    this.#roleNames = roles;
    this.names = new NameBytes(this.columns.names);
    this.#keys = new NameBytes(this.columns.keys);
  }

  beginSpan(): void {
    const { draft } = this;
    draft.idHigh = 0;
    draft.idLow = 0;
    draft.parentHigh = 0;
    draft.parentLow = 0;
    draft.name = -1;
    draft.kind = 0;
    draft.status = UNSET;
    draft.statusMessage = -1;
    draft.startSeconds = Number.NaN;
    draft.startNanos = 0;
    draft.durationNs = Number.NaN;
    draft.scopeName = '';
    draft.scopeVersion = '';
    draft.saysError = false;
    draft.warnings.length = 0;
    this.#owner += 1;
  }

  /** What follows are the attributes of an event or a link. */
  beginPart(): void {
    this.#owner += 1;
  }

  /** The key of the last string of `json`. */
  keyOf(json: JsonBytes): number {
    const key = this.#keys.idOf(json);
    if (this.#roles[key] === undefined) {
      const name = this.columns.keys.list[key] ?? '';
      this.#roles[key] = Object.hasOwn(this.#roleNames, name) ? (this.#roleNames[name] ?? null) : null;
    }
    return key;
  }

  /** The last value of `json` as it is kept: one text for all spellings of a value. */
  valueOf(json: JsonBytes, kind: ValueKind): number {
    const { values } = this.columns;
    if ((kind === 'text' && !json.escaped) || kind === 'true' || kind === 'false' || kind === 'null') {
      return values.internHashed(json.bytes, json.from, json.to, json.hash);
    }
    if (kind === 'number') return this.#numberOf(json);
    return this.columns.textId(kind === 'text' ? json.text() : pruned(json.value(), 0));
  }

  #numberOf(json: JsonBytes): number {
    const { bytes, from, to } = json;
    const first = bytes[from] ?? 0;
    let plain = to - from <= 15 && first >= 0x31;
    for (let at = from; at < to && plain; at += 1)
      plain = (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39;
    if (plain) return this.columns.values.internHashed(bytes, from, to, json.hash);
    let text = '';
    for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
    return this.columns.textId(numberOrText(text));
  }

  /** Adds an attribute of the span, or puts it into the field that it stands for. */
  spanAttribute(key: number, value: number): void {
    const role = this.#roles[key] ?? null;
    if (role === null || !this.#takeRole(role, key, value))
      this.attribute(this.columns.attributes, key, value);
  }

  /** Adds an attribute of the span, an event or a link. */
  attribute(lists: AttributeLists, key: number, value: number): void {
    if (this.#seen[key] === this.#owner) {
      const name = this.columns.keys.list[key] ?? '';
      this.draft.warnings.push(`The attribute ${name} was sent more than once; the last value is kept.`);
    }
    this.#seen[key] = this.#owner;
    lists.add(key, value);
  }

  /** Values that stand for fields are few: kinds, codes, names of libraries. */
  #decoded(valueId: number): unknown {
    let value = this.#values.get(valueId);
    if (value === undefined) {
      value = JSON.parse(this.columns.values.textOf(valueId));
      if (this.#values.size < 1000) this.#values.set(valueId, value);
    }
    return value;
  }

  /** True where nothing is left to add. */
  #takeRole(role: Role, key: number, valueId: number): boolean {
    const value = this.#decoded(valueId);
    const { draft } = this;
    switch (role) {
      case 'kind':
        draft.kind = kindNumber(value);
        return true;
      case 'status':
        draft.status = statusNumber(value);
        return true;
      case 'status-message':
        if (typeof value === 'string') draft.statusMessage = valueId;
        return true;
      case 'scope-name':
        draft.scopeName = typeof value === 'string' ? value : '';
        return true;
      case 'scope-version':
        draft.scopeVersion = typeof value === 'string' ? value : '';
        return true;
      case 'warnings':
        if (Array.isArray(value)) {
          for (const warning of value) if (typeof warning === 'string') draft.warnings.push(warning);
        }
        return true;
      case 'error':
        draft.saysError = isErrorTag(value);
        // As a boolean it says no more than the status.
        if (typeof value !== 'boolean') this.attribute(this.columns.attributes, key, valueId);
        return true;
    }
    return role satisfies never;
  }

  /** Ends the span; without an id it is left out and counted. Answers its position, or −1. */
  endSpan(service: number, resource: number, scope: number): number {
    const { draft, columns } = this;
    if (draft.idHigh === 0 && draft.idLow === 0) {
      this.unusable += 1;
      columns.dropSpan();
      return -1;
    }
    if (draft.name < 0) draft.name = columns.names.idOf('');
    if (draft.status === UNSET && draft.saysError) draft.status = ERROR;
    draft.service = service;
    draft.resource = resource;
    draft.scope = scope >= 0 ? scope : this.#scopeOfTags();
    const position = columns.endSpan(draft);
    for (const warning of draft.warnings) columns.note(position, warning);
    return position;
  }

  #scopeOfTags(): number {
    const { scopeName: name, scopeVersion: version } = this.draft;
    return name === '' && version === '' ? -1 : this.columns.scopes.idOf({ name, version, attributes: {} });
  }
}

/** Integers beyond 2^53 become texts: rounding would change them. */
export function numberOrText(text: string): number | string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(text) ? text : number;
}

/** Deeper than any real attribute, and far from the end of the stack. */
export const MOST_LEVELS = 32;

function pruned(value: unknown, level: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (level >= MOST_LEVELS) return '…';
  if (Array.isArray(value)) return value.map((entry) => pruned(entry, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, pruned(entry, level + 1)]));
}
