import { describe, expect, it } from 'vitest';
import { rowPieces } from './row-pieces';

const HEAD = '{"data":{"result":[';
const row = (at: number, size: number) =>
  `{"metric":{"at":"${at}","x":"${'x'.repeat(size)}"},"value":[1,"${at}"]}`;

function cut(text: string, chunkBytes: number): string[] {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / chunkBytes);
  const chunks = Array.from({ length: count }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  );
  return Array.from(rowPieces(chunks), (piece) => piece.bytes.toString());
}

describe('rowPieces', () => {
  it.each([
    ['many small rows', 5000, 20],
    ['rows larger than a piece', 5, 300_000],
    ['one row', 1, 10],
  ])('puts %s into lists that are whole, in order, however the chunks fall', (_what, rows, size) => {
    const text = `${HEAD}${Array.from({ length: rows }, (_, at) => row(at, size)).join(',')}]}}`;
    for (const chunkBytes of [1000, 16_384, text.length]) {
      const pieces = cut(text, chunkBytes);
      expect(pieces[0]?.startsWith(HEAD)).toBe(true);
      expect(pieces.at(-1)?.endsWith(']}}')).toBe(true);
      const lists = pieces.map((piece, at) => {
        const opened = at === 0 ? `[${piece.slice(HEAD.length)}` : piece;
        return at === pieces.length - 1 ? opened.slice(0, -2) : opened;
      });
      const read = lists.flatMap((list) => JSON.parse(list) as { metric: { at: string } }[]);
      expect(read.map(({ metric }) => metric.at)).toEqual(
        Array.from({ length: rows }, (_, at) => String(at)),
      );
    }
  });
});
