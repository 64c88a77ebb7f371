import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Counters } from './counters';
import { drawnFolder } from './drawn-store';
import { MeshTraffic } from './mesh-traffic';
import { NOW, shippedHistory, snapshot } from './sample-mesh';

const folder = mkdtempSync(join(tmpdir(), 'periplus-drawn-'));
/** One configuration in two phases. */
const history = shippedHistory();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the store of drawn traffic', () => {
  it('gives back exactly what was drawn', () => {
    const drawn = new MeshTraffic(history, { samples: 40, store: drawnFolder(folder) });
    const first = snapshot(new Counters(), drawn, NOW);
    expect(readdirSync(folder)).toHaveLength(2);
    const read = new MeshTraffic(history, { samples: 40, store: drawnFolder(folder) });
    expect(snapshot(new Counters(), read, NOW)).toEqual(first);
    const { drawn: before } = drawn.stateAt(NOW, 'normal');
    const { drawn: after } = read.stateAt(NOW, 'normal');
    expect(after.breakers).toEqual(before.breakers);
    expect(after.takePart).toEqual(before.takePart);
  });

  it('draws again what a crash cut off, and removes what another world left', () => {
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"rows":[');
    writeFileSync(join(folder, '0123456789abcdef-1-x-normal-40.json'), '{}');
    const mesh = new MeshTraffic(history, { samples: 40, store: drawnFolder(folder) });
    expect(snapshot(new Counters(), mesh, NOW).size).toBeGreaterThan(1000);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
