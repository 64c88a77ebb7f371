import { describe, expect, it } from 'vitest';
import { applyEdits } from './problem';
import { readYaml } from './read-yaml';

function problemsOf(text: string) {
  const reading = readYaml(text);
  if (reading.kind === 'value') throw new Error('was read');
  return reading.problems;
}

describe('keys given twice', () => {
  it('are all reported at their second place, with the way to the first', () => {
    const found = problemsOf('a: 1\nb:\n  c: 1\n  c: 2\na: 3\n');
    expect(found.map(({ line, column }) => [line, column])).toEqual([
      [4, 3],
      [5, 1],
    ]);
    expect(found[1]?.message).toBe(
      'The key a is given twice in the same object, first 4 lines above; keep one.',
    );
  });

  it('are reported once where a whole object is repeated', () => {
    expect(problemsOf('a:\n  b: 1\n  c: 1\na:\n  b: 2\n  c: 2\n')).toHaveLength(1);
  });

  it('are taken away on request', () => {
    const text = 'a: 1\nb:\n  c: 1\na: 3\nd: 4\n';
    expect(applyEdits(text, problemsOf(text)[0]?.fix?.edits ?? [])).toBe('a: 1\nb:\n  c: 1\nd: 4\n');
  });

  it('become one list where both are lists', () => {
    const text = `spec:
  http:
  - name: a
    route: [x]
  hosts: [h]
  http:
  # the other
  - name: b
    route: [y]
`;
    const [problem] = problemsOf(text);
    expect(problem?.fix?.label).toBe('Join both lists');
    expect(applyEdits(text, problem?.fix?.edits ?? [])).toBe(`spec:
  http:
  - name: a
    route: [x]
  # the other
  - name: b
    route: [y]
  hosts: [h]
`);
  });

  it('have no edit where they share a line', () => {
    expect(problemsOf('{a: 1, a: 2}\n')[0]?.fix).toBeNull();
  });
});
