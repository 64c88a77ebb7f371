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

// Whole meshes are checked, over and over.
describe('known-good configuration', { timeout: 60_000 }, () => {
  it("has no error and no warning in the demo's own", () => {
    const objects = textsIn('demo/manifests').flatMap(([name, text]) => objectsIn(text, name));
    expect(objects.length).toBeGreaterThan(100);
    expect(told(analyze(objects), ['error', 'warning'])).toEqual([]);
  });

  const meshes = textsIn('lib/config/analysis/samples');

  it.each(meshes.map(([name]) => name))('has no error and no warning in the mesh of %s', (name) => {
    const text = meshes.find(([own]) => own === name)?.[1] ?? '';
    expect(told(analyze(objectsIn(text, name)), ['error', 'warning'])).toEqual([]);
  });

  it('has no error and no warning when one routing of Bookinfo after the other is applied to it', () => {
    const platform = meshes.find(([name]) => name === 'bookinfo-platform.yaml')?.[1] ?? '';
    const base = objectsIn(platform, 'bookinfo-platform.yaml');
    const sample = readFileSync('lib/config/model/istio/samples/bookinfo.yaml', 'utf8');
    const routing = objectsIn(sample, 'bookinfo.yaml');
    const rules = routing.filter(({ id }) => id.kind === 'DestinationRule' && !id.name.endsWith('-mtls'));
    const gateways = routing.filter(({ id }) => id.kind === 'Gateway' || id.kind === 'ServiceEntry');
    // Its sample of a fault has a second rule that nothing reaches, which is rightly said.
    const services = routing.filter(({ id }) => id.kind === 'VirtualService' && id.name !== 'details-fault');
    expect(services.length).toBeGreaterThan(20);
    const all = services.map((one) => [
      one.id.name,
      told(analyze([...base, ...rules, ...gateways, one]), ['error', 'warning']),
    ]);
    expect(all.filter(([, findings]) => (findings?.length ?? 0) > 0)).toEqual([]);
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
