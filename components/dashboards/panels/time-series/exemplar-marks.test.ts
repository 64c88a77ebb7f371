import { expect, it } from 'vitest';
import { exemplarMarks } from './exemplar-marks';

it('brings values to the unit of the axis, and leads to their traces', () => {
  const one = { traceId: 'abc', atSeconds: 5, value: 1500, labels: { app: 'web', code: '200' } };
  const marks = (unit: 'ms' | 's' | null, axis: string) => exemplarMarks([{ ...one, unit }], axis)[0];
  expect(marks('ms', 's')).toEqual({
    ...{ seconds: 5, valueMs: 1.5, text: '1.50 s', href: '/traces/abc' },
    details: ['app: web', 'code: 200'],
  });
  expect(marks('s', 'ms')?.valueMs).toBe(1_500_000);
  expect(marks('ms', 'ms')?.valueMs).toBe(1500);
  expect(marks(null, 's')?.valueMs).toBe(1500);
});
