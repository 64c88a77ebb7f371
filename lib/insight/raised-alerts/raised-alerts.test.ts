import { describe, expect, it } from 'vitest';
import type { AlertPort, StoreAlert } from '@/lib/alerts/port';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { alertsAbout } from './about';
import { type RaisedAlert, raisedAnswerSchema } from './contract';
import { loadRaisedAlerts } from './load';
import { placeAlerts } from './place';

function port(alerts: readonly StoreAlert[], fired: readonly Record<string, string>[] = []): AlertPort {
  const rule = {
    kind: 'alerting',
    name: 'Errors',
    expr: 'x > 1',
    health: 'ok',
    lastError: null,
    forSeconds: 0,
    evaluatedAtSeconds: null,
    labels: {},
    annotations: {},
  } as const;
  return {
    rules: async () => [{ name: 'g', file: '', intervalSeconds: 15, rules: [{ ...rule, alerts }] }],
    fired: async () => fired,
  };
}

const of = (state: string, labels: Record<string, string>): StoreAlert => ({
  state,
  labels,
  annotations: { summary: 'many fail' },
  activeAtSeconds: 7,
  value: '1',
});

describe('loadRaisedAlerts', () => {
  it('has what fires and waits now, by whom it names', async () => {
    const service = {
      destination_service_namespace: 'shop',
      destination_service_name: 'cart',
      severity: 'page',
    };
    const answer = await loadRaisedAlerts(
      port([
        of('pending', service),
        of('firing', service),
        of('inactive', service),
        of('firing', { job: 'x' }),
      ]),
      null,
    );
    expect(raisedAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.found).toBe(3);
    expect(answer.alerts.map(({ name, state }) => [name, state])).toEqual([
      ['Errors', 'firing'],
      ['Errors', 'pending'],
    ]);
    expect(answer.alerts[0]).toMatchObject({
      severity: 'page',
      summary: 'many fail',
      sinceSeconds: 7,
      subject: { kind: 'service', namespace: 'shop', name: 'cart' },
      caller: null,
    });
  });

  it('has what fired in a window of the past', async () => {
    const fired = [{ alertname: 'Slow', namespace: 'shop', workload: 'cart-v1' }];
    const { alerts } = await loadRaisedAlerts(port([], fired), { fromSeconds: 0, toSeconds: 60 });
    expect(alerts).toMatchObject([{ name: 'Slow', state: 'firing', summary: '', sinceSeconds: null }]);
  });
});

const alert = (subject: RaisedAlert['subject'], caller: RaisedAlert['caller'] = null): RaisedAlert => ({
  name: 'Errors',
  state: 'firing',
  severity: '',
  summary: '',
  sinceSeconds: null,
  subject,
  caller,
});
const service = { kind: 'service', namespace: 'bookinfo', name: 'reviews' } as const;
const byHost = (host: string) => ({
  incoming: requests({ codes: [{ code: '200', grpcStatus: null, flags: '-', host, ratePerSecond: 1 }] }),
});
const page = graphNode({ id: 'page', name: 'productpage', version: 'v1', workload: 'productpage-v1' });
const svc = graphNode({ id: 'svc', kind: 'service', name: 'reviews', app: null });
const v1 = graphNode({
  id: 'v1',
  version: 'v1',
  workload: 'reviews-v1',
  ...byHost('reviews.bookinfo.svc.cluster.local'),
});
const v2 = graphNode({ id: 'v2', version: 'v2', workload: 'reviews-v2' });
const other = graphNode({ id: 'other', namespace: 'shop' });

describe('placeAlerts', () => {
  const ids = (nodes: Parameters<typeof graphAnswer>[0], ...alerts: RaisedAlert[]) => {
    const placed = placeAlerts(graphAnswer(nodes), alerts);
    return [[...placed.nodes.keys()], [...placed.edges.keys()], placed.elsewhere.length];
  };

  it('puts a service on its node, else on what answers for it', () => {
    expect(ids({ nodes: [svc, v1, v2, other] }, alert(service))).toEqual([['svc'], [], 0]);
    expect(ids({ nodes: [v1, v2, other] }, alert(service))).toEqual([['v1', 'v2'], [], 0]);
    const renamed = graphNode({
      id: 'w',
      name: 'x',
      app: 'reviews',
      ...byHost('old.bookinfo.svc.cluster.local'),
    });
    expect(ids({ nodes: [renamed] }, alert(service))).toEqual([[], [], 1]);
  });

  it('puts a workload on its node alone, and a namespace on none', () => {
    expect(
      ids({ nodes: [svc, v1, v2] }, alert({ kind: 'workload', namespace: 'bookinfo', name: 'reviews-v2' })),
    ).toEqual([['v2'], [], 0]);
    expect(ids({ nodes: [v1] }, alert({ kind: 'namespace', namespace: 'bookinfo', name: '' }))).toEqual([
      [],
      [],
      1,
    ]);
  });

  it('puts calls on their edges, through a service node too, and on the called one without such an edge', () => {
    const caller = { namespace: 'bookinfo', name: 'productpage-v1' };
    const nodes = [page, svc, v1, v2, other];
    const edges = [graphEdge('page', 'svc'), graphEdge('svc', 'v1'), graphEdge('other', 'svc')];
    expect(ids({ nodes, edges }, alert(service, caller))).toEqual([[], ['page>svc'], 0]);
    expect(ids({ nodes, edges }, alert(service, { ...caller, name: 'productpage' }))).toEqual([
      [],
      ['page>svc'],
      0,
    ]);
    expect(ids({ nodes, edges }, alert(service, { ...caller, name: 'nobody' }))).toEqual([['svc'], [], 0]);
  });
});

describe('alertsAbout', () => {
  const caller = { namespace: 'shop', name: 'web-v1' };
  const all = [
    alert(service, caller),
    alert({ kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' }),
    alert({ kind: 'namespace', namespace: 'bookinfo', name: '' }),
  ];
  const about = (
    kind: 'namespaces' | 'applications' | 'services' | 'workloads',
    namespace: string,
    name: string,
  ) =>
    alertsAbout(all, {
      kind,
      namespace: kind === 'namespaces' ? null : namespace,
      name,
      services: kind === 'applications' ? ['reviews'] : [],
      workloads: kind === 'services' ? ['reviews-v1'] : [],
    }).map((one) => all.indexOf(one));

  it('has those of itself, of what belongs to it, and of the calls it makes', () => {
    expect(about('services', 'bookinfo', 'reviews')).toEqual([0, 1]);
    expect(about('workloads', 'bookinfo', 'reviews-v1')).toEqual([1]);
    expect(about('workloads', 'shop', 'web-v1')).toEqual([0]);
    expect(about('applications', 'bookinfo', 'reviews')).toEqual([0]);
    expect(about('namespaces', '', 'bookinfo')).toEqual([0, 1, 2]);
    expect(about('namespaces', '', 'shop')).toEqual([0]);
    expect(about('services', 'shop', 'reviews')).toEqual([]);
  });
});
