import { describe, expect, it } from 'vitest';
import type { ConfigListEntry } from '@/lib/config/contract';
import { filtered, type ListFilter } from './list-filter';

function entry(
  kind: string,
  name: string,
  fields: Partial<ConfigListEntry> & { namespace?: string | null } = {},
): ConfigListEntry {
  const { namespace = 'bookinfo', ...rest } = fields;
  return {
    id: { group: 'networking.istio.io', kind, namespace, name },
    apiVersion: 'networking.istio.io/v1',
    status: { errors: 0, warnings: 0 },
    summary: '',
    version: 'v',
    origin: 'a.yaml',
    labels: {},
    manager: '',
    ...rest,
  };
}

const ALL: ListFilter = {
  text: '',
  kinds: [],
  namespaces: null,
  status: 'all',
  label: '',
  manager: '',
  rules: '',
  sort: 'kind',
  descending: false,
};
const ENTRIES = [
  entry('DestinationRule', 'reviews'),
  entry('VirtualService', 'v10', { summary: 'reviews: v1 80 %' }),
  entry('VirtualService', 'v9', { namespace: 'shop', status: { errors: 2, warnings: 0 } }),
  entry('GatewayClass', 'istio', { namespace: null, status: { errors: 0, warnings: 1 } }),
];
const names = (filter: Partial<ListFilter>) =>
  filtered(ENTRIES, { ...ALL, ...filter }).map(({ id }) => id.name);

describe('filtered', () => {
  it('finds words in name, summary and namespace', () => {
    expect(names({ text: 'Reviews' })).toEqual(['reviews', 'v10']);
    expect(names({ text: 'reviews virtual' })).toEqual(['v10']);
    expect(names({ text: 'shop' })).toEqual(['v9']);
  });

  it('chooses by kind, namespace and status', () => {
    expect(names({ kinds: ['networking.istio.io/DestinationRule'] })).toEqual(['reviews']);
    expect(names({ namespaces: ['shop'] })).toEqual(['istio', 'v9']);
    expect(names({ status: 'errors' })).toEqual(['v9']);
    expect(names({ status: 'warnings' })).toEqual(['istio']);
    expect(names({ status: 'good' })).toEqual(['reviews', 'v10']);
  });

  it('sorts by number inside names, and the worst first by status', () => {
    expect(names({ kinds: ['networking.istio.io/VirtualService'], sort: 'name' })).toEqual(['v9', 'v10']);
    expect(names({ sort: 'name', descending: true })[0]).toBe('v10');
    expect(names({ sort: 'status' }).slice(0, 2)).toEqual(['v9', 'istio']);
  });
});

describe('labels and managers', () => {
  const kept = [
    entry('Gateway', 'a', { labels: { app: 'web', team: 'blue' }, manager: 'argocd-controller' }),
    entry('Gateway', 'b', { labels: { app: 'api' }, manager: 'kubectl' }),
  ];
  const names = (fields: Partial<ListFilter>) =>
    filtered(kept, { ...ALL, ...fields }).map(({ id }) => id.name);

  it('finds by a label, by its value, and by several together', () => {
    expect(names({ label: 'team' })).toEqual(['a']);
    expect(names({ label: 'app=api' })).toEqual(['b']);
    expect(names({ label: 'app=web, team=blue' })).toEqual(['a']);
    expect(names({ label: 'app=web team=red' })).toEqual([]);
  });

  it('finds by a part of the manager', () => {
    expect(names({ manager: 'argo' })).toEqual(['a']);
  });
});
