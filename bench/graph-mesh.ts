/** A large synthetic mesh for measuring: tiers of services with popular ones, both reporters, seeded. */
import { Random } from '@/e2e/meshes/random';
import type { RemoteSample, RemoteSeries } from '@/e2e/servers/prometheus/remote-write';

export interface SyntheticMesh {
  readonly name: string;
  readonly seed: number;
  readonly services: number;
  readonly edges: number;
  readonly namespaces: number;
  /** Histograms of the client's view, for measuring latency. */
  readonly buckets: boolean;
}

const BOUNDS = ['1', '5', '10', '25', '50', '100', '250', '500', '1000', '+Inf'];
const STEP_MS = 15_000;

/** Five minutes of samples at 15 s that end at `toMs`; every series carries `mesh="<name>"`. */
export function* syntheticSeries(mesh: SyntheticMesh, toMs: number): Generator<RemoteSeries> {
  const random = new Random(mesh.seed);
  const counter = (perStep: number): RemoteSample[] =>
    Array.from({ length: 21 }, (_, at) => [toMs - (20 - at) * STEP_MS, at * perStep]);
  for (const [from, to] of edgesOf(mesh, random)) {
    const peers = {
      mesh: mesh.name,
      ...peer('source', from, mesh),
      ...peer('destination', to, mesh),
      ...service(to, mesh),
    };
    const isTcp = random.chance(0.05);
    const codes = random.chance(0.2) ? ['200', '503'] : ['200'];
    for (const reporter of ['source', 'destination']) {
      const security = reporter === 'source' ? 'unknown' : 'mutual_tls';
      const told = { ...peers, reporter, connection_security_policy: security, response_flags: '-' };
      if (isTcp) {
        for (const name of ['sent_bytes', 'received_bytes', 'connections_opened']) {
          yield {
            labels: { ...told, __name__: `istio_tcp_${name}_total`, request_protocol: 'tcp' },
            samples: counter(random.whole(1, 5000)),
          };
        }
        continue;
      }
      for (const code of codes) {
        const labels = { ...told, request_protocol: 'http', response_code: code };
        const perStep = random.whole(1, 500);
        yield { labels: { ...labels, __name__: 'istio_requests_total' }, samples: counter(perStep) };
        if (!mesh.buckets || reporter !== 'source') continue;
        for (const [at, le] of BOUNDS.entries()) {
          const samples = counter(Math.round((perStep * (at + 1)) / BOUNDS.length));
          yield {
            labels: { ...labels, le, __name__: 'istio_request_duration_milliseconds_bucket' },
            samples,
          };
        }
      }
    }
  }
}

/** Each service calls later ones; a few are called by many. */
function edgesOf({ services, edges }: SyntheticMesh, random: Random): Set<readonly [number, number]> {
  const chosen = new Map<number, readonly [number, number]>();
  while (chosen.size < edges) {
    const from = random.whole(0, services - 2);
    const to = from + 1 + Math.floor((services - 1 - from) * random.next() ** 3);
    chosen.set(from * services + to, [from, to]);
  }
  return new Set(chosen.values());
}

function peer(
  side: 'source' | 'destination',
  at: number,
  { namespaces }: SyntheticMesh,
): Record<string, string> {
  const app = `service-${at}`;
  const namespace = `team-${at % namespaces}`;
  return {
    [`${side}_cluster`]: 'Kubernetes',
    [`${side}_workload`]: `${app}-v1`,
    [`${side}_workload_namespace`]: namespace,
    [`${side}_app`]: app,
    [`${side}_version`]: 'v1',
    [`${side}_canonical_service`]: app,
    [`${side}_canonical_revision`]: 'v1',
    [`${side}_principal`]: `spiffe://cluster.local/ns/${namespace}/sa/${app}`,
  };
}

function service(at: number, { namespaces }: SyntheticMesh): Record<string, string> {
  const name = `service-${at}`;
  const namespace = `team-${at % namespaces}`;
  return {
    destination_service: `${name}.${namespace}.svc.cluster.local`,
    destination_service_name: name,
    destination_service_namespace: namespace,
  };
}
