import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { analyze } from './analysis';
import type { Finding } from './finding';

function textsIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
}

const objectsIn = (text: string, name: string) =>
  storedObjects(text, name, () => '1').placed.map(({ object }) => object);

function told(findings: readonly Finding[], severities: readonly string[]): readonly string[] {
  return findings
    .filter(({ severity, suppressed }) => severities.includes(severity) && suppressed === null)
    .map(
      ({ code, id, path: place, message }) => `${code} ${id.kind}/${id.name} ${place.join('.')}: ${message}`,
    );
}

describe('known-good configuration', () => {
  it("has no error and no warning in the demo's own", () => {
    const objects = textsIn('demo/manifests').flatMap(([name, text]) => objectsIn(text, name));
    expect(objects.length).toBeGreaterThan(100);
    expect(told(analyze(objects), ['error', 'warning'])).toEqual([]);
  });

  it.each(['lib/config/model/istio/samples', 'lib/config/model/gateway-api/samples'])(
    'has no error in any sample of %s by itself',
    (folder) => {
      const objects = textsIn(folder).flatMap(([name, text]) => objectsIn(text, name));
      expect(objects.length).toBeGreaterThan(50);
      expect(objects.flatMap((object) => told(analyze([object]), ['error']))).toEqual([]);
    },
  );
});
