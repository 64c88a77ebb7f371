import { describe, expect, it } from 'vitest';
import { beforeOfText, beforeText, beforeWindow, isEarlier, momentProblem } from './moments';

const NOW = 1_700_000_000;
const after = { fromSeconds: NOW - 600, toSeconds: NOW };
const limits = { nowSeconds: NOW, retentionSeconds: 86_400, shortestSeconds: 60 };

describe('the moment before', () => {
  it.each([
    ['3600', { kind: 'apart', seconds: 3600 }],
    ['1699990000-1699990600', { kind: 'absolute', fromSeconds: 1_699_990_000, toSeconds: 1_699_990_600 }],
    ['0', null],
    ['-5', null],
    ['abc', null],
    ['1-2-3', null],
  ] as const)('is read from %j', (text, expected) => {
    const before = beforeOfText(text);
    expect(before).toEqual(expected);
    if (before !== null) expect(beforeText(before)).toBe(text);
  });

  it('is as long as the window on screen, and ends earlier', () => {
    expect(beforeWindow({ kind: 'apart', seconds: 3600 }, after)).toEqual({
      fromSeconds: NOW - 4200,
      toSeconds: NOW - 3600,
    });
  });
});

describe('two moments', () => {
  it('are in order where one begins or ends before the other', () => {
    const hour = { fromSeconds: after.fromSeconds - 3600, toSeconds: after.toSeconds - 3600 };
    expect(isEarlier(hour, after)).toBe(true);
    expect(isEarlier(after, hour)).toBe(false);
    expect(isEarlier(after, after)).toBe(false);
  });

  const problem = (fromSeconds: number, toSeconds: number) =>
    momentProblem({ fromSeconds, toSeconds }, after, limits);

  it('apart from each other can be compared', () => {
    expect(problem(NOW - 4200, NOW - 3600)).toBeNull();
  });

  it.each([
    ['that ends before it begins', NOW - 3600, NOW - 4200, 'ends before it begins'],
    ['after the later one', NOW - 500, NOW, 'not earlier'],
    ['too short for rates', NOW - 4200, NOW - 4190, 'four scrapes'],
    ['older than the data', NOW - 90_000, NOW - 89_400, 'oldest data'],
  ])('of which one is %s cannot', (_what, from, to, said) => {
    expect(problem(from, to)).toMatchObject({ kind: 'wrong', message: expect.stringContaining(said) });
  });

  it('that overlap are compared, and it is said by how much', () => {
    expect(problem(NOW - 900, NOW - 300)).toMatchObject({
      kind: 'doubtful',
      message: expect.stringContaining('300 s'),
    });
  });
});
