import { expect, it } from 'vitest';
import { askInTurn } from './ask-in-turn';

it('asks eight at once for one person and lets 200 wait, whoever else asks', async () => {
  const open = Promise.withResolvers<void>();
  let running = 0;
  const ask = (person: string) =>
    askInTurn(person, async () => {
      running += 1;
      await open.promise;
    });
  const waiting = Array.from({ length: 208 }, () => ask('ann'));
  await Promise.resolve();
  expect(running).toBe(8);
  await expect(ask('ann')).rejects.toMatchObject({
    code: 'throttled',
    data: { retryAfterSeconds: 5 },
  });
  const other = ask('bob');
  await Promise.resolve();
  expect(running).toBe(9);
  open.resolve();
  await Promise.all([...waiting, other]);
  expect(running).toBe(209);
});
