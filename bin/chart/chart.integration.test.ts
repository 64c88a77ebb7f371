import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { helmIsBuilt } from '@/e2e/servers/helm/build';
import { allSettings } from '@/lib/environment/read';
import { RULES_FILE } from '@/lib/prometheus/dialects/istio/rules-file';
import { plainManifests } from './plain-manifests';
import { CHART, type RenderedObject, renderChart } from './render';

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
            env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
            startupProbe: z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }) }),
          }),
        ),
      }),
    }),
  }),
});

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
    ]);
    expect(container({ rights: { namespaces: ['a', 'b'] } }).env).toContainEqual({
      name: 'PERIPLUS_KUBERNETES_NAMESPACES',
      value: 'a,b',
    });
  });

  it('gives a console that only reads no role to write with', () => {
    expect(roles({ readOnly: true, rights: { editor: true } }).map(({ name }) => name)).toEqual([
      'periplus-istio-system-viewer',
    ]);
  });

  it('names only settings that exist', () => {
    const known = new Set(allSettings().flatMap(({ name }) => [name, `${name}_FILE`]));
    const everything = container({
      rights: { namespaces: ['a'] },
      settings: { health: {} },
      publicUrl: 'https://mesh.example.org',
      trustedProxies: ['10.0.0.0/8'],
      secret: { existingName: 'mine' },
    });
    expect(everything.env.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('serves below a path where publicUrl has one', () => {
    const values = {
      publicUrl: 'https://mesh.example.org/periplus',
      ingress: { enabled: true },
      httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }] },
      serviceMonitor: { enabled: true },
    };
    expect(container(values).startupProbe.httpGet.path).toBe('/periplus/healthz');
    const text = JSON.stringify(renderChart({ values }));
    expect(text).toContain('"host":"mesh.example.org"');
    expect(text).toContain('"path":"/periplus","pathType":"Prefix"');
    expect(text).toContain('"hostnames":["mesh.example.org"]');
    expect(text).toContain('"path":"/periplus/metrics"');
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

  it('makes a disruption budget for several replicas', () => {
    expect(kinds(renderChart({ values: { replicas: 2 } }))).toContain('PodDisruptionBudget');
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
