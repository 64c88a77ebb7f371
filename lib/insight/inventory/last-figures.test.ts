import { expect, it } from 'vitest';
import type { RowChoice } from './choose-rows';
import type { InventoryRow } from './contract';
import { chooseBareRows, lastFigures } from './last-figures';

const NO_CHOICE: RowChoice = {
  text: '',
  health: [],
  planes: [],
  types: [],
  findings: [],
  clusters: [],
  namespaces: null,
};
const PART = { offset: 0, limit: 10 };

function bare(name: string, cluster: string | null = null): InventoryRow {
  return {
    id: `${cluster ?? ''}/shop/${name}`,
    cluster,
    clusters: [],
    namespace: 'shop',
    name,
    type: null,
    labels: {},
    health: { kind: 'unknown', because: 'Metrics are still being read.' },
    plane: 'unknown',
    revision: null,
    replicas: null,
    holds: null,
    ports: [],
    findings: null,
    figures: null,
    usage: null,
  };
}

const measured = (row: InventoryRow, cluster: string, requestsPerSecond: number): InventoryRow => ({
  ...row,
  cluster,
  health: requestsPerSecond > 5 ? { kind: 'failing', reasons: ['all fail'] } : { kind: 'healthy' },
  figures: {
    direction: 'incoming',
    requestsPerSecond,
    errorShare: null,
    p95Ms: null,
    tcpBytesPerSecond: null,
    mutualTlsShare: null,
  },
});

it('puts rows where their last figures had them, and shows none of those', () => {
  const rows = ['a', 'b', 'c'].map((name) => bare(name));
  const [a, b, c] = rows as [InventoryRow, InventoryRow, InventoryRow];
  const last = lastFigures([measured(a, 'home', 1), measured(c, 'home', 9)]);
  const order = { by: 'rate', descending: true } as const;
  const chosen = chooseBareRows(rows, last, NO_CHOICE, order, PART);
  // Of b nothing was known: it comes last.
  expect(chosen.rows).toEqual([c, a, b]);
  expect(last.hasUsage).toBe(false);
});

it('chooses by the last health, and takes each cluster by its own', () => {
  const rows = [bare('cart', 'east'), bare('cart', 'west')];
  const [east, west] = rows as [InventoryRow, InventoryRow];
  const last = lastFigures([measured(east, 'east', 1), measured(west, 'west', 9)]);
  const choice = { ...NO_CHOICE, health: ['failing'] } as const;
  const { rows: chosen } = chooseBareRows(rows, last, choice, { by: 'health', descending: true }, PART);
  expect(chosen).toEqual([west]);
});
