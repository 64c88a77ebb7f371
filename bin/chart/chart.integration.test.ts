import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { helmIsBuilt } from '@/e2e/servers/helm/build';
import { allSettings, readEnvironment } from '@/lib/environment/read';
import { RULES_FILE } from '@/lib/prometheus/dialects/istio/rules-file';
import { plainManifests } from './plain-manifests';
import { CHART, type RenderedObject, renderChart, renderChartText } from './render';

const ruleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});
const roleSchema = z.looseObject({ rules: z.array(ruleSchema) });
const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        automountServiceAccountToken: z.boolean(),
        containers: z.array(
          z.looseObject({
            image: z.string(),
            env: z.array(
              z.looseObject({
                name: z.string(),
                value: z.string().optional(),
                valueFrom: z.object({ secretKeyRef: z.looseObject({ key: z.string() }) }).optional(),
              }),
            ),
          }),
        ),
      }),
    }),
  }),
});

type Env = z.infer<typeof deploymentSchema>['spec']['template']['spec']['containers'][number]['env'][number];

const ISSUER = 'https://login.example.org:8443/realms/mesh';
const oidc = {
  strategy: 'oidc',
  adminGroups: ['mesh-admins', 'on-call'],
  oidc: {
    issuer: ISSUER,
    clientId: 'periplus',
    clientSecretName: 'client',
    scopes: 'openid groups offline_access',
    userClaim: 'email',
    groupsClaim: 'realm_access.roles',
    passThrough: 'id-token',
    caConfigMap: 'provider-ca',
  },
};
const header = {
  strategy: 'header',
  viewerGroups: ['*'],
  header: { user: 'X-Auth-Request-User', groups: 'X-Auth-Request-Groups' },
};
const everything = {
  rights: { namespaces: ['a'] },
  settings: { health: {} },
  publicUrl: 'https://mesh.example.org/',
  trustedProxies: ['10.0.0.0/8'],
  secret: { existingName: 'mine' },
  readOnly: true,
  environment: { PERIPLUS_LOG_LEVEL: 'debug' },
};

/** What the Secret that one is told to make holds, or the one that the chart makes. */
function fromSecret(from: Env['valueFrom']): string | undefined {
  const key = from?.secretKeyRef.key;
  return key === 'admin-password' ? 'made by the chart' : undefined;
}

/** What only a pod has: a mounted file stands for its text, and the cluster is named by a file. */
function outsideOfPod(
  given: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const mounted = (name: string, file: string) =>
    given[name] === undefined ? {} : { [name]: join(folder, file) };
  return {
    PERIPLUS_KUBERNETES: 'kubeconfig',
    PERIPLUS_KUBECONFIG: join(folder, 'kubeconfig'),
    ...mounted('PERIPLUS_SESSION_SECRET_FILE', 'secret'),
    ...mounted('PERIPLUS_OIDC_CLIENT_SECRET_FILE', 'secret'),
    ...mounted('PERIPLUS_OIDC_CA_FILE', 'ca.crt'),
    ...mounted('PERIPLUS_SETTINGS_FILE', 'kubeconfig'),
  };
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'periplus-chart-test-'));
  writeFileSync(join(folder, 'secret'), randomBytes(48).toString('base64'));
  writeFileSync(join(folder, 'kubeconfig'), '');
  writeFileSync(join(folder, 'ca.crt'), '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const READS = ['get', 'list', 'watch'];

function kinds(objects: readonly RenderedObject[]): string[] {
  return objects.map(({ kind }) => kind).sort();
}

function container(values: Record<string, unknown>) {
  const deployment = renderChart({ values }).find(({ kind }) => kind === 'Deployment');
  const [first] = deploymentSchema.parse(deployment).spec.template.spec.containers;
  if (first === undefined) throw new Error('The Deployment has no container.');
  return first;
}

function roles(values: Record<string, unknown>) {
  return renderChart({ values })
    .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
    .map((role) => ({
      kind: role.kind,
      name: role.metadata.name,
      namespace: role.metadata.namespace,
      rules: roleSchema.parse(role).rules,
    }));
}

describe.skipIf(!helmIsBuilt())('the chart', () => {
  it('renders what one needs, and only reads, by default', () => {
    expect(kinds(renderChart())).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'Deployment',
      'NetworkPolicy',
      'Secret',
      'Service',
      'ServiceAccount',
    ]);
    expect(
      roles({})
        .flatMap(({ rules }) => rules)
        .flatMap(({ verbs }) => verbs)
        .filter((verb) => !READS.includes(verb)),
    ).toEqual([]);
  });

  it('never asks for secrets, for running commands or for everything, whatever is switched on', () => {
    for (const { rules } of roles({ rights: { editor: true, proxyViewer: true } })) {
      for (const { apiGroups, resources, verbs } of rules) {
        expect(resources).not.toContain('secrets');
        expect(resources).not.toContain('pods/exec');
        expect(apiGroups).not.toContain('*');
        expect(verbs).not.toContain('*');
        if (apiGroups.includes('')) expect(resources).not.toContain('*');
      }
    }
  });

  it('binds roles in the named namespaces only', () => {
    const found = roles({ rights: { namespaces: ['a', 'b'], editor: true } });
    expect(found.map(({ kind, namespace }) => `${kind} ${namespace}`)).toEqual([
      'Role a',
      'Role b',
      'Role a',
      'Role b',
      'Role istio-system',
    ]);
    expect(container({ rights: { namespaces: ['a', 'b'] } }).env).toContainEqual({
      name: 'PERIPLUS_KUBERNETES_NAMESPACES',
      value: 'a,b',
    });
  });

  it('lets the editor alone write ConfigMaps, and in the namespace of the dashboards alone', () => {
    const writing = (values: Record<string, unknown>) =>
      roles(values).filter(({ rules }) =>
        rules.some(({ resources, verbs }) => resources.includes('configmaps') && verbs.includes('update')),
      );
    const rights = { editor: true, dashboardsNamespace: 'boards' };
    expect(writing({ rights }).map(({ kind, namespace }) => `${kind} ${namespace}`)).toEqual(['Role boards']);
    expect(container({ rights }).env).toContainEqual({
      name: 'PERIPLUS_DASHBOARDS_NAMESPACE',
      value: 'boards',
    });
    expect(writing({ rights: { editor: true } }).map(({ namespace }) => namespace)).toEqual(['istio-system']);
    expect(writing({ rights: { dashboardsNamespace: 'boards' } })).toEqual([]);
    expect(writing({ readOnly: true, rights })).toEqual([]);
  });

  it('gives a console that only reads no role to write with', () => {
    expect(roles({ readOnly: true, rights: { editor: true } }).map(({ name }) => name)).toEqual([
      'periplus-istio-system-viewer',
    ]);
  });

  it.each([
    ['the defaults', {}],
    ['everything by password', everything],
    ['token', { login: { strategy: 'token' } }],
    ['oidc', { login: oidc }],
    ['a public client of oidc', { login: { ...oidc, oidc: { issuer: ISSUER, clientId: 'p' } } }],
    ['header', { login: header, trustedProxies: ['10.0.0.1'] }],
    ['anonymous', { login: { strategy: 'anonymous' } }],
  ])('sets what Periplus understands: %s', (_, values) => {
    const { env } = container(values);
    const known = new Set(allSettings().flatMap(({ name }) => [name, `${name}_FILE`]));
    expect(env.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    const given = Object.fromEntries(
      env.map(({ name, value, valueFrom }) => [name, value ?? fromSecret(valueFrom)]),
    );
    const result = readEnvironment({ ...given, ...outsideOfPod(given) });
    expect(result.kind === 'invalid' ? result.mistakes : []).toEqual([]);
    expect(env.find(({ name }) => name === 'PERIPLUS_KUBERNETES')?.value).toBe('in-cluster');
  });

  it('mounts the secret of the client and the certificates of the provider', () => {
    const text = renderChartText({ values: { login: oidc } });
    expect(text).toMatch(/secretName: "?client"?\n/);
    expect(text).toMatch(/configMap:\s+name: "?provider-ca"?\n/);
    expect(text).toContain('{ port: 8443, protocol: TCP }');
  });

  it('keeps the recording rules of deploy/prometheus', () => {
    expect(readFileSync(join(CHART, 'files', 'periplus-rules.yaml'), 'utf8')).toBe(
      readFileSync(RULES_FILE, 'utf8'),
    );
    const rule = renderChart({ values: { prometheusRule: { enabled: true } } }).find(
      ({ kind }) => kind === 'PrometheusRule',
    );
    expect(rule).toMatchObject({ spec: load(readFileSync(RULES_FILE, 'utf8')) });
  });

  it('lets the Prometheus operator scrape what the Service leads to, in place of the pod’s own words', () => {
    const labels = { release: 'prometheus' };
    const objects = renderChart({ values: { serviceMonitor: { enabled: true, labels, interval: '15s' } } });
    const of = (kind: string) => objects.find((object) => object.kind === kind);
    expect(of('ServiceMonitor')).toMatchObject({
      metadata: { labels },
      spec: { endpoints: [{ port: 'http', path: '/metrics', interval: '15s' }] },
    });
    const { spec } = z
      .looseObject({
        spec: z.looseObject({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }),
      })
      .parse(of('ServiceMonitor'));
    expect(of('Service')).toMatchObject({
      metadata: { labels: spec.selector.matchLabels },
      spec: { ports: [{ name: 'http' }] },
    });
    expect(JSON.stringify(of('Deployment'))).not.toContain('prometheus.io/scrape');
    expect(JSON.stringify(renderChart())).toContain('prometheus.io/scrape');
  });

  it('makes a disruption budget for several replicas', () => {
    expect(kinds(renderChart({ values: { replicas: 2 } }))).toContain('PodDisruptionBudget');
  });

  it.each([
    ['https://mesh.example.org', '/'],
    ['https://mesh.example.org/periplus/', '/periplus'],
  ])('passes on what is below %s', (publicUrl, path) => {
    const objects = renderChart({
      values: {
        publicUrl,
        ingress: { enabled: true },
        httpRoute: { enabled: true, parentRefs: [{ name: 'g' }] },
      },
    });
    const ingress = objects.find(({ kind }) => kind === 'Ingress');
    expect(ingress).toMatchObject({ spec: { rules: [{ http: { paths: [{ path, pathType: 'Prefix' }] } }] } });
    const route = objects.find(({ kind }) => kind === 'HTTPRoute');
    expect(route).toMatchObject({
      spec: { rules: [{ matches: [{ path: { type: 'PathPrefix', value: path } }] }] },
    });
  });

  it('mounts kubeconfigs of further clusters where the settings file looks for them', () => {
    const settings = {
      clusters: [{ name: 'east' }, { name: 'west', kubeconfig: '/etc/periplus/clusters/west' }],
    };
    const text = JSON.stringify(renderChart({ values: { settings, clustersSecret: 'kubeconfigs' } }));
    expect(text).toContain('"secretName":"kubeconfigs"');
    expect(text).toContain('"mountPath":"/etc/periplus/clusters"');
    expect(JSON.stringify(renderChart())).not.toContain('/etc/periplus/clusters');
  });

  it('takes a Secret that exists for its own, and makes none', () => {
    const objects = renderChart({ values: { secret: { existingName: 'mine' } } });
    expect(kinds(objects)).not.toContain('Secret');
    expect(JSON.stringify(objects)).toContain('"secretName":"mine"');
  });

  it('makes two releases that do not share a secret', () => {
    const secret = () => renderChart().find(({ kind }) => kind === 'Secret');
    expect(secret()).not.toEqual(secret());
  });

  it.each([
    [{ replica: 2 }, /replica/],
    [{ rights: { admin: true } }, /admin/],
    [{ prometheus: { url: 'prometheus:9090' } }, /url/],
    [{ image: { digest: 'sha256:1' } }, /digest/],
    [{ environment: { lower: 'x' } }, /lower/],
    [{ ingress: { enabled: true } }, /ingress.host or publicUrl/],
    [{ httpRoute: { enabled: true } }, /httpRoute.parentRefs/],
    [{ login: { strategy: 'ldap' } }, /strategy/],
    [{ login: { strategy: 'token' }, kubernetes: { enabled: false } }, /token needs kubernetes.enabled/],
    [{ login: { strategy: 'oidc', adminGroups: ['a'] } }, /login.oidc.issuer/],
    [
      { login: { ...oidc, adminGroups: [], oidc: { issuer: ISSUER, clientId: 'p' } } },
      /lets nobody in without login.adminGroups/,
    ],
    [{ login: header }, /header needs trustedProxies/],
    [{ publicUrl: 'https://mesh.example.org/a//b' }, /publicUrl/],
  ])('refuses the value %j by its name', (values, message) => {
    expect(() => renderChart({ values })).toThrow(message);
  });
});

describe.skipIf(!helmIsBuilt())('deploy/kubernetes', () => {
  it('is what the chart renders', () => {
    const files = plainManifests();
    expect(readdirSync(join('deploy', 'kubernetes')).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) {
      expect(readFileSync(join('deploy', 'kubernetes', name), 'utf8'), name).toBe(text);
    }
  });
});
