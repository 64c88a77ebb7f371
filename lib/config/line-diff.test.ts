import { describe, expect, it } from 'vitest';
import { changesText, formerValue, lineChanges } from './line-diff';

describe('lineChanges', () => {
  it('finds nothing between equal texts', () => {
    expect(lineChanges('a\nb', 'a\nb')).toEqual([]);
    expect(changesText([])).toBeNull();
  });

  it('tells changed, added and removed lines', () => {
    const changes = lineChanges('a\nweight: 100\nb\nc\nd\n', 'a\nweight: 80\nb\nx\nc\n');
    expect(changes).toEqual([
      { kind: 'changed', line: 2, was: 'weight: 100' },
      { kind: 'added', line: 4 },
      { kind: 'removed', line: 6, lines: ['d'] },
    ]);
    expect(changesText(changes)).toBe('1 line changed, 1 added, 1 removed');
  });

  it('can be replayed to the new text', () => {
    // Fixed seed, so that a failure can be repeated.
    let state = 42;
    const next = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % limit;
    };
    for (let round = 0; round < 300; round += 1) {
      const text = () => Array.from({ length: next(12) }, () => 'abc'[next(3)]).join('\n');
      const before = text();
      const after = text();
      const changes = lineChanges(before, after);
      const lines = after.split('\n');
      const rebuilt: string[] = [];
      for (let line = 1; line <= lines.length + 1; line += 1) {
        const here = changes.filter((change) => change.line === line);
        const removed = here.find((change) => change.kind === 'removed');
        if (removed?.kind === 'removed') rebuilt.push(...removed.lines);
        if (line > lines.length) continue;
        const changed = here.find((change) => change.kind === 'changed');
        if (changed?.kind === 'changed') rebuilt.push(changed.was);
        else if (!here.some((change) => change.kind === 'added')) rebuilt.push(lines[line - 1] ?? '');
      }
      expect(rebuilt.join('\n')).toBe(before);
    }
  });

  it('stays quick on large texts that share nothing', () => {
    const many = (letter: string) => Array.from({ length: 5000 }, (_, n) => `${letter}${n}`).join('\n');
    expect(lineChanges(many('a'), many('b'))).toHaveLength(5000);
  });
});

describe('formerValue', () => {
  it.each([
    ['      weight: 100', '      weight: 80', '100'],
    ['    - weight: 1 # x', '    - weight: 2', '1'],
    ['a: 1', 'b: 1', null],
    ['a:', 'a: 1', null],
  ])('%s → %s was %s', (was, now, value) => {
    expect(formerValue(was, now)).toBe(value);
  });
});
