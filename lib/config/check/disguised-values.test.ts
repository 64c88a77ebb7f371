import { describe, expect, it } from 'vitest';
import { modelOf } from '@/lib/config/model/models';
import { positionsOf } from '@/lib/config/yaml/positions';
import { applyEdits } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { disguisedValues } from './disguised-values';

function problemsOf(text: string) {
  const reading = readYaml(text);
  if (reading.kind !== 'value') throw new Error(reading.problems[0]?.message);
  const model = modelOf('gateway.networking.k8s.io', 'HTTPRoute');
  return disguisedValues({ text, value: reading.value, positions: positionsOf(text) }, model);
}

describe('disguisedValues', () => {
  it('warns of a label that is no text, and offers quotes', () => {
    const text = 'metadata:\n  labels: {canary: on, zone: 0755}\n';
    const found = problemsOf(text);
    expect(found.map(({ message }) => message)).toEqual([
      'on without quotes is read as true; put it in quotes if the text is meant.',
      '0755 without quotes is read as 493; put it in quotes if the text is meant.',
    ]);
    expect(
      applyEdits(
        text,
        found.flatMap(({ fix }) => fix?.edits ?? []),
      ),
    ).toBe('metadata:\n  labels: {canary: "on", zone: "0755"}\n');
  });

  it('offers the plain form where a boolean is wanted', () => {
    const text = 'spec:\n  rules:\n  - filters:\n    - type: CORS\n      cors: {allowCredentials: yes}\n';
    expect(problemsOf(text)).toMatchObject([{ line: 5, fix: { label: 'Write true' } }]);
  });

  it('says nothing of keys, of quoted values, and of what looks like what it is', () => {
    expect(problemsOf('on: 1\na: "on"\nb: !!str no\nc: true\nd: 10\ne: once\n')).toEqual([]);
  });
});
