import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatText } from './format-value';

const captured = z
  .object({
    source: z.string(),
    values: z.array(z.number()),
    decimals: z.array(z.number().nullable()),
    units: z.record(z.string(), z.array(z.array(z.string()))),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'captured', 'units.json'), 'utf8')));

/** Where Grafana writes nothing, an invalid date, or a negative clock that is not the figure, ours says the figure. */
function isNonsense(unit: string, value: number, text: string): boolean {
  if (text.trim() === '' || text.includes('Invalid date')) return true;
  return unit.startsWith('clock') && value < 0;
}

describe('formatValue', () => {
  it.each(Object.entries(captured.units))('writes %s as Grafana does', (unit, expected) => {
    const ours: Record<string, string> = {};
    const theirs: Record<string, string> = {};
    for (const [v, value] of captured.values.entries()) {
      for (const [d, decimals] of captured.decimals.entries()) {
        const text = (expected[v]?.[d] ?? '').trimEnd();
        if (isNonsense(unit, value, text)) continue;
        theirs[`${value} (${decimals})`] = text;
        ours[`${value} (${decimals})`] = formatText(value, unit, decimals);
      }
    }
    expect(ours).toEqual(theirs);
  });

  it('says what is no finite number', () => {
    expect(formatText(Number.NaN, 's')).toBe('NaN');
    expect(formatText(Number.POSITIVE_INFINITY, 'bytes')).toBe('∞');
    expect(formatText(Number.NEGATIVE_INFINITY)).toBe('-∞');
  });

  it('takes names that objects have by themselves for free text', () => {
    expect(formatText(1, 'constructor')).toBe('1 constructor');
    expect(formatText(1, '__proto__')).toBe('1 __proto__');
  });
});
