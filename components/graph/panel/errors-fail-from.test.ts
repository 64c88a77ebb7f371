import { expect, it } from 'vitest';
import { errorsFailFrom } from './errors-fail-from';

const figure = { measure: 'failedShare', of: '5xx', value: 0.3, degradedFrom: 0, failingFrom: 0.2 } as const;
const reasons = ['30 % failed'];

it('is the rule that judged the errors', () => {
  expect(errorsFailFrom({ kind: 'failing', reasons, figures: [figure] })).toBe(0.2);
  expect(
    errorsFailFrom({ kind: 'degraded', reasons, figures: [{ ...figure, failingFrom: null }] }),
  ).toBeNull();
});

it('is unknown where nothing failed, or something else was judged', () => {
  expect(errorsFailFrom({ kind: 'healthy' })).toBeNull();
  expect(errorsFailFrom({ kind: 'failing', reasons })).toBeNull();
  const latency = { ...figure, measure: 'latencyMs', of: 'p95' } as const;
  expect(errorsFailFrom({ kind: 'failing', reasons, figures: [latency] })).toBeNull();
});
