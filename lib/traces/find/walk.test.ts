import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { seededRandom } from '@/lib/traces/model/sample-trace';
import { type Slice, type Walked, type WalkOptions, walkBack } from './walk';

interface Item {
  readonly id: string;
  /** Starts of the spans that the source would find it by. */
  readonly at: readonly number[];
}

type Order = 'newest' | 'oldest' | 'random';

/** A source that answers as Jaeger does: whatever it likes, up to the limit. */
function source(items: readonly Item[], order: Order, seed = 1) {
  const random = seededRandom(seed);
  let calls = 0;
  const search = async (fromUs: number, toUs: number, limit: number): Promise<Slice<Item>> => {
    calls += 1;
    const found = items.filter((item) => item.at.some((at) => at >= fromUs && at <= toUs));
    const newest = (item: Item) => Math.max(...item.at);
    if (order === 'random') found.sort(() => random() - 0.5);
    else found.sort((a, b) => (order === 'newest' ? newest(b) - newest(a) : newest(a) - newest(b)));
    return { items: found.slice(0, limit), cut: found.length >= limit };
  };
  return { search, calls: () => calls };
}

async function walk(
  items: readonly Item[],
  order: Order,
  part: Partial<WalkOptions<Item>> = {},
): Promise<{ ids: string[]; walked: Walked; calls: number }> {
  const ids: string[] = [];
  const { search, calls } = source(items, order);
  const walked = await walkBack<Item>({
    fromUs: 0,
    toUs: 1e9,
    limit: 1500,
    chunk: 50,
    search,
    keyOf: (item) => item.id,
    timeOf: (item) => Math.min(...item.at),
    take: (taken) => ids.push(...taken.map((item) => item.id)),
    clock: () => 0,
    ...part,
  });
  return { ids, walked, calls: calls() };
}

/** Bursts and gaps, and traces with spans in several slices. */
function randomItems(count: number, seed: number): Item[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor((random() < 0.5 ? 4e8 + random() * 1e7 : random() * 1e9) * 1);
    const spans = 1 + Math.floor(random() * 3);
    return {
      id: String(index),
      at: Array.from({ length: spans }, (_, span) => Math.min(1e9, at + span * 1000)),
    };
  });
}

describe('walkBack', () => {
  it('takes a window that is not cut with one question', async () => {
    const { ids, walked, calls } = await walk(randomItems(40, 1), 'newest');
    expect([ids.length, calls]).toEqual([40, 1]);
    expect(walked).toEqual({ fromUs: 0, looked: 40, crowded: false, stopped: null });
  });

  it.each(['newest', 'oldest', 'random'] as const)(
    'neither loses nor doubles a trace, %s first',
    async (order) => {
      for (const seed of [1, 2, 3]) {
        const items = randomItems(700, seed);
        const { ids, walked } = await walk(items, order);
        expect(ids.length, `seed ${seed}`).toBe(new Set(ids).size);
        expect(new Set(ids), `seed ${seed}`).toEqual(new Set(items.map((item) => item.id)));
        expect(walked.stopped).toBeNull();
      }
    },
  );

  it.each(['newest', 'random'] as const)(
    'says how far back a page went, and the next one goes on, %s first',
    async (order) => {
      const items = randomItems(700, 7);
      const all: string[] = [];
      let toUs = 1e9;
      for (let page = 0; page < 20 && toUs > 0; page += 1) {
        const { ids, walked } = await walk(items, order, { toUs, limit: 200 });
        expect(ids.length).toBeLessThanOrEqual(200);
        // Everything from there on was seen.
        const due = items.filter((item) => item.at.some((at) => at >= walked.fromUs && at <= toUs));
        expect(new Set(due.map((item) => item.id))).toEqual(new Set(ids));
        all.push(...ids);
        toUs = walked.fromUs;
      }
      expect(new Set(all).size).toBe(700);
    },
  );

  it('asks twice where a source gives the newest first and stops at the limit', async () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ id: String(index), at: [index * 200_000] }));
    const { ids, walked, calls } = await walk(items, 'newest', { limit: 100, chunk: 200 });
    expect(calls).toBe(2);
    expect(ids.length).toBeGreaterThanOrEqual(90);
    expect(walked.stopped).toBe('limit');
  });

  it('admits that more starts at one instant than a slice may hold', async () => {
    const items = Array.from({ length: 80 }, (_, index) => ({ id: String(index), at: [500_000_000] }));
    const { walked } = await walk(items, 'random');
    expect(walked).toMatchObject({ crowded: true, stopped: null });
  });

  it('narrows slices whose answers are too large', async () => {
    const items = randomItems(300, 4);
    const { search } = source(items, 'newest');
    const { ids } = await walk(items, 'newest', {
      search: async (fromUs, toUs, limit) => {
        const found = await search(fromUs, toUs, limit);
        if (found.items.length > 20) throw new Fault('too-large', 'Too much.', { source: 'jaeger' });
        return found;
      },
    });
    expect(new Set(ids).size).toBe(300);
  });

  it('keeps what it has when the source fails later, and fails when it has nothing', async () => {
    const items = randomItems(300, 5);
    const { search } = source(items, 'newest');
    const fault = new Fault('source-timeout', 'No answer.', { source: 'jaeger' });
    let calls = 0;
    const failing = async (fromUs: number, toUs: number, limit: number) => {
      calls += 1;
      if (calls > 4) throw fault;
      return search(fromUs, toUs, limit);
    };
    const { ids, walked } = await walk(items, 'newest', { search: failing });
    expect(walked.stopped).toBe(fault);
    expect(ids.length).toBeGreaterThan(0);
    await expect(walk(items, 'newest', { search: () => Promise.reject(fault) })).rejects.toBe(fault);
  });

  it('stops when it took too long', async () => {
    let now = 0;
    const { walked } = await walk(randomItems(700, 6), 'newest', { clock: () => (now += 6000) });
    expect(walked.stopped).toBe('time');
    expect(walked.fromUs).toBeGreaterThan(0);
  });
});
