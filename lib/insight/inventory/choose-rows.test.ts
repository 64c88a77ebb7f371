import { describe, expect, it } from 'vitest';
import { chooseRows, type RowChoice } from './choose-rows';
import type { InventoryRow } from './contract';

const row = (namespace: string, name: string, more: Partial<InventoryRow> = {}): InventoryRow => ({
  id: `${namespace}/${name}`,
  cluster: null,
  clusters: [],
  namespace,
  name,
  type: 'Deployment',
  labels: { app: name },
  health: { kind: 'healthy' },
  plane: 'sidecar',
  revision: null,
  replicas: null,
  holds: null,
  ports: [],
  findings: { errors: 0, warnings: 0 },
  figures: null,
  usage: null,
  ...more,
});
const rate = (requestsPerSecond: number | null): Partial<InventoryRow> => ({
  figures: {
    direction: 'incoming',
    requestsPerSecond,
    errorShare: null,
    p95Ms: null,
    tcpBytesPerSecond: null,
    mutualTlsShare: null,
  },
});
const ALL: RowChoice = {
  text: '',
  health: [],
  planes: [],
  types: [],
  findings: [],
  clusters: [],
  namespaces: null,
};
const BY_NAME = { by: 'name', descending: false } as const;
const WHOLE = { offset: 0, limit: 100 };
const ROWS = [
  row('shop', 'cart', { ...rate(3), health: { kind: 'failing', reasons: ['50 % fail'] } }),
  row('shop', 'catalog', { ...rate(null), plane: 'ambient' }),
  row('legacy', 'ledger', { ...rate(9), plane: 'none', findings: { errors: 1, warnings: 0 } }),
];
const names = (choice: Partial<RowChoice>) =>
  chooseRows(ROWS, { ...ALL, ...choice }, BY_NAME, WHOLE).rows.map(({ name }) => name);

describe('choosing rows', () => {
  it.each([
    ['ca', ['cart', 'catalog']],
    ['shop cat', ['catalog']],
    ['app=cart', ['cart']],
    ['app!=cart', ['catalog', 'ledger']],
    ['app:', ['cart', 'catalog', 'ledger']],
    ['version:', []],
    ['-shop', ['ledger']],
    ['- ', ['cart', 'catalog', 'ledger']],
  ])('by the words %j', (text, expected) => {
    expect(names({ text })).toEqual(expected);
  });

  it('by health, mode, findings and namespaces', () => {
    expect(names({ health: ['failing'] })).toEqual(['cart']);
    expect(names({ planes: ['none', 'ambient'] })).toEqual(['catalog', 'ledger']);
    expect(names({ findings: ['errors'] })).toEqual(['ledger']);
    expect(names({ namespaces: ['shop'] })).toEqual(['cart', 'catalog']);
  });

  it('by cluster, in which a namespace counts for each that has it', () => {
    const rows = [
      row('shop', 'cart', { cluster: 'east' }),
      row('shop', 'depot', { cluster: 'west' }),
      row('shop', 'shop', { clusters: ['east', 'west'] }),
      row('shop', 'unknown'),
    ];
    const { rows: chosen, facets } = chooseRows(rows, { ...ALL, clusters: ['west'] }, BY_NAME, WHOLE);
    expect(chosen.map(({ name }) => name)).toEqual(['depot', 'shop']);
    expect(facets.cluster).toEqual({ east: 2, west: 2 });
  });

  it('counts each choice over all rows of the namespaces, whatever was chosen', () => {
    const { total, matched, facets } = chooseRows(
      ROWS,
      { ...ALL, text: 'cart', namespaces: ['shop'] },
      BY_NAME,
      WHOLE,
    );
    expect([total, matched]).toEqual([2, 1]);
    expect(facets.health).toEqual({ failing: 1, healthy: 1 });
    expect(facets.plane).toEqual({ sidecar: 1, ambient: 1 });
  });

  it('puts what is not known last, whichever way it sorts', () => {
    const sorted = (descending: boolean) =>
      chooseRows(ROWS, ALL, { by: 'rate', descending }, WHOLE).rows.map(({ name }) => name);
    expect(sorted(true)).toEqual(['ledger', 'cart', 'catalog']);
    expect(sorted(false)).toEqual(['cart', 'ledger', 'catalog']);
  });

  it('cuts a part and says where it stands', () => {
    const { rows, offset, matched } = chooseRows(ROWS, ALL, BY_NAME, { offset: 1, limit: 1 });
    expect([rows.map(({ name }) => name), offset, matched]).toEqual([['catalog'], 1, 3]);
  });
});
