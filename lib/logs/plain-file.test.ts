import { expect, it } from 'vitest';
import type { LogEvent } from './contract';
import { plainFile } from './plain-file';

async function fileOf(sources: readonly string[], ...events: LogEvent[]): Promise<string> {
  async function* given() {
    yield* events;
  }
  let text = '';
  for await (const line of plainFile(given(), sources)) text += line;
  return text;
}

type Line = Extract<LogEvent, { kind: 'line' }>;
const line = (source: number, text: string, more: Partial<Line> = {}): LogEvent => ({
  kind: 'line',
  source,
  timeMs: 1_700_000_000_123,
  text,
  ...more,
});
const notice = (source: number | null, message: string): LogEvent => ({
  kind: 'notice',
  source,
  code: 'any',
  message,
  hint: null,
});

it('is a line each with its instant, and its container where there are several', async () => {
  expect(await fileOf(['cart-1/cart'], line(0, 'hello'))).toBe('2023-11-14T22:13:20.123Z hello\n');
  expect(
    await fileOf(['cart-1/cart', 'cart-1/istio-proxy'], line(1, 'GET /'), line(0, 'x', { timeMs: null })),
  ).toBe('2023-11-14T22:13:20.123Z cart-1/istio-proxy GET /\n- cart-1/cart x\n');
});

it('says within the file what was left out, and how it ends', async () => {
  const text = await fileOf(
    ['cart-1/cart'],
    line(0, 'begins', { cutBytes: 900_000 }),
    notice(0, 'The connection broke.'),
    notice(null, 'Older lines were left out.'),
    { kind: 'end', because: 'bytes', message: 'Cut after 32 MB.' },
  );
  expect(text.split('\n').slice(0, 4)).toEqual([
    '2023-11-14T22:13:20.123Z begins … 900000 bytes left out',
    '# cart-1/cart: The connection broke.',
    '# Older lines were left out.',
    '# Cut after 32 MB.',
  ]);
  expect(await fileOf(['a/b'], { kind: 'end', because: 'complete', message: '' })).toBe('# end\n');
});
