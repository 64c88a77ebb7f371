import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import type {
  DetailPort,
  EndRow,
  EndsAnswer,
  HistogramsAnswer,
  PrincipalsRow,
} from '@/lib/metrics/traffic-detail';
import { mtlsOf, sharesOf } from './figures';
import { loadDetail } from './load';
import { detailSubject } from './subject';

const EDGE = detailSubject({ source: 'wl/c/n/web', target: 'wl/c/n/cart', protocol: 'http' }, () => []);
const WINDOW = { fromSeconds: 1000, toSeconds: 1600 };
const traffic = { settle: async (window: typeof WINDOW) => ({ window, infos: [] }) };

const row = (part: Partial<EndRow>): EndRow => ({
  of: 'selection',
  protocol: 'http',
  code: '200',
  grpcStatus: null,
  flags: '-',
  host: 'cart',
  farEnd: null,
  ratePerSecond: 1,
  ...part,
});
const endsOf = (...ends: EndRow[]): EndsAnswer => ({ ends, bytes: [], principals: [], warnings: [] });
const none = { buckets: [], sum: null, count: null };
const NO_HISTOGRAMS: HistogramsAnswer = {
  of: { duration: none, requestBytes: none, responseBytes: none },
  warnings: [],
};

const load = (port: Partial<DetailPort>, oldestSeconds: number | null = null) =>
  loadDetail(
    {
      detail: { ends: async () => endsOf(row({})), histograms: async () => NO_HISTOGRAMS, ...port },
      traffic,
    },
    { window: WINDOW, subject: EDGE, isSettled: false, oldestSeconds },
  );

it('asks for the window and for one as long before it', async () => {
  const asked: number[][] = [];
  await load({
    ends: async ({ window }) => {
      asked.push([window.fromSeconds, window.toSeconds]);
      return endsOf(row({}));
    },
  });
  expect(asked).toEqual([
    [1000, 1600],
    [400, 1000],
  ]);
});

it('does not ask for what is not kept any more, and says so', async () => {
  let asked = 0;
  const { before } = await load(
    {
      ends: async () => {
        asked += 1;
        return endsOf(row({}));
      },
    },
    500,
  );
  expect(asked).toBe(1);
  expect(before).toEqual({ kind: 'none', because: expect.stringContaining('not kept') });
});

it('is partial where latency or the window before cannot be read, and names what is missing', async () => {
  const fault = new Fault('source-timeout', 'Prometheus did not answer.', { source: 'prometheus' });
  const answer = await load({
    ends: async ({ window }) => {
      if (window.toSeconds < 1600) throw fault;
      return endsOf(row({ ratePerSecond: 3 }), row({ code: '503', ratePerSecond: 1 }));
    },
    histograms: async () => {
      throw fault;
    },
  });
  expect(answer.headline).toMatchObject({ requestsPerSecond: 4, errorShare: 0.25, p95Ms: null });
  expect(answer.before.kind).toBe('none');
  expect(answer.warnings.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      'Latency and sizes are missing: Prometheus did not answer.',
      'The figures of the window before are missing: Prometheus did not answer.',
    ]),
  );
});

it('fails where it cannot be read how requests ended', async () => {
  const fault = new Fault('source-timeout', 'Prometheus did not answer.');
  await expect(load({ ends: () => Promise.reject(fault) })).rejects.toBe(fault);
});

it('tells series that did not move from no series at all', async () => {
  const still = await load({ ends: async () => endsOf(row({ ratePerSecond: 0 })) });
  expect(still.before).toMatchObject({ kind: 'known', headline: { requestsPerSecond: 0, errorShare: null } });
  const gone = await load({ ends: async () => endsOf() });
  expect(gone.before).toMatchObject({ kind: 'none' });
  expect(gone.requests).toBeNull();
});

it('takes parts of wholes by requests, and none of a whole that is less than its part', () => {
  const shares = sharesOf(
    endsOf(row({}), row({ of: 'caller', ratePerSecond: 4 }), row({ of: 'callee', ratePerSecond: 0.5 })),
  );
  expect(shares).toEqual({
    counts: 'requests',
    ofCaller: { wholePerSecond: 4, share: 0.25 },
    ofCallee: null,
  });
});

it('takes the share of mutual TLS over what is told, and lists what is not', () => {
  const told = (mutualTls: boolean | null, ratePerSecond: number): PrincipalsRow => ({
    mutualTls,
    source: null,
    destination: null,
    reporter: 'destination',
    counts: 'requests',
    ratePerSecond,
  });
  const mtls = mtlsOf([told(true, 3), told(false, 1), told(null, 4)]);
  expect(mtls?.share).toBeCloseTo(0.75, 9);
  expect(mtls?.principals.map(({ mutualTls, share }) => [mutualTls, share])).toEqual([
    [null, 0.5],
    [true, 0.375],
    [false, 0.125],
  ]);
  expect(mtlsOf([told(null, 4)])).toBeNull();
});

it('does not add what two proxies tell of the same pair', () => {
  const told = (reporter: string, mutualTls: boolean, ratePerSecond: number): PrincipalsRow => ({
    mutualTls,
    source: mutualTls ? 'a' : null,
    destination: mutualTls ? 'b' : null,
    reporter,
    counts: 'bytes',
    ratePerSecond,
  });
  const mtls = mtlsOf([told('source', true, 8), told('destination', true, 9), told('destination', false, 1)]);
  expect(mtls?.share).toBeCloseTo(17 / 18, 9);
  expect(mtls?.principals.map(({ ratePerSecond, share }) => [ratePerSecond, share])).toEqual([
    [9, 0.9],
    [1, 0.1],
  ]);
  expect(mtlsOf([])).toBeNull();
});
