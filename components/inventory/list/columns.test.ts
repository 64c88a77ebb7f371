import { expect, it } from 'vitest';
import { COLUMNS, leastWidth, shownColumns } from './columns';

const NOTHING_HIDDEN = new Set<string>();
const ids = (followsSeveral: boolean, hasUsage = true) =>
  shownColumns('workloads', NOTHING_HIDDEN, { hasUsage, followsSeveral }).map(({ id }) => id);

it('tells the cluster in a column only where several are followed', () => {
  expect(ids(true)).toContain('cluster');
  expect(ids(false)).not.toContain('cluster');
});

it('leaves out what no row has, and what the reader hides, but never the name', () => {
  expect(ids(false, false)).not.toContain('cpu');
  const shown = shownColumns('services', new Set(['ports', 'name']), {
    hasUsage: false,
    followsSeveral: false,
  });
  expect(shown.map(({ id }) => id)).toContain('name');
  expect(shown.map(({ id }) => id)).not.toContain('ports');
});

it.each([false, true])(
  'fits every list, of several clusters too (%s), beside the open rail of a screen of 1440 pixels',
  (followsSeveral) => {
    for (const kind of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
      const columns = shownColumns(kind, NOTHING_HIDDEN, { hasUsage: true, followsSeveral });
      expect([kind, leastWidth(columns)]).toEqual([kind, expect.toSatisfy((width: number) => width <= 1224)]);
    }
  },
);
