/**
 * What holds for every graph, over random meshes: sums stay, whatever is drawn; the order of rows does not matter;
 * counting what was counted changes nothing. Each failure names its seed; PERIPLUS_GRAPH_FIRST_SEED repeats it.
 */
import { describe, expect, it } from 'vitest';
import { Random } from '@/e2e/meshes/random';
import type { Peer } from '@/lib/mesh/identity';
import { draftGraph } from './build';
import type { GraphAnswer, GraphRequest } from './contract';
import { countOnce, type TrafficRows } from './passes/count-once';
import { flow, groupOf, peer, requests, service, tcp } from './passes/sample-flows';
import { PLAIN_OPTIONS } from './plain-request';
import { graphOf } from './sample-graph';
import type { Flow, MessageRow, RequestRow, TcpRow } from './traffic';
import { ambientViews, graphTypes, serviceNodeChoices, waypointViews } from './vocabulary';

const FIRST_SEED = Number(process.env.PERIPLUS_GRAPH_FIRST_SEED ?? 1);
const seeds = Array.from({ length: 8 }, (_, at) => FIRST_SEED + at);

const allViews: readonly Partial<GraphRequest>[] = graphTypes.flatMap((type) =>
  serviceNodeChoices.flatMap((serviceNodes) =>
    waypointViews.flatMap((waypoints) =>
      [false, true].map((operations) => ({ type, serviceNodes, waypoints, operations })),
    ),
  ),
);

interface Rows extends TrafficRows {
  readonly messages: readonly MessageRow[];
}

describe.each(seeds)('the random mesh of seed %i', (seed) => {
  const rows = randomRows(new Random(seed));
  const views = shuffle(allViews, new Random(seed)).slice(0, 10);

  it('has the same totals whatever is drawn, and the first hops of a drawing carry exactly them', () => {
    for (const ambient of ambientViews) {
      const { totals } = graphOf(rows, { ambient });
      for (const view of views) {
        expect(graphOf(rows, { ...view, ambient }).totals).toEqual(totals);
        const { edges } = draftGraph(
          { ...PLAIN_OPTIONS, window: { fromSeconds: 0, toSeconds: 60 }, ...view, ambient },
          rows,
          groupOf,
        );
        const first = edges.filter(({ hop }) => !hop.onward);
        const sum = first.reduce((so, edge) => so + (edge.requests?.traffic().requestsPerSecond ?? 0), 0);
        expect(sum, JSON.stringify({ ...view, ambient })).toBe(totals.requests.requestsPerSecond);
        const failed = first.reduce((so, edge) => so + (edge.requests?.traffic().errorsPerSecond ?? 0), 0);
        expect(failed).toBe(totals.requests.errorsPerSecond);
        const sent = first.reduce((so, edge) => so + (edge.tcp?.traffic().sentBytesPerSecond ?? 0), 0);
        expect(sent, JSON.stringify(view)).toBe(totals.tcp.sentBytesPerSecond);
      }
    }
  });

  it('is the same graph in whatever order its rows come', () => {
    const random = new Random(seed);
    const shuffled = {
      requests: shuffle(rows.requests, random),
      tcp: shuffle(rows.tcp, random),
      messages: shuffle(rows.messages, random),
    };
    for (const view of views) expect(graphOf(shuffled, view)).toEqual(graphOf(rows, view));
  });

  it('is the same graph whether or not the same flows came before with other numbers', () => {
    const times = (factor: number): Rows => ({
      requests: rows.requests.map((row) => ({ ...row, ratePerSecond: row.ratePerSecond * factor })),
      tcp: rows.tcp.map((row) => ({ ...row, ratePerSecond: row.ratePerSecond * factor })),
      messages: rows.messages.map((row) => ({ ...row, ratePerSecond: row.ratePerSecond * factor })),
    });
    const [before, after] = [times(2), times(3)];
    for (const view of views) {
      graphOf(before, view);
      // Flows that never came before, with the same keys.
      const anew = <Row extends { readonly flow: Flow }>(all: readonly Row[]) =>
        all.map((row) => ({ ...row, flow: { ...row.flow } }));
      const fresh = {
        requests: anew(after.requests),
        tcp: anew(after.tcp),
        messages: anew(after.messages),
      };
      expect(graphOf(after, view)).toEqual(graphOf(fresh, view));
    }
  });

  it('is whole: ids are unique, edges end at nodes, sums of nodes and codes are those of their edges', () => {
    for (const view of views) expectWhole(graphOf(rows, view));
  });

  it('counts nothing twice and drops nothing more when it counts again', () => {
    for (const ambient of ambientViews) {
      const once = countOnce(rows, ambient);
      const { waypoints: _, ...twice } = countOnce(once, ambient);
      expect(twice).toEqual({ requests: once.requests, tcp: once.tcp, messages: once.messages });
    }
  });

  it('shows of chosen namespaces a part of the whole', () => {
    const whole = graphOf(rows);
    for (const namespace of ['shop', 'bank']) {
      const part = graphOf(rows, { namespaces: [namespace] });
      const edges = new Map(whole.edges.map((edge) => [edge.id, edge]));
      for (const { id, requests: own } of part.edges) {
        expect(edges.get(id)?.requests?.requestsPerSecond ?? 0).toBeGreaterThanOrEqual(
          own?.requestsPerSecond ?? 0,
        );
      }
      expect(part.namespaces).toEqual(whole.namespaces);
    }
  });
});

function expectWhole(answer: GraphAnswer): void {
  const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
  expect(nodes.size).toBe(answer.nodes.length);
  expect(new Set(answer.edges.map(({ id }) => id)).size).toBe(answer.edges.length);
  expect(new Set(answer.boxes.map(({ id }) => id)).size).toBe(answer.boxes.length);
  const boxes = new Set(answer.boxes.map(({ id }) => id));
  const arriving = new Map<string, number>();
  for (const { source, target, requests: on } of answer.edges) {
    expect(nodes.has(source) && nodes.has(target)).toBe(true);
    if (on === null) continue;
    expect(on.codes.reduce((so, { ratePerSecond }) => so + ratePerSecond, 0)).toBe(on.requestsPerSecond);
    arriving.set(target, (arriving.get(target) ?? 0) + on.requestsPerSecond);
  }
  for (const node of answer.nodes) {
    expect(node.incoming?.requestsPerSecond ?? 0).toBe(arriving.get(node.id) ?? 0);
    expect(node.boxes.every((box) => boxes.has(box))).toBe(true);
    expect(node.rank).toBeGreaterThanOrEqual(1);
    // What arrives at an operation goes on from it.
    if (node.kind === 'operation')
      expect(node.outgoing?.requestsPerSecond).toBe(node.incoming?.requestsPerSecond);
  }
}

function shuffle<Row>(rows: readonly Row[], random: Random): Row[] {
  const keyed = rows.map((row) => [random.next(), row] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** Rates are multiples of a power of two, so that adding them in any order gives the same. */
function randomRows(random: Random): Rows {
  const where = () => ({
    namespace: random.pick(['shop', 'shop', 'bank']),
    cluster: random.pick(['c1', 'c1', 'c2']),
  });
  const someone = () =>
    random.chance(0.1)
      ? peer(null)
      : random.chance(0.15)
        ? peer('waypoint', where())
        : random.chance(0.1)
          ? peer('istio-egressgateway', where())
          : peer(`${random.pick(['a', 'b', 'c', 'd'])}-v${random.whole(1, 2)}`, where());
  const called = () => {
    const name = random.pick([
      'a',
      'b',
      'c',
      'pay.example',
      'waypoint',
      'PassthroughCluster',
      'BlackHoleCluster',
      null,
    ]);
    return service(name, { ...where(), ...(name === 'pay.example' ? { host: name } : {}) });
  };
  /** Waypoints tell of others, never of one another. */
  const other = (): Peer => {
    const one = someone();
    return one.workload === 'waypoint' ? other() : one;
  };
  const someFlow = (protocol: Flow['protocol']): Flow => {
    const reporter = random.pick(['source', 'source', 'destination', 'waypoint'] as const);
    const end = reporter === 'waypoint' ? other : someone;
    const destination = end();
    const ztunnel = protocol === 'tcp' && reporter !== 'waypoint' && random.chance(0.5);
    // Else ztunnel would tell that any workload is a waypoint, by what it leads to it.
    const isStraight = ztunnel && destination.workload !== 'waypoint';
    return flow({
      protocol,
      reporter,
      source: end(),
      service: isStraight ? service('straight') : called(),
      destination,
      operation: protocol !== 'tcp' && random.chance(0.3) ? random.pick(['list', 'buy']) : null,
      ztunnel,
      unfinished: random.chance(0.05),
    });
  };
  const eighths = () => random.whole(0, 64) / 8;
  const requestRows: RequestRow[] = Array.from({ length: 50 }, () =>
    requests(someFlow(random.pick(['http', 'grpc'] as const)), {
      code: random.pick(['200', '404', '503', '0']),
      flags: random.pick(['-', 'UO', 'UT', 'FI']),
      ratePerSecond: eighths(),
    }),
  );
  const tcpRows: TcpRow[] = Array.from({ length: 25 }, () =>
    tcp(someFlow('tcp'), { ratePerSecond: eighths() }),
  );
  const messages: MessageRow[] = Array.from({ length: 10 }, () => ({
    flow: someFlow('grpc'),
    measure: random.pick(['sent', 'received'] as const),
    ratePerSecond: eighths(),
  }));
  return { requests: requestRows, tcp: tcpRows, messages };
}
