import { expect, it } from 'vitest';
import type { DashboardEntry } from '@/lib/dashboards/library/contract';
import { fittingDashboards, tagsOf } from './list-filter';

const entry = (uid: string, tags: string[]): DashboardEntry => ({
  uid,
  title: `Title of ${uid}`,
  description: 'words',
  tags,
  origin: 'saved',
  panels: 1,
});
const entries = [entry('mesh', ['istio']), entry('node', ['host']), entry('service', ['istio', 'api'])];
const uids = (choice: object) =>
  fittingDashboards(entries, { q: '', tag: null, favourites: new Set<string>(), ...choice }).map(
    ({ uid }) => uid,
  );

it('finds all words anywhere, and one tag', () => {
  expect(uids({ q: 'TITLE istio' })).toEqual(['mesh', 'service']);
  expect(uids({ tag: 'host' })).toEqual(['node']);
  expect(uids({ q: 'nothing' })).toEqual([]);
});

it('puts favourites first and keeps the order otherwise', () => {
  expect(uids({ favourites: new Set(['service']) })).toEqual(['service', 'mesh', 'node']);
});

it('counts tags', () => {
  expect(tagsOf(entries)).toEqual(['istio', 'api', 'host']);
});
