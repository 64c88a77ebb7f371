/** A mesh of 10,000 objects for the bench of the analysis: applications with everything that configuration has. */
import type { StoredObject } from '@/lib/config/store';

const NAMESPACES = 50;
/** Services of a namespace; each comes with the objects below. */
const SERVICES = 25;
/** 8 objects per service, 3 per namespace: 10,150. */
const VERSIONS = ['v1', 'v2'] as const;

/** An object as a store holds it. */
export function object(
  apiVersion: string,
  kind: string,
  namespace: string | null,
  name: string,
  rest: Readonly<Record<string, unknown>>,
): StoredObject {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const metadata = {
    name,
    ...(namespace === null ? {} : { namespace }),
    ...(rest.metadata as object | undefined),
  };
  return {
    id: { group, kind, namespace, name },
    apiVersion,
    text: '',
    version: '1',
    value: { apiVersion, kind, ...rest, metadata },
    origin: 'bench',
  };
}

function application(namespace: string, index: number): readonly StoredObject[] {
  const name = `svc-${index}`;
  const next = `svc-${(index + 1) % SERVICES}`;
  const istio = 'networking.istio.io/v1';
  const security = 'security.istio.io/v1';
  return [
    object('v1', 'Service', namespace, name, {
      spec: { selector: { app: name }, ports: [{ port: 80, name: 'http', targetPort: 8080 }] },
    }),
    ...VERSIONS.map((version) =>
      object('apps/v1', 'Deployment', namespace, `${name}-${version}`, {
        spec: {
          template: {
            metadata: { labels: { app: name, version } },
            spec: {
              serviceAccountName: name,
              containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }],
            },
          },
        },
      }),
    ),
    object('v1', 'ServiceAccount', namespace, name, {}),
    object(istio, 'DestinationRule', namespace, name, {
      spec: { host: name, subsets: VERSIONS.map((version) => ({ name: version, labels: { version } })) },
    }),
    virtualService(namespace, name),
    object(security, 'AuthorizationPolicy', namespace, name, {
      spec: {
        selector: { matchLabels: { app: name } },
        rules: [{ from: [{ source: { principals: [`cluster.local/ns/${namespace}/sa/${next}`] } }] }],
      },
    }),
    object(security, 'PeerAuthentication', namespace, name, {
      spec: { selector: { matchLabels: { app: name } }, mtls: { mode: 'STRICT' } },
    }),
  ];
}

/** A VirtualService with matches and weights; `weight` is that of the first version. */
export function virtualService(namespace: string, name: string, weight = 90): StoredObject {
  const to = (subset: string, share: number) => ({ destination: { host: name, subset }, weight: share });
  return object('networking.istio.io/v1', 'VirtualService', namespace, name, {
    spec: {
      hosts: [name],
      http: [
        ...['/a', '/b', '/c', '/d'].map((prefix) => ({
          match: [{ uri: { prefix }, headers: { 'end-user': { exact: 'jason' } } }],
          route: [{ destination: { host: name, subset: 'v2' } }],
        })),
        { route: [to('v1', weight), to('v2', 100 - weight)] },
      ],
    },
  });
}

export function benchMesh(): readonly StoredObject[] {
  const objects: StoredObject[] = [];
  for (let at = 0; at < NAMESPACES; at += 1) {
    const namespace = `ns-${at}`;
    objects.push(
      object('v1', 'Namespace', null, namespace, { metadata: { labels: { 'istio-injection': 'enabled' } } }),
      object('networking.istio.io/v1', 'Sidecar', namespace, 'default', {
        spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
      }),
      object('networking.istio.io/v1', 'ServiceEntry', namespace, 'outside', {
        spec: {
          hosts: [`api-${at}.example.com`],
          ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
          resolution: 'DNS',
        },
      }),
    );
    for (let index = 0; index < SERVICES; index += 1) objects.push(...application(namespace, index));
  }
  return objects;
}
