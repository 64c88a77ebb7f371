import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import type { Result } from '@/lib/prometheus/client';
import { MOST_SERIES, wholeOrBusiest } from './busiest';

const whole: Result<string> = { rows: ['row'], warnings: [], infos: [] };
const tooLarge = new Fault('too-large', 'Prometheus’ answer is larger than 64 MB.', { source: 'prometheus' });

it('asks once where the whole answer can be read', async () => {
  const asked: string[] = [];
  const answer = await wholeOrBusiest('sum (x)', async (text) => {
    asked.push(text);
    return whole;
  });
  expect([answer, asked]).toEqual([whole, ['sum (x)']]);
});

it('reads the busiest series of what is too large, and says what is left out and how to narrow', async () => {
  const asked: string[] = [];
  const answer = await wholeOrBusiest('sum (x)', async (text) => {
    asked.push(text);
    if (!text.startsWith('topk')) throw tooLarge;
    return whole;
  });
  expect(asked).toEqual(['sum (x)', `topk(${MOST_SERIES},sum (x))`]);
  expect(answer.rows).toEqual(['row']);
  expect(answer.warnings[0]).toContain('40,000 busiest');
  expect(answer.warnings[0]).toContain('shorter window');
});

it('does not hide other failures', async () => {
  const down = new Fault('source-timeout', 'Prometheus did not answer.');
  await expect(wholeOrBusiest('x', () => Promise.reject(down))).rejects.toBe(down);
});
