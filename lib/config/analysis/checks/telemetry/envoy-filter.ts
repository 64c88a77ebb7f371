/** Patches of an EnvoyFilter that Istio drops or that depend on the order of objects. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { ENVOY_FILTER } from '@/lib/config/analysis/kinds';
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

interface Patch {
  readonly applyTo: string;
  readonly operation: string;
  readonly proxyVersion: string | null;
  readonly path: ObjectPath;
}

function patchesOf(object: StoredObject): readonly Patch[] {
  return fieldsListAt(fieldsAt(object.value, 'spec'), 'configPatches').map((entry, index) => ({
    applyTo: textAt(entry, 'applyTo') ?? '',
    operation: textAt(fieldsAt(entry, 'patch'), 'operation') ?? '',
    proxyVersion: versionOf(entry),
    path: ['spec', 'configPatches', index, 'patch', 'operation'],
  }));
}

function versionOf(entry: Fields): string | null {
  return textAt(fieldsAt(fieldsAt(entry, 'match'), 'proxy'), 'proxyVersion');
}

const RELATIVE = new Set(['INSERT_BEFORE', 'INSERT_AFTER', 'REPLACE', 'REMOVE']);
const ROUTES = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);

function* onPatches(object: StoredObject, message: (patch: Patch) => string | null): Generator<Draft> {
  for (const patch of patchesOf(object)) {
    const text = message(patch);
    if (text !== null) yield { path: patch.path, message: text };
  }
}

const shared = { ist: [], kia: [], kinds: [ENVOY_FILTER], fix: null } as const;

export const patchOrder: Check = {
  ...shared,
  code: 'PER0803',
  title: 'Patch depends on the order of EnvoyFilters',
  condition:
    'An EnvoyFilter without a priority has a patch relative to something else (INSERT_BEFORE, INSERT_AFTER, REPLACE, REMOVE); worse where it is for one version of the proxy.',
  severity: 'info',
  ist: ['IST0151', 'IST0155'],
  *run(object) {
    if ((numberAt(fieldsAt(object.value, 'spec'), 'priority') ?? 0) !== 0) return;
    yield* onPatches(object, ({ operation, proxyVersion, applyTo }) => {
      // Of routes a removal is ignored altogether, which another check tells.
      if (!RELATIVE.has(operation) || ROUTES.has(applyTo)) return null;
      return proxyVersion === null
        ? `${operation} finds only what EnvoyFilters that were made before have put there. Set priority where it builds on another one.`
        : `${operation} for proxies of version ${proxyVersion} finds only what is there in that order, and may be lost in an upgrade. Set priority.`;
    });
  },
};

export const patchReplace: Check = {
  ...shared,
  code: 'PER0804',
  title: 'REPLACE is not possible here',
  condition: 'A patch replaces something else than an HTTP_FILTER or NETWORK_FILTER.',
  severity: 'error',
  ist: ['IST0152'],
  run: (object) =>
    onPatches(object, ({ operation, applyTo }) =>
      operation === 'REPLACE' && applyTo !== 'HTTP_FILTER' && applyTo !== 'NETWORK_FILTER'
        ? `REPLACE works for HTTP_FILTER and NETWORK_FILTER only; this patch of ${applyTo} is dropped. Use MERGE.`
        : null,
    ),
};

export const patchAdd: Check = {
  ...shared,
  code: 'PER0805',
  title: 'ADD is ignored here',
  condition: 'A patch adds to ROUTE_CONFIGURATION or HTTP_ROUTE, for which ADD is ignored.',
  severity: 'error',
  ist: ['IST0153'],
  run: (object) =>
    onPatches(object, ({ operation, applyTo }) =>
      operation === 'ADD' && ROUTES.has(applyTo)
        ? `ADD is ignored for ${applyTo}. Use INSERT_FIRST for an HTTP_ROUTE, or MERGE.`
        : null,
    ),
};

export const patchRemove: Check = {
  ...shared,
  code: 'PER0806',
  title: 'REMOVE is ignored here',
  condition: 'A patch removes a ROUTE_CONFIGURATION or HTTP_ROUTE, for which REMOVE is ignored.',
  severity: 'error',
  ist: ['IST0154'],
  run: (object) =>
    onPatches(object, ({ operation, applyTo }) =>
      operation === 'REMOVE' && ROUTES.has(applyTo)
        ? `REMOVE is ignored for ${applyTo}. Use MERGE to change it.`
        : null,
    ),
};
