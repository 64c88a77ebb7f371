import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '@/demo/traffic/configuration';
import { beginHistory, readHistory } from '@/demo/traffic/history';
import { NOW, SEED } from '@/demo/traffic/sample-mesh';
import { LiveMesh } from './live-mesh';

const folder = mkdtempSync(join(tmpdir(), 'periplus-live-'));
const manifests = join(folder, 'manifests');
const historyFile = join(folder, 'history.json');
const reviews = join(manifests, 'bookinfo-networking.yaml');
const told: string[] = [];
let mesh: LiveMesh;

beforeAll(() => {
  cpSync(join(fileURLToPath(new URL('.', import.meta.url)), '..', 'manifests'), manifests, {
    recursive: true,
  });
  mesh = new LiveMesh({
    manifests,
    historyFile,
    drawnFolder: join(folder, 'drawn'),
    history: beginHistory(SEED, NOW - 36 * 3600, readFolder(manifests)),
    onChange: () => told.push('changed'),
    onUnreadable: (what) => told.push(what),
    samples: 40,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the live mesh', () => {
  it('notes an edit with its time and keeps it in the file', () => {
    const text = readFileSync(reviews, 'utf8');
    writeFileSync(reviews, text.replace('weight: 80', 'weight: 60'));
    mesh.look(NOW);
    expect(mesh.traffic.history.segments.map(({ fromSeconds }) => fromSeconds)).toEqual([
      NOW - 36 * 3600,
      NOW,
    ]);
    expect(readHistory(historyFile)).toEqual(mesh.traffic.history);
    expect(told).toEqual(['changed']);
  });

  it('takes a comment for no change', () => {
    writeFileSync(reviews, `${readFileSync(reviews, 'utf8')}\n# Nothing to see here.\n`);
    mesh.look(NOW + 10);
    expect(mesh.traffic.history.segments).toHaveLength(2);
  });

  it('stays as it was while a file is broken, and goes on when it is mended', () => {
    const text = readFileSync(reviews, 'utf8');
    writeFileSync(reviews, `${text}\n\tbroken: [\n`);
    mesh.look(NOW + 20);
    expect(mesh.traffic.history.segments).toHaveLength(2);
    expect(told.at(-1)).toContain('bookinfo-networking.yaml');
    writeFileSync(reviews, text.replace('weight: 60', 'weight: 50'));
    mesh.look(NOW + 30);
    expect(mesh.traffic.history.segments).toHaveLength(3);
  });
});
