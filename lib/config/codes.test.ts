import { describe, expect, it } from 'vitest';
import { allTextRules } from './check/rule-lookup';
import { allCodes, codesFor } from './codes';
import { RULE_CONDITIONS } from './model/rule-conditions';

describe('allCodes', () => {
  it('knows each code once, in order', () => {
    const codes = allCodes().map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('has conditions for codes that there are only', () => {
    const rules = allTextRules();
    expect(Object.keys(RULE_CONDITIONS).filter((code) => !rules.has(code))).toEqual([]);
    expect(codesFor('PER0010')[0]?.condition).toBe(RULE_CONDITIONS.PER0010);
  });
});
