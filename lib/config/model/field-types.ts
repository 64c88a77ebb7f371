/**
 * Building blocks of the models: field types that all of them share, with the rules their validation applies.
 * Unknown fields are refused everywhere, because a mesh drops them silently.
 */
import { z } from 'zod';
import { durationSeconds } from '@/lib/config/duration';
import { field, fieldNote } from './field';
import { refuse } from './istio/rules';
import { annotationKeyFault, labelKeyFault, labelValueFault } from './kubernetes-names';

/** Go notation, at least one millisecond and whole milliseconds, as Istio's webhook wants it. */
export const duration = z.string().check((checked) => {
  const why = durationFault(checked.value) ?? tooShort(checked.value);
  if (why !== null) refuse(checked, 'PER0020', why);
});

/** Where zero means "without limit". */
export const durationOrZero = z.string().check((checked) => {
  const why = durationFault(checked.value);
  if (why !== null) refuse(checked, 'PER0020', why);
});

function durationFault(text: string): string | null {
  const seconds = durationSeconds(text);
  if (seconds === null) return `"${text}" is no duration; write for example 2s, 500ms or 1h30m`;
  return seconds < 0 ? 'a duration is not negative' : null;
}

function tooShort(text: string): string | null {
  const milliseconds = (durationSeconds(text) ?? 1) * 1000;
  if (milliseconds < 0.999_999) return 'a duration is at least 1ms';
  const isWhole = Math.abs(milliseconds - Math.round(milliseconds)) < 1e-6 * Math.max(1, milliseconds);
  return isWhole ? null : 'a duration is a whole number of milliseconds';
}

export const portNumber = z.int().min(1).max(65_535);

/** A number that protobuf keeps in 32 bits without sign. */
export const count = z.int().min(0).max(4_294_967_295);

const MAX_INT32 = 2_147_483_647;

/** A number that protobuf keeps in 32 bits with sign. */
export const int32 = z
  .int()
  .min(-MAX_INT32 - 1)
  .max(MAX_INT32);

export const labelMap = z.record(z.string(), z.string());

/** At least one of the fields must be given. */
export function atLeastOne<T extends object>(...keys: readonly (keyof T & string)[]) {
  return (checked: z.core.ParsePayload<T>) => {
    if (given(checked.value, keys).length === 0)
      refuse(checked, 'PER0024', `one of ${keys.join(', ')} is needed`);
  };
}

/** The fields exclude each other. */
export function atMostOne<T extends object>(...keys: readonly (keyof T & string)[]) {
  return (checked: z.core.ParsePayload<T>) => {
    const found = given(checked.value, keys);
    if (found.length <= 1) return;
    refuse(checked, 'PER0023', `${found.join(' and ')} exclude each other; keep one`, [found[1] ?? '']);
  };
}

function given<T extends object>(value: T, keys: readonly (keyof T & string)[]): readonly string[] {
  // An empty list is no list to a proto.
  return keys.filter((key) => {
    const own: unknown = value[key];
    return own !== undefined && !(Array.isArray(own) && own.length === 0);
  });
}

const objectLabels = labelMap.check((checked) => {
  for (const [key, value] of Object.entries(checked.value)) {
    const why = labelKeyFault(key) ?? labelValueFault(value);
    if (why !== null) refuse(checked, 'PER0025', why, [key]);
  }
});

const objectAnnotations = labelMap.check((checked) => {
  for (const key of Object.keys(checked.value)) {
    const why = annotationKeyFault(key);
    if (why !== null) refuse(checked, 'PER0025', why, [key]);
  }
});

/** Kubernetes' own part of an object. It has many fields that no rule of the mesh looks at. */
export const objectMeta = z.looseObject({
  name: field(z.string().min(1), 'Name of the object, unique among its kind in the namespace.', {
    names: 'object-name',
  }),
  namespace: field(z.string(), 'Namespace that the object lives in.', {
    default: 'default',
    names: 'namespace',
  }).optional(),
  labels: field(objectLabels, 'Labels of the object itself; they select nothing.', {
    names: 'label-key',
  }).optional(),
  annotations: field(
    objectAnnotations,
    'Notes on the object for tools, such as a request to leave out a check.',
  ).optional(),
});

/** A whole object of a kind. `status` is written by the control plane and not checked. */
export function objectModel<T extends z.ZodType>(kind: string, spec: T) {
  return z.strictObject({
    apiVersion: field(z.string(), 'Group and version of the API, as in networking.istio.io/v1.'),
    kind: field(z.literal(kind), 'Kind of the object.'),
    metadata: field(objectMeta, 'Name, namespace, labels and annotations.'),
    spec: fieldNote(spec) === null ? field(spec, `What the ${kind} asks for.`) : spec,
    status: field(z.unknown(), 'Written by the control plane; what stands here is ignored.').optional(),
  });
}
