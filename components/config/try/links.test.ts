import { describe, expect, it } from 'vitest';
import { edgeTryHref, formOfEdge } from './links';

type Edge = Parameters<typeof formOfEdge>[0];
type Source = Parameters<typeof formOfEdge>[1];

const HOST = 'reviews.bookinfo.svc.cluster.local';
const edge = {
  requests: {
    codes: [
      { host: 'other.bookinfo.svc.cluster.local', ratePerSecond: 1 },
      { host: HOST, ratePerSecond: 2 },
      { host: HOST, ratePerSecond: 0.5 },
    ],
  },
} as unknown as Edge;

function source(kind: string, workload: string | null = 'productpage-v1'): Source {
  return { kind, namespace: 'bookinfo', workload, facts: null } as unknown as Source;
}

describe('a request from an edge of the graph', () => {
  it('is of its caller, to the host that is called most', () => {
    expect(formOfEdge(edge, source('workload'), { host: null })).toMatchObject({
      from: 'workload:bookinfo/productpage-v1',
      host: HOST,
    });
    expect(formOfEdge(edge, source('unknown', null), { host: null })?.from).toBe('outside');
  });

  it('leaves the host open at a gateway, whose metrics name the service behind it', () => {
    expect(formOfEdge(edge, source('gateway'), { host: HOST })?.host).toBe('');
    expect(edgeTryHref(edge, source('gateway'), { host: HOST })).toBe(
      '/config/try?caller=gateway%3Abookinfo%2Fproductpage-v1',
    );
  });

  it('is none where the caller is no single workload, or nothing is named that could be asked for', () => {
    expect(formOfEdge(edge, source('app', null), { host: HOST })).toBeNull();
    expect(formOfEdge({ requests: null }, source('workload'), { host: null })).toBeNull();
  });
});
