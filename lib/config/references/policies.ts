/** References of policies and of what shapes proxies: targets by name, callers by identity, providers of the mesh. */
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import { readTargetReferences } from '@/lib/config/simulation/read/target-reference';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type Add, isName, namespaceId, secret, serviceAccount } from './reference';

/** `targetRefs` of any kind that has them. */
export function targetReferences(object: StoredObject, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const isSingle = fieldsListAt(spec, 'targetRefs').length === 0;
  for (const [index, { group, kind, name, namespace }] of readTargetReferences(spec).entries()) {
    if (name === '') continue;
    const of = kind === 'GatewayClass' ? null : (namespace ?? object.id.namespace);
    add(
      { group, kind, namespace: of, name },
      isSingle ? ['spec', 'targetRef'] : ['spec', 'targetRefs', index],
    );
  }
}

/** Callers that rules name, and the object that defines the provider of CUSTOM. */
export function authorizationReferences(object: StoredObject, settings: ObjectId | null, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const own = object.id.namespace ?? '';
  for (const [at, rule] of fieldsListAt(spec, 'rules').entries()) {
    for (const [index, entry] of fieldsListAt(rule, 'from').entries())
      sourceReferences(fieldsAt(entry, 'source'), ['spec', 'rules', at, 'from', index, 'source'], own, add);
    for (const [index, condition] of fieldsListAt(rule, 'when').entries()) {
      const path = ['spec', 'rules', at, 'when', index];
      const values = [...textsAt(condition, 'values'), ...textsAt(condition, 'notValues')];
      for (const value of values) conditionReference(textAt(condition, 'key'), value, path, own, add);
    }
  }
  if (settings !== null && textAt(fieldsAt(spec, 'provider'), 'name') !== null)
    add(settings, ['spec', 'provider', 'name']);
}

function sourceReferences(source: Fields, path: ObjectPath, own: string, add: Add): void {
  const each = (fields: readonly string[], key: string) => {
    for (const field of fields)
      for (const [index, value] of textsAt(source, field).entries())
        conditionReference(key, value, [...path, field, index], own, add);
  };
  each(['principals', 'notPrincipals'], 'source.principal');
  each(['namespaces', 'notNamespaces'], 'source.namespace');
  each(['serviceAccounts', 'notServiceAccounts'], 'source.serviceAccount');
}

function conditionReference(
  key: string | null,
  value: string,
  path: ObjectPath,
  own: string,
  add: Add,
): void {
  if (key === 'source.namespace' && isName(value)) add(namespaceId(value), path);
  if (key === 'source.principal') {
    const [, of, name] = /\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value) ?? [];
    if (of !== undefined && name !== undefined) add(serviceAccount(of, name), path);
  }
  if (key === 'source.serviceAccount' && isName(value)) {
    const [first = '', second] = value.split('/');
    add(second === undefined ? serviceAccount(own, first) : serviceAccount(first, second), path);
  }
}

/** Providers that Istio knows without being told. */
const BUILT_IN: ReadonlySet<string> = new Set(['prometheus', 'stackdriver', 'envoy']);

/** The object that defines the providers which a Telemetry names. */
export function telemetryReferences(object: StoredObject, settings: ObjectId | null, add: Add): void {
  if (settings === null) return;
  const spec = fieldsAt(object.value, 'spec');
  for (const use of ['tracing', 'metrics', 'accessLogging']) {
    for (const [at, entry] of fieldsListAt(spec, use).entries()) {
      for (const [index, provider] of fieldsListAt(entry, 'providers').entries()) {
        const name = textAt(provider, 'name');
        if (name !== null && !BUILT_IN.has(name))
          add(settings, ['spec', use, at, 'providers', index, 'name']);
      }
    }
  }
}

/** Of a WasmPlugin, or of a TrafficExtension that loads WebAssembly. */
export function pullSecretReferences(object: StoredObject, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const namespace = object.id.namespace ?? '';
  for (const [fields, path] of [
    [spec, ['spec']],
    [fieldsAt(spec, 'wasm'), ['spec', 'wasm']],
  ] as const) {
    const name = textAt(fields, 'imagePullSecret');
    if (name !== null && name !== '') add(secret(namespace, name), [...path, 'imagePullSecret']);
  }
}
