import { describe, expect, it } from 'vitest';
import { LONGEST_LINE_BYTES, readLines } from './line-reader';

async function collected<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function* chunks(...parts: readonly Uint8Array[]) {
  yield* parts;
}

async function linesOf(...parts: readonly (string | Uint8Array)[]) {
  const source = chunks(...parts.map((part) => (typeof part === 'string' ? bytes(part) : part)));
  return collected(readLines(source));
}

describe('readLines', () => {
  it('reads the instant before a line to the microsecond', async () => {
    const [line] = await linesOf('2026-11-26T06:11:16.123456789Z hello\n');
    expect(line).toEqual({
      timeMs: Date.parse('2026-11-26T06:11:16Z') + 123.457,
      text: 'hello',
      cutBytes: 0,
      binary: false,
    });
  });

  it('puts a line together that comes in parts, even within a letter', async () => {
    const whole = bytes('2026-11-26T06:11:16Z häuser\nrest');
    const parts = Array.from(whole, (byte) => Uint8Array.of(byte));
    expect((await linesOf(...parts)).map(({ text }) => text)).toEqual(['häuser', 'rest']);
  });

  it('keeps the beginning of a line of one megabyte and counts what it left out', async () => {
    const [line, next] = await linesOf('2026-11-26T06:11:16Z ', 'x'.repeat(1024 * 1024), '\nnext\n');
    expect(line?.text).toBe('x'.repeat(LONGEST_LINE_BYTES));
    expect(line?.cutBytes).toBe(1024 * 1024 - LONGEST_LINE_BYTES);
    expect(next?.text).toBe('next');
  });

  it('shows bytes that are no text as dots and says so', async () => {
    const [line] = await linesOf(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0x41, 0x0a));
    expect(line).toMatchObject({ binary: true, text: 'PK·····A' });
  });

  it('takes a line with colours for text, and an empty one for a line', async () => {
    const lines = await linesOf('\u001b[31mred\u001b[0m\r\n\nend');
    expect(lines.map(({ text, binary }) => [text, binary])).toEqual([
      ['\u001b[31mred\u001b[0m', false],
      ['', false],
      ['end', false],
    ]);
  });
});
