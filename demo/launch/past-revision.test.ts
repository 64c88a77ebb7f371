import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CANARY_GREW } from '@/demo/traffic/past';
import { createManifestStore } from '@/lib/manifests/store';
import { keepPastRevision } from './past-revision';

const NOW = 1_800_000_000;
const span = { fromSeconds: NOW - 6 * 3600, toSeconds: NOW };
const shipped = join(fileURLToPath(new URL('.', import.meta.url)), '..', 'manifests');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'periplus-past-'));
  cpSync(shipped, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const revisions = async () =>
  (await createManifestStore({ folder, readOnly: false }).revisions(span, 10)).revisions;

it('keeps the change with its time, its author and both texts, and makes up no other', async () => {
  await keepPastRevision(folder, span.fromSeconds, NOW);
  const kept = await revisions();
  expect(kept).toMatchObject([
    {
      id: { kind: 'VirtualService', namespace: 'shop', name: 'catalog' },
      author: 'admin',
      change: 'changed',
    },
  ]);
  expect(kept[0]?.atSeconds).toBe(NOW - CANARY_GREW);
  expect(kept[0]?.before).toContain('weight: 90');
  expect(kept[0]?.before).toContain('weight: 10');
  expect(kept[0]?.after).toContain('weight: 70');
});

it('leaves a record that is there alone', async () => {
  await createManifestStore({ folder, readOnly: false }).revisions(span, 1);
  await keepPastRevision(folder, span.fromSeconds, NOW);
  expect(await revisions()).toEqual([]);
});
