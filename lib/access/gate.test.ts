import { expect, it } from 'vitest';
import { gate } from './gate';

it('lets two run at once, the rest in the order they came, and goes on after a failure', async () => {
  const pass = gate(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const tasks = [0, 1, 2, 3].map((index) =>
    pass(async () => {
      started.push(index);
      await new Promise<void>((resolve) => finish.push(resolve));
      if (index === 0) throw new Error('failed');
    }).catch(() => undefined),
  );
  await expect.poll(() => started).toEqual([0, 1]);
  finish[0]?.();
  await expect.poll(() => started).toEqual([0, 1, 2]);
  finish[1]?.();
  await expect.poll(() => started).toEqual([0, 1, 2, 3]);
  finish[2]?.();
  finish[3]?.();
  await Promise.all(tasks);
});
