import { describe, expect, it } from 'vitest';
import { CHECKS } from '@/lib/config/analysis/checks/registry';
import { allTextRules } from '@/lib/config/check/rule-lookup';
import { allCodes, codesFor } from '@/lib/config/codes';
import { filteredCodes } from './code-filter';

describe('the codes that are documented', () => {
  const codes = allCodes();

  it('are those that may be reported, each once', () => {
    const reported = [...CHECKS.map(({ code }) => code), ...allTextRules().keys()].sort();
    expect(codes.map(({ code }) => code)).toEqual(reported);
    expect(new Set(reported).size).toBe(reported.length);
  });

  it('say when they speak and where more is written', () => {
    for (const { code, title, docs } of codes) {
      expect(code).toMatch(/^PER\d{4}$/);
      expect(title.length, code).toBeGreaterThan(10);
      expect(docs, code).toMatch(/^https:\/\//);
    }
  });

  it('are found by words, by the codes of others and by severity', () => {
    const found = (text: string, severity: Parameters<typeof filteredCodes>[2] = 'all') =>
      filteredCodes(codes, text, severity).map(({ code }) => code);
    expect(found('kia1107')).toEqual(codesFor('KIA1107').map(({ code }) => code));
    expect(found('subset defined')).toContain('PER0205');
    expect(found('per0205')).toEqual(['PER0205']);
    expect(found('per0205', 'info')).toEqual([]);
  });
});
