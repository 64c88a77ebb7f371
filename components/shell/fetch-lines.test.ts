import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fetchLines } from './fetch-lines';

afterEach(() => vi.unstubAllGlobals());

/** An answer that comes in these pieces, wherever they are cut. */
function answering(...pieces: string[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  vi.stubGlobal('fetch', async () => new Response(body, { status: 200 }));
}

const seen: number[] = [];
const ask = () => {
  seen.length = 0;
  return fetchLines('/api/x?y=1', {
    answer: () => z.object({ found: z.number() }),
    progress: () => z.object({ done: z.number() }),
    onProgress: ({ done }) => seen.push(done),
  });
};

it('tells of progress and returns the answer, however the lines are cut', async () => {
  answering('{"progress":{"do', 'ne":1}}\n{"progress":{"done":2}}\n{"answer":', '{"found":3}}');
  expect(await ask()).toEqual({ found: 3 });
  expect(seen).toEqual([1, 2]);
});

it('throws the problem of a line, an answer against its contract, and one that broke off', async () => {
  answering('{"problem":{"code":"source-timeout","message":"Jaeger does not answer.","requestId":"r"}}\n');
  await expect(ask()).rejects.toMatchObject({ code: 'source-timeout', message: 'Jaeger does not answer.' });
  answering('{"answer":{"found":"many"}}\n');
  await expect(ask()).rejects.toMatchObject({ code: 'bad-answer' });
  answering('{"progress":{"done":1}}\n{"answer":{"fo');
  await expect(ask()).rejects.toThrow(/broke off/);
});
