import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { http, ISTIO_MISTAKES, ROUTE } from '@/lib/config/fixtures/istio-mistakes';
import { ISTIO_RULES } from './rules';

const problems = (yaml: string) => checkText(yaml, { judgePattern }).problems;

describe('the rules of Istio', () => {
  it.each(
    ISTIO_MISTAKES.map(([code, yaml]) => ({
      code,
      yaml,
      shown: yaml.split('\nspec: ')[1]?.slice(0, 90) ?? '',
    })),
  )('$code speaks of $shown', ({ code, yaml }) => {
    const found = problems(yaml);
    expect(found.map((problem) => problem.code)).toContain(code);
    const own = found.filter((problem) => problem.code === code);
    expect(own.every(({ severity }) => severity === ISTIO_RULES[code].severity)).toBe(true);
    expect(own.every(({ message }) => /^[^{}]{8,}[.?]$|[{}]/.test(message))).toBe(true);
  });

  it('each have a mistake that breaks them', () => {
    const broken = new Set<string>(ISTIO_MISTAKES.map(([code]) => code));
    expect(Object.keys(ISTIO_RULES).filter((code) => !broken.has(code))).toEqual([]);
  });

  it('go on speaking beside a field that is not known', () => {
    const codes = problems(http(`timeuot: 2s, retries: {retryOn: 5xx}, ${ROUTE}`)).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['PER0010', 'PER0047']));
  });
});
