/**
 * A mesh of three namespaces for tests of who may see what: everything in `vaults` is called `loot`, so that a search
 * for these words finds whatever is told of it. `grace` may read `shop` and `web`, and change routes in `shop`.
 */
import { sampleSpan } from '@/lib/traces/model/sample-trace';
import type { Span } from '@/lib/traces/model/span';
import { createNamespace, grant, installDefinitions, meshDefinitions } from './kubernetes/objects';
import type { KubernetesServer } from './kubernetes/start';
import type { RemoteSeries } from './prometheus/remote-write';

export const TRACE = '00000000000000000000000000abcdef';
export const HIDDEN_TRACE = '00000000000000000000000000fedcba';

/** The newest instant of what is written, Unix seconds. */
export function newestSeconds(): number {
  return Math.floor(Date.now() / 15_000) * 15;
}

type Labels = Readonly<Record<string, string>>;

function end(side: 'source' | 'destination', namespace: string, name: string): Labels {
  return {
    [`${side}_workload_namespace`]: namespace,
    [`${side}_workload`]: name,
    [`${side}_canonical_service`]: name,
    [`${side}_app`]: name,
    [`${side}_principal`]: `spiffe://cluster.local/ns/${namespace}/sa/${name}`,
    [`${side}_cluster`]: 'Kubernetes',
    ...(side === 'source'
      ? {}
      : {
          destination_service_namespace: namespace,
          destination_service_name: name,
          destination_service: `${name}.${namespace}.svc.cluster.local`,
        }),
  };
}

const PLACES = [
  ['shop', 'cart'],
  ['web', 'front'],
  ['vaults', 'loot'],
] as const;

/** Ten minutes of traffic of each namespace with each, a request a second. */
export function* series(nowSeconds: number): Generator<RemoteSeries> {
  const samples = (perStep: number) =>
    Array.from({ length: 40 }, (_, at) => [(nowSeconds - (39 - at) * 15) * 1000, at * perStep] as const);
  for (const [from, caller] of PLACES) {
    for (const [to, called] of PLACES) {
      for (const reporter of ['source', 'destination'] as const) {
        const [namespace, pod] = reporter === 'source' ? [from, caller] : [to, called];
        const labels = {
          reporter,
          request_protocol: 'http',
          response_code: '200',
          response_flags: '-',
          connection_security_policy: reporter === 'source' ? 'unknown' : 'mutual_tls',
          namespace,
          pod: `${pod}-1`,
          app: pod,
          ...end('source', from, caller),
          ...end('destination', to, called),
        };
        yield { labels: { ...labels, __name__: 'istio_requests_total' }, samples: samples(15) };
        yield { labels: { ...labels, __name__: 'istio_tcp_sent_bytes_total' }, samples: samples(15) };
        yield { labels: { ...labels, __name__: 'istio_tcp_received_bytes_total' }, samples: samples(15) };
        for (const le of ['10', '+Inf'])
          yield {
            labels: { ...labels, le, __name__: 'istio_request_duration_milliseconds_bucket' },
            samples: samples(15),
          };
      }
    }
  }
  for (const [namespace, name] of PLACES) {
    const pod = { namespace, pod: `${name}-1`, container: name };
    yield { labels: { ...pod, __name__: 'container_memory_working_set_bytes' }, samples: samples(1) };
    yield { labels: { ...pod, __name__: 'container_cpu_usage_seconds_total' }, samples: samples(1) };
    yield { labels: { ...pod, __name__: 'istio_agent_cert_expiry_seconds' }, samples: samples(1) };
    yield { labels: { ...pod, __name__: `${name}_private_total` }, samples: samples(1) };
    yield {
      labels: {
        __name__: 'periplus_object_version',
        object_group: 'networking.istio.io',
        object_kind: 'VirtualService',
        object_namespace: namespace,
        object_name: name,
      },
      samples: samples(1),
    };
    yield {
      labels: {
        __name__: 'traces_span_metrics_calls_total',
        service_name: `${name}.${namespace}`,
        span_name: name,
        span_kind: 'SPAN_KIND_SERVER',
      },
      samples: samples(1),
    };
    yield {
      labels: { __name__: 'pilot_xds', namespace, pod: `${name}-pilot` },
      samples: samples(1),
    };
  }
}

/** Objects of all three and the rights of `grace`, who must be a user of the server. */
export async function fillCluster(server: KubernetesServer): Promise<void> {
  await installDefinitions(server, await meshDefinitions('standard'));
  const make = (path: string, body: object) => server.request({ method: 'POST', path, body });
  for (const [namespace, name] of PLACES) {
    await createNamespace(server, namespace);
    const metadata = { name, namespace };
    await make(`/api/v1/namespaces/${namespace}/services`, {
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
    });
    await make(`/api/v1/namespaces/${namespace}/pods`, {
      metadata: { name: `${name}-1`, namespace, labels: { app: name } },
      spec: { containers: [{ name, image: `${name}:1` }] },
    });
    await make(`/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name],
        http: [{ route: [{ destination: { host: `${name}.${namespace}.svc.cluster.local` } }] }],
      },
    });
  }
  for (const namespace of ['shop', 'web'])
    await grant(server, {
      name: 'readers',
      namespace,
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
      to: { kind: 'User', name: 'grace' },
    });
  await grant(server, {
    name: 'routes',
    namespace: 'shop',
    rules: [{ apiGroups: ['networking.istio.io'], resources: ['virtualservices'], verbs: ['update'] }],
    to: { kind: 'User', name: 'grace' },
  });
}

/** One trace through all three, and one of `vaults` alone. */
export function spans(nowSeconds: number): readonly Span[] {
  const span = (
    traceId: string,
    spanId: string,
    parentSpanId: string | null,
    namespace: string,
    name: string,
  ) =>
    sampleSpan({
      traceId,
      spanId,
      parentSpanId,
      startUs: (nowSeconds - 60) * 1e6,
      durationUs: 1000,
      service: `${name}.${namespace}`,
      name: 'loot.vaults.svc.cluster.local:80/*',
      attributes: {
        'istio.namespace': namespace,
        'upstream_cluster.name': 'outbound|80||loot.vaults.svc.cluster.local',
      },
    });
  return [
    span(TRACE, 'a', null, 'web', 'front'),
    span(TRACE, 'b', 'a', 'vaults', 'loot'),
    span(TRACE, 'c', 'b', 'shop', 'cart'),
    span(HIDDEN_TRACE, 'd', null, 'vaults', 'loot'),
  ];
}
