import { describe, expect, it } from 'vitest';
import { LabelSets, type Labels } from './label-sets';

function written(sets: readonly Labels[]): string {
  return sets
    .map((labels, at) => `{"metric":${JSON.stringify(labels)},"value":[1700000000,"${at}"]}`)
    .join(',');
}

function read(into: LabelSets, text: string): { labels: Labels; value: string }[] {
  const rows: { labels: Labels; value: string }[] = [];
  const end = into.readRows(text, Buffer.from(text), 0, text.length, ({ metric, value }) =>
    rows.push({ labels: metric, value: value[1] }),
  );
  expect(end).toBeGreaterThanOrEqual(text.length);
  return rows;
}

describe('label sets', () => {
  it('tells texts apart that differ in one character, wherever it stands', () => {
    const base = { app: 'abcdefghijklmnopqrstuvwxyz', path: '/}/,"value":[', zone: 'eu' };
    const sets: Labels[] = [...base.app].map((_, at) => ({
      ...base,
      app: `${base.app.slice(0, at)}-${base.app.slice(at + 1)}`,
    }));
    const remembered = new LabelSets();
    const first = read(remembered, written(sets));
    expect(first.map(({ labels }) => labels)).toEqual(sets);
    const again = read(remembered, written(sets.toReversed()));
    expect(again.map(({ labels }) => labels)).toEqual(sets.toReversed());
    expect(again.at(-1)?.labels).toBe(first[0]?.labels);
    expect(again.map(({ value }) => value)).toEqual(sets.map((_, at) => String(at)));
  });

  it('stops before a row that is written in another way', () => {
    const good = written([{ a: '1' }]);
    const text = `${good},{"value":[1700000000,"2"],"metric":{"a":"2"}}`;
    const rows: string[] = [];
    const end = new LabelSets().readRows(text, Buffer.from(text), 0, text.length, ({ value }) =>
      rows.push(value[1]),
    );
    expect(end).toBe(good.length + 1);
    expect(rows).toEqual(['0']);
  });
});
