import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { learnRetention } from './retention';

const saying = (storageRetention: unknown) => learnRetention(async () => ({ storageRetention }));

it('is the time of the runtime information, with or without a size', async () => {
  expect(await saying('15d')).toBe(15 * 86_400);
  expect(await saying('1w2d or 512MiB')).toBe(9 * 86_400);
  expect(await saying('10y')).toBe(3650 * 86_400);
});

it('is unknown where it is kept by size, said otherwise, or not said at all', async () => {
  for (const text of ['512MiB', '', 'forever', 7, undefined]) expect(await saying(text)).toBeNull();
  expect(await learnRetention(async () => null)).toBeNull();
  const absent = learnRetention(async () => {
    throw new Fault('source-bad-data', 'There is no such page.', { source: 'prometheus' });
  });
  expect(await absent).toBeNull();
});

it('lets a server that is down be told', async () => {
  const down = learnRetention(async () => {
    throw new Fault('source-unreachable', 'Prometheus does not answer.', { source: 'prometheus' });
  });
  await expect(down).rejects.toThrow('does not answer');
});
