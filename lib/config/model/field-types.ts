/**
 * Building blocks of the models: the field types that Istio and the Gateway API share, with the rules their
 * validation applies. Unknown fields are refused everywhere, because a mesh drops them silently.
 */
import { z } from 'zod';
import { durationSeconds } from '@/lib/config/duration';

/** Go notation, at least one millisecond and whole milliseconds, as Istio's webhook wants it. */
export const duration = z.string().check((context) => {
  const seconds = durationSeconds(context.value);
  const why =
    seconds === null
      ? `"${context.value}" is no duration; write for example 2s, 500ms or 1h30m`
      : seconds !== 0 && seconds < 0.001
        ? 'a duration is at least 1ms'
        : null;
  if (why !== null) context.issues.push({ code: 'custom', message: why, input: context.value });
});

export const portNumber = z.int().min(1).max(65_535);

export const portSelector = z
  .strictObject({ number: portNumber.describe('Number of the port.') })
  .describe('A port by its number.');

/** `{ value: 12.5 }`, per cent. */
export const percent = z
  .strictObject({ value: z.number().min(0).max(100).optional().describe('0 to 100.') })
  .describe('Share in per cent, written as an object with `value`.');

export const labelMap = z.record(z.string(), z.string());

export const exportTo = z
  .array(z.string())
  .describe('Namespaces that see the object: `*` all (the default), `.` its own only.');

export const workloadSelector = z
  .strictObject({ matchLabels: labelMap.optional().describe('Labels that the pods must have.') })
  .describe('Pods by labels; without it the whole namespace is meant.');

export const stringMatch = z
  .strictObject({
    exact: z.string().optional().describe('The whole text, case-sensitive.'),
    prefix: z.string().optional().describe('Beginning of the text.'),
    regex: z.string().max(1024).optional().describe('RE2 pattern for the whole text, not for a part of it.'),
  })
  .check(atMostOne('exact', 'prefix', 'regex'))
  .describe('One of exact, prefix, regex; empty means that it is there.');

/** At least one of the fields must be given. */
export function atLeastOne<T extends object>(...keys: readonly (keyof T & string)[]) {
  return (context: z.core.ParsePayload<T>) => {
    if (given(context.value, keys).length > 0) return;
    context.issues.push({
      code: 'custom',
      message: `one of ${keys.join(', ')} is needed`,
      input: context.value,
    });
  };
}

/** The fields exclude each other. */
export function atMostOne<T extends object>(...keys: readonly (keyof T & string)[]) {
  return (context: z.core.ParsePayload<T>) => {
    const found = given(context.value, keys);
    if (found.length <= 1) return;
    const path = [found[1] ?? ''];
    const message = `${found.join(' and ')} exclude each other; keep one`;
    context.issues.push({ code: 'custom', message, input: context.value, path });
  };
}

function given<T extends object>(value: T, keys: readonly (keyof T & string)[]): readonly string[] {
  return keys.filter((key) => value[key] !== undefined);
}

/** Kubernetes' own part of an object. It has many fields that no rule of the mesh looks at. */
const objectMeta = z.looseObject({
  name: z.string().min(1).describe('Name of the object.'),
  namespace: z.string().optional().describe('Namespace; `default` when left out.'),
  labels: labelMap.optional().describe('Labels of the object itself.'),
  annotations: labelMap.optional().describe('Annotations of the object itself.'),
});

/** A whole object of a kind. `status` is written by the control plane and not checked. */
export function objectModel<T extends z.ZodType>(kind: string, spec: T) {
  return z.strictObject({
    apiVersion: z.string(),
    kind: z.literal(kind),
    metadata: objectMeta,
    spec,
    status: z.unknown().optional(),
  });
}
