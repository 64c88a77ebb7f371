import { expect, it } from 'vitest';
import { proxiesInStep } from './proxies-in-step';

const istiod = { namespace: 'istio-system', pod: 'istiod-1' };
const status = (proxy: string, version: string, acked: string) => ({
  proxy,
  istio_version: version,
  cluster_sent: 'a',
  cluster_acked: 'a',
  route_sent: 'b',
  route_acked: acked,
});

it('counts proxies by version over all replicas, and names those that are behind and in what', () => {
  const found = proxiesInStep({
    answers: [
      { istiod, statuses: [status('cart-1.shop', '1.30.3', 'b'), status('web-1.shop', '1.29.0', 'a')] },
      { istiod, statuses: [status('cart-2.shop', '1.30.3', 'b')] },
    ],
    silent: [{ istiod: { namespace: 'istio-system', pod: 'istiod-2' }, because: 'It did not answer.' }],
  });
  expect(found).toEqual({
    connected: 3,
    versions: [
      { version: '1.30.3', count: 2 },
      { version: '1.29.0', count: 1 },
    ],
    behind: [{ namespace: 'shop', pod: 'web-1', types: ['Routes'] }],
    silent: [{ pod: 'istiod-2', because: 'It did not answer.' }],
  });
});
