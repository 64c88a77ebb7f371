import { describe, expect, it } from 'vitest';
import { CHECKS } from '@/lib/config/analysis/checks/registry';
import { REFUSED } from '@/lib/config/check/document-rules';
import { allCodes } from '@/lib/config/codes';
import { stopsSave } from './problem-set';

describe('stopsSave', () => {
  it('is for the rules of a text alone, by their codes', () => {
    const ofMesh = new Set(CHECKS.map(({ code }) => code));
    for (const { code } of allCodes().filter(({ code }) => code !== REFUSED)) {
      expect([code, stopsSave({ code, severity: 'error' })]).toEqual([code, !ofMesh.has(code)]);
    }
    expect(stopsSave({ code: 'PER0010', severity: 'warning' })).toBe(false);
    expect(stopsSave({ code: REFUSED, severity: 'error' })).toBe(false);
  });
});
