import { expect, it } from 'vitest';
import { changedFields } from './changed-fields';
import { fieldOwners } from './field-owners';

const STORED = {
  metadata: { labels: { app: 'cart' } },
  spec: {
    hosts: ['cart'],
    http: [{ timeout: '5s' }],
    listeners: [
      { name: 'web', port: 80 },
      { name: 'admin', port: 81 },
    ],
  },
};

function manager(name: string, time: string, fields: unknown, subresource: string | null = null) {
  return { manager: name, operation: 'Update', time, subresource, fields };
}

function owners(edited: unknown, managers: ReturnType<typeof manager>[]) {
  const changed = changedFields(STORED, edited);
  return fieldOwners(managers, changed, STORED).map((owner) => [
    owner.manager,
    owner.fields.map((path) => path.join('.')),
  ]);
}

it('finds the innermost fields that differ, and a list of another length as one', () => {
  const edited = { ...STORED, spec: { ...STORED.spec, hosts: ['cart', 'shop'], http: [{ timeout: '6s' }] } };
  expect(changedFields(STORED, edited)).toEqual([
    ['spec', 'hosts'],
    ['spec', 'http', 0, 'timeout'],
  ]);
  expect(changedFields(STORED, structuredClone(STORED))).toEqual([]);
});

it('gives a list that is kept as one to whoever wrote it, the latest first', () => {
  const edited = { ...STORED, spec: { ...STORED.spec, http: [{ timeout: '6s' }] } };
  expect(
    owners(edited, [
      manager('helm', '2026-01-01T00:00:00Z', { 'f:spec': { '.': {}, 'f:hosts': {}, 'f:http': {} } }),
      manager('kubectl-edit', '2026-02-01T00:00:00Z', { 'f:spec': { 'f:http': {} } }),
      manager('istiod', '2026-03-01T00:00:00Z', { 'f:status': {}, 'f:spec': { 'f:http': {} } }, 'status'),
      manager('argocd', '2026-03-01T00:00:00Z', { 'f:metadata': { 'f:labels': { 'f:app': {} } } }),
    ]),
  ).toEqual([
    ['kubectl-edit', ['spec.http.0.timeout']],
    ['helm', ['spec.http.0.timeout']],
  ]);
});

it('follows entries by their keys', () => {
  const edited = structuredClone(STORED);
  edited.spec.listeners[1] = { name: 'admin', port: 82 };
  const set = (name: string) => ({
    'f:spec': { 'f:listeners': { [`k:{"name":"${name}"}`]: { '.': {}, 'f:name': {}, 'f:port': {} } } },
  });
  expect(owners(edited, [manager('a', '', set('web')), manager('b', '', set('admin'))])).toEqual([
    ['b', ['spec.listeners.1.port']],
  ]);
});

it('names who wrote what a new entry joins, and who wrote what goes', () => {
  const edited = { metadata: { labels: {} }, spec: { ...STORED.spec, listeners: [] } };
  const fields = {
    'f:metadata': { 'f:labels': { 'f:app': {} } },
    'f:spec': { 'f:listeners': { '.': {}, 'k:{"name":"web"}': { 'f:port': {} } } },
  };
  expect(owners(edited, [manager('a', '', fields)])).toEqual([
    ['a', ['metadata.labels.app', 'spec.listeners']],
  ]);
});
