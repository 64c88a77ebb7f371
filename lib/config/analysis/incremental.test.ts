import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { objectName } from '@/lib/config/identity';
import { storedObjects } from '@/lib/config/stored-objects';
import { Analysis, analyze } from './analysis';
import type { Finding } from './finding';

const FOLDER = 'demo/manifests';
const objects = readdirSync(FOLDER).flatMap((name) =>
  storedObjects(readFileSync(path.join(FOLDER, name), 'utf8'), name, () => '1').placed.map(
    ({ object }) => object,
  ),
);

/** As a set: an object that comes back stands at the end. */
function told(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ code, id, path: place, message }) => `${code} ${objectName(id)} ${place.join('.')} ${message}`)
    .sort();
}

it('finds after taking an object away, and after putting it back, what a fresh analysis finds', () => {
  const analysis = new Analysis(objects);
  const all = told(analyze(objects));
  // Every ninth: of each kind some, in seconds rather than minutes.
  for (const object of objects.filter((_, index) => index % 9 === 0)) {
    analysis.update([], [object.id]);
    const rest = objects.filter((other) => other !== object);
    expect(told(analysis.findings()), objectName(object.id)).toEqual(told(analyze(rest)));
    analysis.update([object]);
    expect(told(analysis.findings()), objectName(object.id)).toEqual(all);
  }
}, 60_000);
