/** The values of an AuthorizationPolicy with their places. */
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface PolicyPart {
  readonly fields: Fields;
  readonly path: ObjectPath;
}

export function sourcesOf(policy: StoredObject): readonly PolicyPart[] {
  return partsOf(policy, 'from', 'source');
}

export function operationsOf(policy: StoredObject): readonly PolicyPart[] {
  return partsOf(policy, 'to', 'operation');
}

function partsOf(policy: StoredObject, list: string, inner: string): readonly PolicyPart[] {
  return fieldsListAt(fieldsAt(policy.value, 'spec'), 'rules').flatMap((rule, at) =>
    fieldsListAt(rule, list).map((entry, index) => ({
      fields: fieldsAt(entry, inner),
      path: ['spec', 'rules', at, list, index, inner],
    })),
  );
}

export interface PlacedText {
  readonly text: string;
  readonly path: ObjectPath;
}

/** Values of the lists of those names. */
export function valuesOf(parts: readonly PolicyPart[], keys: readonly string[]): readonly PlacedText[] {
  return parts.flatMap(({ fields, path }) =>
    keys.flatMap((key) => textsAt(fields, key).map((text, index) => ({ text, path: [...path, key, index] }))),
  );
}

/** Entries of `when`, the place being that of the key. */
export function conditionsOf(policy: StoredObject): readonly (PlacedText & { readonly fields: Fields })[] {
  return fieldsListAt(fieldsAt(policy.value, 'spec'), 'rules').flatMap((rule, at) =>
    fieldsListAt(rule, 'when').map((fields, index) => ({
      fields,
      text: textAt(fields, 'key') ?? '',
      path: ['spec', 'rules', at, 'when', index, 'key'],
    })),
  );
}

const HTTP_SOURCE = ['requestPrincipals', 'notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const HTTP_OPERATION = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

/** True when some rule asks for what only HTTP has. */
export function needsHttp(policy: StoredObject): boolean {
  const has = (parts: readonly PolicyPart[], keys: readonly string[]) =>
    parts.some(({ fields }) => keys.some((key) => key in fields));
  return (
    has(sourcesOf(policy), HTTP_SOURCE) ||
    has(operationsOf(policy), HTTP_OPERATION) ||
    conditionsOf(policy).some(({ text }) => text.startsWith('request.') || text === 'remote.ip')
  );
}
