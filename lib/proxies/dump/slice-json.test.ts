import { describe, expect, it } from 'vitest';
import type { DumpElement } from './dump-element';
import { LARGEST_PIECE_BYTES, type SliceRule, sliceJson } from './slice-json';

const RULES: readonly SliceRule[] = [
  ['configs', '#', '*', '#', 'hosts', '#'],
  ['configs', '#', '*', '#'],
  ['configs', '#'],
];

async function sliced(
  text: string,
  pieceBytes = 7,
  turn: () => Promise<void> = async () => {},
): Promise<DumpElement[]> {
  const bytes = new TextEncoder().encode(text);
  async function* chunks() {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
  }
  const found: DumpElement[] = [];
  const options = {
    rules: RULES,
    turn,
    maxBytes: 200_000_000,
    tooLarge: () => new Error('too large'),
    broken: (why: string) => new Error(why),
  };
  for await (const element of sliceJson(chunks(), options)) found.push(element);
  return found;
}

describe('sliceJson', () => {
  it('gives inner parts first, and leaves null in their places', async () => {
    const value = {
      configs: [{ a: [{ name: 'x', hosts: [{ d: 'é"\\]}' }, { d: 2 }] }, { name: 'y' }], note: 'n' }],
    };
    const found = await sliced(JSON.stringify(value));
    expect(found.map(({ path, value: piece }) => [path.join('.'), piece])).toEqual([
      ['configs.0.a.0.hosts.0', { d: 'é"\\]}' }],
      ['configs.0.a.0.hosts.1', { d: 2 }],
      ['configs.0.a.0', { name: 'x', hosts: [null, null] }],
      ['configs.0.a.1', { name: 'y' }],
      ['configs.0', { a: [null, null], note: 'n' }],
    ]);
  });

  it('leaves out a part that is too large to be parsed at once, and goes on', async () => {
    const big = `{"configs":[{"a":[{"big":"${'x'.repeat(LARGEST_PIECE_BYTES)}"},{"name":"y"}]}]}`;
    const found = await sliced(big, 60_000);
    expect(found.map(({ value }) => value)).toEqual([null, { name: 'y' }, { a: [null, null] }]);
  });

  it('says that a document was cut, or is none', async () => {
    await expect(sliced('{"configs":[{"a":[{"na')).rejects.toThrow('ends in the middle');
    await expect(sliced('<html>')).rejects.toThrow('no JSON');
    await expect(sliced('')).rejects.toThrow('no JSON');
  });

  it('reads 50 MB while it gives others their turns', async () => {
    const one = `{"name":"outbound|80||service.namespace.svc.cluster.local","text":"${'x'.repeat(900)}"}`;
    const count = Math.ceil((50 * 1024 * 1024) / one.length);
    let turns = 0;
    const found = await sliced(
      `{"configs":[{"a":[${`${one},`.repeat(count - 1)}${one}]}]}`,
      65_536,
      async () => {
        turns += 1;
      },
    );
    expect(found).toHaveLength(count + 1);
    expect(turns).toBeGreaterThan(3);
  }, 60_000);
});
