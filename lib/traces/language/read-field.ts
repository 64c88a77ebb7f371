/** What a row of a trace has under a field of the search language. Nothing = the field is not there. */
import { type MeshIdentity, meshIdentity } from '@/lib/traces/mesh-identity';
import {
  attributeOf,
  attributesOf,
  eventsOf,
  keyIdOf,
  resourceOf,
  scopeOf,
  statusMessageOf,
  valueAt,
  valueIdOf,
} from '@/lib/traces/model/read-row';
import { type AttributeValue, SPAN_KINDS, SPAN_STATUSES } from '@/lib/traces/model/span';
import {
  ASYNCHRONOUS,
  childRows,
  FAILED,
  hasFlag,
  mainRoot,
  nameOf,
  ORPHAN,
  serviceOf,
  type Trace,
} from '@/lib/traces/model/trace';
import { selfTimes } from '@/lib/traces/self-time';
import { GRPC_NAMES, HTTP_NAMES } from '@/lib/traces/span-status';
import type { BuiltinName, Field } from './fields';

export type FieldValue = string | number | boolean;
export type ReadField = (row: number) => readonly FieldValue[];

const NOTHING: readonly FieldValue[] = [];
const ERROR = SPAN_STATUSES.indexOf('error');

/** A reader for all rows of one trace. What is the same for the whole trace is worked out once. */
export function readerOf(trace: Trace, field: Field): ReadField {
  if (field.kind === 'builtin') return BUILTIN_READERS[field.builtin.name](trace);
  switch (field.level) {
    case 'span':
      return spanAttribute(trace, field.key);
    case 'resource':
      return resourceAttribute(trace, field.key);
    case 'event':
      return eventAttribute(trace, field.key);
    case 'scope':
      return (row) => valuesOf(scopeOf(trace, row)?.attributes[field.key]);
    case 'any': {
      const span = spanAttribute(trace, field.key);
      const resource = resourceAttribute(trace, field.key);
      return (row) => {
        const own = span(row);
        return own.length > 0 ? own : resource(row);
      };
    }
  }
  return field.level satisfies never;
}

/** A list counts as each of its entries; an object as its JSON. */
function valuesOf(value: AttributeValue | undefined): readonly FieldValue[] {
  if (value === undefined || value === null) return NOTHING;
  if (Array.isArray(value)) return value.flatMap((entry: AttributeValue) => valuesOf(entry));
  return [typeof value === 'object' ? JSON.stringify(value) : value];
}

/** Each distinct value is decoded once. */
function spanAttribute(trace: Trace, key: string): ReadField {
  const keyId = keyIdOf(trace, key);
  if (keyId < 0) return () => NOTHING;
  const known = new Map<number, readonly FieldValue[]>();
  return (row) => {
    const valueId = valueIdOf(trace, row, keyId);
    if (valueId < 0) return NOTHING;
    let values = known.get(valueId);
    if (values === undefined) {
      values = valuesOf(valueAt(trace, valueId));
      known.set(valueId, values);
    }
    return values;
  };
}

function resourceAttribute(trace: Trace, key: string): ReadField {
  const byResource = trace.resources.map((resource) => valuesOf(resource[key]));
  return (row) => byResource[trace.resource[row] ?? -1] ?? NOTHING;
}

function eventAttribute(trace: Trace, key: string): ReadField {
  if (keyIdOf(trace, key) < 0) return () => NOTHING;
  return (row) =>
    hasEvents(trace, row)
      ? eventsOf(trace, row).flatMap((event) => valuesOf(event.attributes[key]))
      : NOTHING;
}

function hasEvents(trace: Trace, row: number): boolean {
  return (trace.events.offset[row + 1] ?? 0) > (trace.events.offset[row] ?? 0);
}

const text = (value: string | null): readonly FieldValue[] =>
  value === null || value === '' ? NOTHING : [value];
/** A word of the language: there where it is so. */
const flag = (is: boolean): readonly FieldValue[] => (is ? TRUE : NOTHING);
const TRUE: readonly FieldValue[] = [true];
const same = (values: readonly FieldValue[]): ReadField => {
  return () => values;
};

/** Of the first attribute of these names that the row has. */
function firstOf(names: readonly string[]): (trace: Trace) => ReadField {
  return (trace) => {
    const readers = names.map((name) => spanAttribute(trace, name));
    return (row) => {
      for (const read of readers) {
        const values = read(row);
        if (values.length > 0) return values;
      }
      return NOTHING;
    };
  };
}

function flagsOf(trace: Trace): ReadField {
  return (row) => {
    const flags = attributeOf(trace, row, 'response_flags');
    return typeof flags !== 'string' || flags === '-' ? NOTHING : flags.split(',').filter(Boolean);
  };
}

/** From what proxies and processes say of themselves; worked out when a row is asked for. */
function identity(pick: (identity: MeshIdentity) => readonly (string | null)[]): (trace: Trace) => ReadField {
  return (trace) => (row) =>
    pick(
      meshIdentity({
        attributes: attributesOf(trace, row),
        resource: resourceOf(trace, row),
        service: serviceOf(trace, row),
        kind: SPAN_KINDS[trace.kind[row] ?? 0] ?? 'unspecified',
      }),
    ).flatMap(text);
}

function parent(read: (trace: Trace, row: number) => string): (trace: Trace) => ReadField {
  return (trace) => (row) => {
    const above = trace.parent[row] ?? -1;
    return above < 0 ? NOTHING : [read(trace, above)];
  };
}

function children(trace: Trace, row: number): number {
  let count = 0;
  for (const _ of childRows(trace, row)) count += 1;
  return count;
}

function countFlags(trace: Trace, wanted: number): number {
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) if (hasFlag(trace, row, wanted)) count += 1;
  return count;
}

const BUILTIN_READERS: Readonly<Record<BuiltinName, (trace: Trace) => ReadField>> = {
  service: (trace) => {
    const values = trace.services.map((name) => [name]);
    return (row) => values[trace.service[row] ?? -1] ?? NOTHING;
  },
  name: (trace) => {
    const values = trace.names.map((name) => [name]);
    return (row) => values[trace.name[row] ?? -1] ?? NOTHING;
  },
  kind: (trace) => (row) => [SPAN_KINDS[trace.kind[row] ?? 0] ?? 'unspecified'],
  status: (trace) => (row) => [SPAN_STATUSES[trace.status[row] ?? 0] ?? 'unset'],
  'status.message': (trace) => (row) => text(statusMessageOf(trace, row)),
  duration: (trace) => (row) => [trace.durationNs[row] ?? 0],
  self: (trace) => {
    let own: Float64Array | null = null;
    return (row) => {
      own ??= selfTimes(trace);
      return [own[row] ?? 0];
    };
  },
  children: (trace) => (row) => [children(trace, row)],
  event: (trace) => (row) =>
    hasEvents(trace, row) ? eventsOf(trace, row).map((event) => event.name) : NOTHING,
  scope: (trace) => (row) => text(scopeOf(trace, row)?.name ?? null),
  'parent.service': parent(serviceOf),
  'parent.name': parent(nameOf),
  code: firstOf([...HTTP_NAMES, ...GRPC_NAMES, 'code']),
  flags: flagsOf,
  called: identity(({ called }) => (called === null ? [] : [called.name, called.host, inNamespace(called)])),
  subset: identity(({ called }) => [called?.subset ?? null]),
  workload: identity(({ peer }) => [peer.workload]),
  namespace: identity(({ peer }) => [peer.namespace]),
  app: identity(({ peer }) => [peer.app]),
  version: identity(({ peer }) => [peer.version]),
  cluster: identity(({ peer }) => [peer.cluster]),
  error: (trace) => (row) => flag(trace.status[row] === ERROR),
  failed: (trace) => (row) => flag(hasFlag(trace, row, FAILED)),
  root: (trace) => (row) => flag((trace.parent[row] ?? -1) < 0 && !hasFlag(trace, row, ORPHAN)),
  leaf: (trace) => (row) => flag((trace.size[row] ?? 1) === 1),
  async: (trace) => (row) => flag(hasFlag(trace, row, ASYNCHRONOUS)),
  linked: (trace) => (row) => flag((trace.links.offset[row + 1] ?? 0) > (trace.links.offset[row] ?? 0)),
  'trace.duration': (trace) => same([trace.totalNs]),
  'trace.spans': (trace) => same([trace.count]),
  'trace.errors': (trace) => same([countFlags(trace, FAILED)]),
  'trace.services': (trace) => same([trace.services.length]),
  'trace.depth': (trace) => same([trace.maxDepth + 1]),
  'trace.id': (trace) => same([trace.traceId]),
  'root.service': (trace) => same([serviceOf(trace, mainRoot(trace))]),
  'root.name': (trace) => same([nameOf(trace, mainRoot(trace))]),
  incomplete: (trace) => same(flag(countFlags(trace, ORPHAN) > 0)),
};

/** `<name>.<namespace>`, as services are named in spans. */
function inNamespace({ name, namespace }: { name: string | null; namespace: string | null }): string | null {
  return name === null || namespace === null ? null : `${name}.${namespace}`;
}
