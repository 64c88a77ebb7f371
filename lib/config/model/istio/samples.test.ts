import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { allFields } from '@/lib/config/check/schema-fields';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { fieldNote } from '@/lib/config/model/field';
import { modelOf } from '@/lib/config/model/models';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { readYaml } from '@/lib/config/yaml/read-yaml';

const FOLDER = path.join(__dirname, 'samples');

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly value: Record<string, unknown>;
}

const SAMPLES: readonly Sample[] = readdirSync(FOLDER).flatMap((file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  return splitDocuments(text)
    .filter((span) => !span.isEmpty)
    .map((span) => {
      const own = text.slice(span.start, span.end);
      const reading = readYaml(own);
      if (reading.kind !== 'value') throw new Error(`${file}:${span.line} ${reading.problems[0]?.message}`);
      return { name: `${file}:${span.line}`, text: own, value: reading.value as Record<string, unknown> };
    });
});

/** Parts that another kind or place shares and has samples of; and what must not be given at all. */
const SHARED = [
  /^spec\.ingress\[\]\.(?:tls|connectionPool)\./,
  /^spec\.inboundConnectionPool\./,
  /^spec\.wasm\./,
  /^spec\.template\.address$/,
  /^spec\.targetRefs?(?:\[\])?\.namespace$/,
  /^spec\.targetRef\./,
];

/** Paths of all fields that a value gives, as `allFields` writes them. */
function givenPlaces(value: unknown, place: string, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    const own = Array.isArray(value) ? `${place}[]` : place === '' ? key : `${place}.${key}`;
    if (!Array.isArray(value)) found.add(own);
    givenPlaces(entry, own, found);
  }
}

describe('samples', () => {
  it('are at least 150', () => {
    expect(SAMPLES.length).toBeGreaterThanOrEqual(150);
  });

  it.each(SAMPLES)('finds no error in $name', ({ text }) => {
    const { problems } = checkText(text, { judgePattern });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe.each(MESH_KIND_NAMES)('the model of $label', ({ group, kind }) => {
  const model = modelOf(group, kind);
  if (model === null) throw new Error(`${group}/${kind} has no model`);

  it('describes every field', () => {
    const bare = allFields(model).filter(({ schema }) => fieldNote(schema) === null);
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  it.runIf(group.endsWith('.istio.io'))(
    'has a sample for every field of the spec that is not deprecated',
    () => {
      const given = new Set<string>();
      for (const { value } of SAMPLES) if (value.kind === kind) givenPlaces(value, '', given);
      const untried = allFields(model).filter(({ place, schema }) => {
        // Subsets, ports and the policy at the top share one schema.
        const shared = place
          .replace(/^spec\.subsets\[\]\.trafficPolicy/, 'spec.trafficPolicy')
          .replace(/\.portLevelSettings\[\]\.(?=loadBalancer|connectionPool|outlierDetection|tls)/, '.');
        const isGiven = [...given].some((own) => own === shared || matches(own, shared));
        if (SHARED.some((pattern) => pattern.test(place))) return false;
        return place.startsWith('spec.') && fieldNote(schema)?.facts.deprecated === undefined && !isGiven;
      });
      expect(untried.map(({ place }) => place)).toEqual([]);
    },
  );
});

/** `*` in a place stands for any key of a map. */
function matches(given: string, place: string): boolean {
  if (!place.includes('*')) return false;
  const pattern = place.replace(/[.[\]]/g, '\\$&').replaceAll('*', '(?:[^[\\]]+?)');
  return new RegExp(`^${pattern}$`).test(given);
}
