import { describe, expect, it } from 'vitest';
import { CHECKS } from '@/lib/config/analysis/checks/registry';
import { allCodes } from '@/lib/config/codes';
import { stopsSave } from './problem-set';

describe('stopsSave', () => {
  it('is for the rules of a text alone, by their codes', () => {
    const ofMesh = new Set(CHECKS.map(({ code }) => code));
    for (const { code } of allCodes()) {
      expect([code, stopsSave({ code, severity: 'error' })]).toEqual([code, !ofMesh.has(code)]);
    }
    expect(stopsSave({ code: 'PER0010', severity: 'warning' })).toBe(false);
  });
});
