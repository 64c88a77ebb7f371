/** What meshes hold beside workloads that call services: gateways, hosts outside, failures on the way, clusters. */
import { describe, expect, it } from 'vitest';
import { flow, peer, requests, service, tcp } from './passes/sample-flows';
import { edgesInWords, graphOf } from './sample-graph';
import { graphTypes } from './vocabulary';

const gatewayPeer = (name: string) => peer(name, { namespace: 'istio-system', app: name, version: 'latest' });

describe('gateways', () => {
  it.each([
    'istio-ingressgateway',
    'istio-egressgateway',
    'istio-eastwestgateway',
    'istio-ingress',
    'my-ingress-gateway',
    'shop-gateway-istio',
    'edge-istio-remote',
  ])('are known by their name: %s', (name) => {
    const answer = graphOf(
      { requests: [requests(flow({ source: gatewayPeer(name) }))] },
      { type: 'workload' },
    );
    expect(answer.nodes.find(({ workload }) => workload === name)?.kind).toBe('gateway');
  });

  it.each(['istiod', 'gatekeeper', 'ingress-controller', 'istio-proxy-tools'])('are not %s', (name) => {
    const answer = graphOf(
      { requests: [requests(flow({ source: gatewayPeer(name) }))] },
      { type: 'workload' },
    );
    expect(answer.nodes.find(({ workload }) => workload === name)?.kind).toBe('workload');
  });
});

describe('egress gateways', () => {
  const egress = gatewayPeer('istio-egressgateway');
  const outside = service('pay.example', { host: 'pay.example', namespace: 'shop' });
  const rows = {
    requests: [
      requests(flow({ service: outside, destination: egress })),
      requests(flow({ source: egress, service: outside, destination: peer(null) })),
    ],
  };

  it.each(['all', 'auto', 'none'] as const)(
    'lie between caller and host, without a circle (%s)',
    (serviceNodes) => {
      expect(edgesInWords(graphOf(rows, { type: 'workload', serviceNodes })).sort()).toEqual([
        'gateway istio-egressgateway > external pay.example: 1',
        'workload a-v1 > gateway istio-egressgateway: 1',
      ]);
    },
  );

  it('lie between in a graph of services too', () => {
    expect(edgesInWords(graphOf(rows, { type: 'service' })).sort()).toEqual([
      'app a > gateway istio-egressgateway: 1',
      'gateway istio-egressgateway > external pay.example: 1',
    ]);
  });
});

describe('requests that failed before they reached a workload', () => {
  const nobody = { destination: peer(null), service: service('b') };

  it.each(
    ['UO', 'UH', 'UF', 'UT', 'UF,URX', 'NR', 'NC', 'FI'].flatMap((flags) =>
      graphTypes.map((type) => [flags, type] as const),
    ),
  )('are kept on the edge to the service that was called: %s, %s', (flags, type) => {
    for (const serviceNodes of ['all', 'auto', 'none'] as const) {
      const failed = requests(flow(nobody), { code: '503', flags, ratePerSecond: 2 });
      const answer = graphOf(
        { requests: [requests(flow(), { ratePerSecond: 8 }), failed] },
        { type, serviceNodes },
      );
      const role = type === 'service' ? '/caller' : serviceNodes === 'none' ? '/unreached' : '';
      const toService = answer.edges.find(({ target }) => target === `svc/c1/shop/b${role}`);
      expect(toService?.requests?.codes).toContainEqual(expect.objectContaining({ flags, ratePerSecond: 2 }));
      expect(answer.totals.requests.requestsPerSecond).toBe(10);
    }
  });
});

describe('traffic to no service of the mesh', () => {
  it('goes to one node for what passes through and one for what is blocked, in each cluster', () => {
    const called = (name: string, cluster: string) =>
      flow({
        source: peer('a-v1', { cluster }),
        service: service(name, { cluster, host: `${name}.example`, namespace: null }),
        destination: peer(null, { cluster }),
      });
    const answer = graphOf({
      requests: ['c1', 'c2'].flatMap((cluster) =>
        ['PassthroughCluster', 'BlackHoleCluster'].map((name) => requests(called(name, cluster))),
      ),
    });
    expect(answer.nodes.map(({ kind, cluster }) => `${kind} ${cluster}`).sort()).toEqual([
      'app c1',
      'app c2',
      'blackhole c1',
      'blackhole c2',
      'passthrough c1',
      'passthrough c2',
    ]);
  });

  it('that a server lets in from outside the mesh goes straight from the unknown caller to its workload', () => {
    const inbound = flow({
      reporter: 'destination',
      protocol: 'tcp',
      source: peer(null),
      service: service('InboundPassthroughCluster', { namespace: 'shop' }),
    });
    expect(edgesInWords(graphOf({ tcp: [tcp(inbound)] }))).toEqual(['unknown unknown > app b: 100 B']);
  });

  it('of a ServiceEntry inside the mesh is traffic to a service with its workload', () => {
    const machine = flow({ service: service('db.corp', { host: 'db.corp' }), destination: peer('db-vm') });
    expect(edgesInWords(graphOf({ requests: [requests(machine)] }))).toEqual([
      'service db.corp > app db-vm: 1',
      'app a > service db.corp: 1',
    ]);
  });
});

describe('several clusters', () => {
  it('keep what has the same name in each apart, and box it', () => {
    const far = flow({
      service: service('b', { cluster: 'c2' }),
      destination: peer('b-v1', { cluster: 'c2' }),
    });
    const answer = graphOf({ requests: [requests(flow()), requests(far)] }, { serviceNodes: 'none' });
    expect(answer.edges.map(({ source, target }) => `${source} > ${target}`)).toEqual([
      'vapp/c1/shop/a/v1 > vapp/c1/shop/b/v1',
      'vapp/c1/shop/a/v1 > vapp/c2/shop/b/v1',
    ]);
    expect(answer.boxes.filter(({ kind }) => kind === 'cluster').map(({ name }) => name)).toEqual([
      'c1',
      'c2',
    ]);
  });
});

describe('odd names', () => {
  const odd = ['"quoted"', 'two\nlines', 'größe – 名前 🚀', 'a/b>c', '\ud800', '-', '*.example.com'];

  it.each(odd)('are drawn as they are and have ids of their own: %j', (name) => {
    const answer = graphOf({
      requests: [requests(flow({ service: service(name, { host: name }), destination: peer(`${name}-x`) }))],
    });
    expect(answer.nodes).toHaveLength(3);
    expect(new Set(answer.nodes.map(({ id }) => id)).size).toBe(3);
    expect(answer.nodes.some((node) => node.name === name)).toBe(true);
    expect(answer.edges.every(({ source, target }) => !`${source}${target}`.includes('\n'))).toBe(true);
  });
});

it('says which chosen namespaces nothing is seen of, and draws the others', () => {
  const answer = graphOf({ requests: [requests(flow())] }, { namespaces: ['shop', 'gone'] });
  expect(answer.edges).not.toEqual([]);
  expect(answer.warnings).toEqual([
    { source: 'prometheus', code: 'info', message: 'Namespace “gone” has no traffic in this window.' },
  ]);
});
