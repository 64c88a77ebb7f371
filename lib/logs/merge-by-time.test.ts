import { describe, expect, it } from 'vitest';
import { mergeByTime } from './merge-by-time';

async function collected<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

const line = (timeMs: number | null, name: string) => ({ timeMs, name });
type Line = ReturnType<typeof line>;

async function* from(...lines: readonly Line[]) {
  yield* lines;
}

/** A source that gives lines when it is told to. */
function pipe() {
  const waiting: ((result: IteratorResult<Line>) => void)[] = [];
  const ready: Line[] = [];
  return {
    push(one: Line) {
      const next = waiting.shift();
      if (next === undefined) ready.push(one);
      else next({ done: false, value: one });
    },
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise<IteratorResult<Line>>((resolve) => {
          const one = ready.shift();
          if (one === undefined) waiting.push(resolve);
          else resolve({ done: false, value: one });
        }),
    }),
  };
}

describe('mergeByTime', () => {
  it('puts several logs into one order', async () => {
    const merged = mergeByTime(
      [from(line(1, 'a'), line(4, 'a'), line(5, 'a')), from(line(2, 'b'), line(3, 'b')), from()],
      null,
    );
    expect((await collected(merged)).map(({ timeMs, name }) => `${name}${timeMs}`)).toEqual([
      'a1',
      'b2',
      'b3',
      'a4',
      'a5',
    ]);
  });

  it('keeps lines without an instant behind the line before them', async () => {
    const merged = mergeByTime(
      [from(line(1, 'a'), line(null, 'trace'), line(9, 'a')), from(line(5, 'b'))],
      null,
    );
    expect((await collected(merged)).map(({ name }) => name)).toEqual(['a', 'trace', 'b', 'a']);
  });

  it('holds more lines than it lets wait', async () => {
    const many = Array.from({ length: 5000 }, (_unused, index) => line(index, 'a'));
    const merged = mergeByTime([from(...many), from(line(4999.5, 'b'))], null);
    const names = (await collected(merged)).map(({ timeMs }) => timeMs);
    expect(names).toHaveLength(5001);
    expect(names).toEqual(names.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('waits for a silent log no longer than its patience', async () => {
    const silent = pipe();
    const spoken = pipe();
    let over: () => void = () => undefined;
    const merged = mergeByTime(
      [silent, spoken],
      () =>
        new Promise((resolve) => {
          over = resolve;
        }),
    );
    const first = merged.next();
    spoken.push(line(10, 'spoken'));
    await new Promise((resolve) => setImmediate(resolve));
    silent.push(line(5, 'silent'));
    expect((await first).value?.name).toBe('silent');
    const second = merged.next();
    await new Promise((resolve) => setImmediate(resolve));
    over();
    expect((await second).value?.name).toBe('spoken');
  });

  it('fails when one of its logs does', async () => {
    async function* broken(): AsyncGenerator<Line> {
      yield line(1, 'a');
      throw new Error('cut');
    }
    await expect(collected(mergeByTime([broken(), from(line(2, 'b'))], null))).rejects.toThrow('cut');
  });
});
