import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { learnProcessors } from './processors';

it('is what the runtime information says, and unknown where there is none', async () => {
  expect(await learnProcessors(async () => ({ GOMAXPROCS: 2 }))).toBe(2);
  for (const info of [null, {}, { GOMAXPROCS: '2' }, { GOMAXPROCS: 0 }]) {
    expect(await learnProcessors(async () => info)).toBeNull();
  }
  const absent = learnProcessors(async () => {
    throw new Fault('source-rejected', 'There is no such page.', { source: 'prometheus' });
  });
  expect(await absent).toBeNull();
});
