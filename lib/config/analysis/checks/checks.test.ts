import { describe, expect, it } from 'vitest';
import { Analysis } from '@/lib/config/analysis/analysis';
import { textFixOf } from '@/lib/config/analysis/apply-fix';
import { parsedText } from '@/lib/config/analysis/place';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import { applyEdits } from '@/lib/config/yaml/problem';
import { CASES } from './cases';
import { CHECK_FAILED, CHECKS } from './registry';

function place(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

describe('checks', () => {
  it('have codes that are written once, in order, and say what they are', () => {
    const codes = CHECKS.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const check of CHECKS) {
      expect(check.code).toMatch(/^PER\d{4}$/);
      expect(check.kinds.length, check.code).toBeGreaterThan(0);
      expect(check.condition, check.code).toMatch(/\.$/);
    }
  });

  it('are each tried on both sides', () => {
    const tried = (isPositive: boolean) =>
      new Set(CASES.filter(({ finds }) => finds.length > 0 === isPositive).map(({ code }) => code));
    const missing = CHECKS.filter(({ code }) => !tried(true).has(code) || !tried(false).has(code));
    expect(missing.map(({ code, title }) => `${code} ${title}`)).toEqual([]);
  });
});

describe.each(CHECKS)('$code $title', (check) => {
  it.each(CASES.filter(({ code }) => code === check.code))(
    '$fact',
    ({ yaml, finds, settings, known, fixed }) => {
      const objects = objectsOf(yaml);
      const analysis = new Analysis(objects, { settings, known });
      const all = analysis.findings();
      expect(all.filter(({ code }) => code === CHECK_FAILED.code)).toEqual([]);
      const own = all.filter(({ code }) => code === check.code);
      expect(own.map(({ id, path }) => `${id.kind}/${id.name} ${place(path)}`.trim()).sort()).toEqual(
        [...finds].sort(),
      );
      for (const { message } of own) expect(message).toMatch(/[.?]$/);
      if (fixed === undefined) return;
      const [finding] = own;
      const text =
        objects.find(({ id }) => id.name === finding?.id.name && id.kind === finding?.id.kind)?.text ?? '';
      const fix = textFixOf(parsedText(text)!, finding!.fix!);
      expect(applyEdits(text, fix!.edits).trim()).toBe(fixed.trim());
    },
  );
});
