import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuildCurrent, SERVER_ENVIRONMENT, sourcesHash } from './production-build';

function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'periplus-build-'));
  mkdirSync(join(root, 'lib', 'mesh'), { recursive: true });
  writeFileSync(join(root, 'lib', 'mesh', 'fault.ts'), 'export const a = 1;');
  writeFileSync(join(root, 'package.json'), '{}');
  return root;
}

describe('the kept production build', () => {
  it('has another hash when a source changes or moves', () => {
    const root = project();
    const before = sourcesHash(root);
    writeFileSync(join(root, 'lib', 'mesh', 'fault.ts'), 'export const a = 2;');
    const changed = sourcesHash(root);
    writeFileSync(join(root, 'lib', 'mesh', 'other.ts'), '');
    expect(new Set([before, changed, sourcesHash(root)]).size).toBe(3);
  });

  it('is not made anew for a changed test', () => {
    const root = project();
    const before = sourcesHash(root);
    writeFileSync(join(root, 'lib', 'mesh', 'fault.test.ts'), 'anything');
    expect(sourcesHash(root)).toBe(before);
  });

  it('is current only with a server and the stamp of these very sources', () => {
    const root = project();
    expect(isBuildCurrent(root)).toBe(false);
    mkdirSync(join(root, '.next', 'standalone'), { recursive: true });
    writeFileSync(join(root, '.next', 'standalone', 'server.js'), '');
    expect(isBuildCurrent(root)).toBe(false);
    writeFileSync(join(root, '.next', 'periplus-sources-hash'), sourcesHash(root));
    expect(isBuildCurrent(root)).toBe(true);
    writeFileSync(join(root, 'package.json'), '{"a":1}');
    expect(isBuildCurrent(root)).toBe(false);
  });
});

it('runs as it does in the image', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  for (const [name, value] of Object.entries(SERVER_ENVIRONMENT)) {
    expect(dockerfile).toContain(` ${name}=${value} \\\n`);
  }
});
