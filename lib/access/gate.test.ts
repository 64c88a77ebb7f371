import { expect, it } from 'vitest';
import { type Gate, GateFull, gate } from './gate';

/** Tasks that note when they start and end when they are told to. */
function tasks(pass: Gate) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, urgent = false) =>
    pass(async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (name === 'failing') throw new Error('failed');
    }, urgent);
  return { started, run, end: (name: string) => ends.get(name)?.() };
}

it('lets two run at once and the rest in the order they came, and goes on after a failure', async () => {
  const { started, run, end } = tasks(gate({ places: 2, waiting: 10 }));
  const failing = run('failing');
  const others = [run('b'), run('c'), run('d')];
  await expect.poll(() => started).toEqual(['failing', 'b']);
  end('failing');
  await expect(failing).rejects.toThrow('failed');
  await expect.poll(() => started).toEqual(['failing', 'b', 'c']);
  end('b');
  await expect.poll(() => started).toEqual(['failing', 'b', 'c', 'd']);
  end('c');
  end('d');
  await Promise.all(others);
});

it('refuses when too many wait, but never an urgent one, which goes before the others', async () => {
  const { started, run, end } = tasks(gate({ places: 1, waiting: 2 }));
  const running = [run('a'), run('b'), run('c')];
  await expect(run('d')).rejects.toThrow(GateFull);
  running.push(run('urgent', true), run('urgent too', true));
  for (const name of ['a', 'urgent', 'urgent too', 'b', 'c']) {
    await expect.poll(() => started.at(-1)).toBe(name);
    end(name);
  }
  await Promise.all(running);
  expect(started).toEqual(['a', 'urgent', 'urgent too', 'b', 'c']);
});
