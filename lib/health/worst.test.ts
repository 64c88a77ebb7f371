import { expect, it } from 'vitest';
import { worstHealth } from './worst';

const failing = (reason: string) => ({ kind: 'failing' as const, reasons: [reason] });

it('is as well as the worst, with the reasons of all that are as bad', () => {
  const healthy = { kind: 'healthy' as const };
  const idle = { kind: 'idle' as const };
  expect(worstHealth([idle, healthy])).toEqual(healthy);
  expect(worstHealth([idle, idle])).toEqual(idle);
  expect(
    worstHealth([healthy, failing('a'), { kind: 'degraded', reasons: ['c'] }, failing('b')]),
  ).toMatchObject({ kind: 'failing', reasons: ['a', 'b'] });
});
