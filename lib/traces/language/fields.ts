/** The fields of the search language: what is asked of a span or its trace, and how attributes are named. */
import { SPAN_KINDS, SPAN_STATUSES } from '@/lib/traces/model/span';

export type FieldType = 'text' | 'duration' | 'number' | 'choice' | 'word';

/** A field that every span or trace has, whatever recorded it. */
export interface Builtin {
  readonly name: BuiltinName;
  /** Other spellings, in lower case. */
  readonly also: readonly string[];
  readonly type: FieldType;
  readonly what: string;
  readonly choices?: readonly string[];
}

export type BuiltinName =
  | 'service'
  | 'name'
  | 'kind'
  | 'status'
  | 'status.message'
  | 'duration'
  | 'self'
  | 'children'
  | 'event'
  | 'scope'
  | 'parent.service'
  | 'parent.name'
  | 'code'
  | 'flags'
  | 'called'
  | 'subset'
  | 'workload'
  | 'namespace'
  | 'app'
  | 'version'
  | 'cluster'
  | 'error'
  | 'failed'
  | 'root'
  | 'leaf'
  | 'async'
  | 'linked'
  | 'trace.duration'
  | 'trace.spans'
  | 'trace.errors'
  | 'trace.services'
  | 'trace.depth'
  | 'trace.id'
  | 'root.service'
  | 'root.name'
  | 'incomplete';

const field = (
  name: BuiltinName,
  type: FieldType,
  what: string,
  more: { also?: readonly string[]; choices?: readonly string[] } = {},
): Builtin => ({
  name,
  type,
  what,
  also: more.also ?? [],
  ...(more.choices && { choices: more.choices }),
});

export const BUILTINS: readonly Builtin[] = [
  field('service', 'text', 'Service that recorded the span', { also: ['service.name'] }),
  field('name', 'text', 'Name of the span, its operation', { also: ['operation', 'span.name'] }),
  field('duration', 'duration', 'Duration of the span'),
  field('status', 'choice', 'Status of the span', { choices: SPAN_STATUSES }),
  field('kind', 'choice', 'Kind of the span', { also: ['span.kind'], choices: SPAN_KINDS }),
  field('error', 'word', 'The span’s status is error'),
  field('failed', 'word', 'Failed by its status, its HTTP or gRPC code, or without an answer'),
  field('self', 'duration', 'Time of the span that none of its children took', { also: ['self.time'] }),
  field('children', 'number', 'Direct children of the span'),
  field('code', 'text', 'HTTP or gRPC code, whatever the attribute is called'),
  field('flags', 'text', 'Envoy’s response flags, like UO or UF'),
  field('called', 'text', 'Service that Envoy sent the request to, as a name or a host'),
  field('subset', 'text', 'Subset that Envoy sent the request to'),
  field('workload', 'text', 'Workload whose proxy or process recorded the span'),
  field('namespace', 'text', 'Namespace of that workload'),
  field('app', 'text', 'Canonical service of that workload'),
  field('version', 'text', 'Version of that workload'),
  field('cluster', 'text', 'Cluster of that workload'),
  field('parent.service', 'text', 'Service of the calling span'),
  field('parent.name', 'text', 'Name of the calling span'),
  field('event', 'text', 'Name of an event of the span', { also: ['events', 'event.name'] }),
  field('status.message', 'text', 'Message of the status', { also: ['statusmessage'] }),
  field('scope', 'text', 'Library that recorded the span', { also: ['scope.name', 'otel.scope.name'] }),
  field('root', 'word', 'The span has no parent'),
  field('leaf', 'word', 'The span has no children'),
  field('async', 'word', 'Its parent does not wait for it'),
  field('linked', 'word', 'The span links to another'),
  field('trace.duration', 'duration', 'From the trace’s first start to its last end', {
    also: ['traceduration'],
  }),
  field('trace.spans', 'number', 'Spans of the trace'),
  field('trace.errors', 'number', 'Failed spans of the trace'),
  field('trace.services', 'number', 'Services of the trace'),
  field('trace.depth', 'number', 'Depth of the trace, 1 for a lone root'),
  field('trace.id', 'text', 'Id of the trace'),
  field('root.service', 'text', 'Service of the root', { also: ['rootservicename', 'rootservice'] }),
  field('root.name', 'text', 'Name of the root span', { also: ['rootname'] }),
  field('incomplete', 'word', 'A span of the trace names a parent that is not there'),
];

/** Where an attribute is looked for. `any`: on the span, then on its resource. */
export type AttributeLevel = 'any' | 'span' | 'resource' | 'event' | 'scope';

export type Field =
  | { readonly kind: 'builtin'; readonly builtin: Builtin }
  | { readonly kind: 'attribute'; readonly level: AttributeLevel; readonly key: string };

const bySpelling = new Map(
  BUILTINS.flatMap((builtin) =>
    [builtin.name, ...builtin.also].map((word) => [word.toLowerCase(), builtin] as const),
  ),
);

export const LEVELS: Readonly<Record<string, AttributeLevel>> = {
  'span.': 'span',
  'resource.': 'resource',
  'event.': 'event',
  'scope.': 'scope',
};

/** The built-in field of this spelling, in any case. */
export function findBuiltin(text: string): Builtin | null {
  return bySpelling.get(text.toLowerCase()) ?? null;
}

/** What a name means: a built-in field, else an attribute, of one level where it says which. Attributes keep their case. */
export function fieldOf(text: string, quoted: boolean): Field {
  // A quoted name is an attribute's, whatever it says.
  const builtin = quoted ? null : findBuiltin(text);
  if (builtin !== null) return { kind: 'builtin', builtin };
  for (const [prefix, level] of Object.entries(LEVELS)) {
    if (!quoted && text.startsWith(prefix) && text.length > prefix.length)
      return { kind: 'attribute', level, key: text.slice(prefix.length) };
  }
  // TraceQL writes an attribute of any level with a dot before it.
  const key = !quoted && text.startsWith('.') && text.length > 1 ? text.slice(1) : text;
  return { kind: 'attribute', level: 'any', key };
}

/** Every spelling of the built-in fields, for the nearest one to a typing mistake. */
export const SPELLINGS: readonly string[] = [...bySpelling.keys()];
