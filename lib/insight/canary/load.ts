/** `loadRouteTraffic`: the rules of one route or service in today's traffic, and its versions beside one another. */
import { connectedStore } from '@/lib/config/config-source';
import { objectKey, objectName } from '@/lib/config/identity';
import { storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import type { Flow, Grouping, TrafficPort } from '@/lib/graph/traffic';
import { recentCalls } from '@/lib/insight/calls/load-calls';
import { type FollowedCall, followCalls, hostOf, workloadKey } from '@/lib/insight/impact/follow';
import { NO_REACH } from '@/lib/insight/impact/reach';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { RouteTraffic, VersionFigures } from './contract';
import { ruledHosts, ruleRates } from './rule-rates';

export interface RouteTrafficPorts {
  readonly traffic: TrafficPort;
  readonly config: ConfigStore | null;
}

/** One workload of a service, whoever calls. */
const GROUPING: Grouping = {
  source: null,
  service: true,
  destination: 'workload',
  destinations: 'known',
  services: 'all',
};

/** Throws `not-found` for an object that is not stored. */
export async function loadRouteTraffic(
  { traffic, config }: RouteTrafficPorts,
  id: ObjectId,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<RouteTraffic> {
  const [snapshot, observed] = await Promise.all([
    connectedStore(config).list(signal),
    recentCalls(traffic, window, signal),
  ]);
  const isStored = snapshot.objects.some((object) => objectKey(object.id) === objectKey(id));
  if (!isStored) throw new Fault('not-found', `There is no ${objectName(id)}.`);
  const mesh = storedMesh(snapshot.objects);
  const { calls } = followCalls({ before: mesh.view, after: mesh.view, reach: NO_REACH }, observed.calls);
  const own = mesh.view.services.filter((service) => objectKey(service.id) === objectKey(id));
  const hosts = new Set([...ruledHosts(calls, id), ...own.map(({ host }) => host.toLowerCase())]);
  const ruled = calls.filter((followed) => hosts.has(followed.host) || leadsTo(followed, hosts));
  const warnings = [...observed.warnings];
  const quantiles = await quantilesOf(traffic, observed.window, warnings, signal);
  const { fromSeconds, toSeconds } = observed.window;
  return {
    window: { fromSeconds, toSeconds },
    versions: versionsOf(ruled, quantiles),
    rules: ruleRates(calls, id, mesh),
    warnings,
  };

  function leadsTo({ call }: FollowedCall, wanted: ReadonlySet<string>): boolean {
    return wanted.has(hostOf(mesh.view, call.service));
  }
}

interface Quantiles {
  of(statistic: 'p50' | 'p95', flow: Flow): number | null;
}

async function quantilesOf(
  traffic: TrafficPort,
  window: TimeWindow,
  warnings: Warning[],
  signal: AbortSignal | undefined,
): Promise<Quantiles> {
  const ask = async (share: number) => {
    try {
      const { rows } = await traffic.quantiles({ window, grouping: GROUPING, share, signal });
      return new Map(rows.map(({ group, valueMs }) => [group, valueMs]));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      warnings.push({
        source: error.source ?? 'prometheus',
        code: error.code,
        message: `Latency of the versions is missing: ${error.message}`,
      });
      return new Map<string, number>();
    }
  };
  const [p50, p95] = await Promise.all([ask(0.5), ask(0.95)]);
  return {
    of(statistic, flow) {
      const group = traffic.groupOf(GROUPING, flow);
      return group === null ? null : ((statistic === 'p50' ? p50 : p95).get(group) ?? null);
    },
  };
}

function versionsOf(calls: readonly FollowedCall[], quantiles: Quantiles): VersionFigures[] {
  const total = calls.reduce((sum, { call }) => sum + call.ratePerSecond, 0);
  const all = calls.flatMap(({ host, call }) =>
    call.reached.map((one) => ({ ...one, host, flows: call.flows })),
  );
  return [...Map.groupBy(all, (one) => `${one.host} ${workloadKey(one)}`).values()]
    .flatMap((own): VersionFigures[] => {
      const [first] = own;
      if (first === undefined) return [];
      const rate = own.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
      const errors = own.reduce((sum, { errorsPerSecond }) => sum + errorsPerSecond, 0);
      const flows = own.flatMap((one) =>
        one.flows.filter(({ destination }) => workloadKey({ peer: destination }) === workloadKey(one)),
      );
      const quantile = (statistic: 'p50' | 'p95') => {
        const told = flows.map((flow) => quantiles.of(statistic, flow)).filter((value) => value !== null);
        return told.length === 0 ? null : Math.max(...told);
      };
      return [
        {
          workload: first.peer.workload ?? first.peer.app ?? '',
          namespace: first.peer.namespace ?? '',
          version: first.peer.version,
          host: first.host,
          requestsPerSecond: rate,
          isTcp: flows.length > 0 && flows.every(({ protocol }) => protocol === 'tcp'),
          share: total > 0 ? rate / total : 0,
          errorShare: rate > 0 ? errors / rate : null,
          p50: quantile('p50'),
          p95: quantile('p95'),
        },
      ];
    })
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond);
}
