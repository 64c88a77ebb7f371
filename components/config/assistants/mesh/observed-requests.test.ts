import { describe, expect, it } from 'vitest';
import type { Span } from '@/lib/traces/model/span';
import { seenRequests, withRequests } from './observed-requests';

const CLIENT = 'sidecar~10.0.0.1~productpage-v1-7d4f8b9c6-x2lqp.bookinfo~bookinfo.svc.cluster.local';
const DETAILS = 'details.bookinfo.svc.cluster.local';

function call(path: string, host = DETAILS): Span {
  const attributes = {
    node_id: CLIENT,
    'upstream_cluster.name': `outbound|9080||${host}`,
    'http.url': `http://details:9080${path}`,
    'http.method': 'GET',
  };
  return { service: 'productpage.bookinfo', kind: 'client', attributes, resource: {} } as unknown as Span;
}

describe('requests that callers were seen making', () => {
  it('are those to the hosts of the workload, each kind once, with ids left open', () => {
    const spans = [call('/details/0'), call('/details/17?x=1'), call('/health'), call('/a', 'other.shop')];
    const seen = seenRequests(spans, new Set([DETAILS]));
    const caller = { principal: 'p', rate: 1, isAllowed: true, requests: [] };
    const workload = {
      name: 'details-v1',
      isChosen: true,
      isLimited: true,
      callers: [
        { ...caller, workload: 'productpage-v1 of bookinfo' },
        { ...caller, workload: 'legacy of legacy' },
      ],
    };
    const { callers } = withRequests(workload, seen);
    expect(callers.map(({ requests }) => requests.map(({ method, path }) => `${method} ${path}`))).toEqual([
      ['GET /details/{*}', 'GET /health'],
      [],
    ]);
  });
});
