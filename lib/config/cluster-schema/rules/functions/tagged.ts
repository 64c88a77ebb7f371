/**
 * Values of types that only Kubernetes' libraries have (URL, IP, CIDR, optional): the evaluator knows lists, maps and
 * protobuf, so they are maps with a tag. Rules that reach us have passed the server's type checks, which keeps such
 * values from being taken for maps.
 */
import { type CelInput, type CelMap, CelScalar, celMap, mapType } from '@bufbuild/cel';

export const TAGGED = mapType(CelScalar.DYN, CelScalar.DYN);

const TAG = '@type';

export function tagged(type: string, fields: Readonly<Record<string, CelInput>>): CelMap {
  return celMap(new Map<string, CelInput>([[TAG, type], ...Object.entries(fields)]));
}

/** Throws for a value of another type, which ends the rule as an error does on the server. */
export function fieldOf(value: CelMap, type: string, name: string): CelInput {
  if (value.get(TAG) !== type) throw new Error(`no such overload: this is no ${type}`);
  return value.get(name) ?? null;
}

export function textOf(value: CelMap, type: string, name = 'text'): string {
  return String(fieldOf(value, type, name));
}
