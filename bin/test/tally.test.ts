import { describe, expect, it } from 'vitest';
import { add, exitCode, finalLine, NOTHING } from './tally';

describe('the tally over all runners', () => {
  it('ends with passed and failed, and names skipped tests only where there are some', () => {
    expect(finalLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(finalLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('sums the runners', () => {
    expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });

  it('fails when anything failed and when nothing ran', () => {
    expect(exitCode({ passed: 5, failed: 1, skipped: 0 })).toBe(1);
    expect(exitCode(NOTHING)).toBe(1);
    expect(exitCode({ passed: 5, failed: 0, skipped: 1 })).toBe(0);
  });
});
