/** What the plain manifests ask of a cluster, read as they lie in the repository: no Helm is needed for it. */
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { expect, it } from 'vitest';

interface Manifest {
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is looked for is compared, and a missing part fails there
  readonly spec: any;
}

const objects = loadAll(readFileSync('deploy/kubernetes/periplus.yaml', 'utf8')) as Manifest[];
const specOf = (kind: string) => objects.find((object) => object.kind === kind)?.spec;

it('run it without root, with nothing that it could write to and no rights on its node', () => {
  const pod = specOf('Deployment').template.spec;
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  const [container, ...more] = pod.containers;
  expect(more).toEqual([]);
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(pod).not.toHaveProperty('hostNetwork');
});

it('bound what it takes, ask whether it lives, and spread it over nodes', () => {
  const { strategy, template } = specOf('Deployment');
  const [container] = template.spec.containers;
  expect(container.resources).toMatchObject({
    requests: { cpu: expect.anything(), memory: expect.anything() },
    limits: { memory: expect.anything() },
  });
  expect([container.startupProbe, container.livenessProbe, container.readinessProbe]).toMatchObject([
    { httpGet: { path: '/healthz' } },
    { httpGet: { path: '/healthz' } },
    { httpGet: { path: '/readyz' } },
  ]);
  expect(template.spec.topologySpreadConstraints).toMatchObject([{ topologyKey: 'kubernetes.io/hostname' }]);
  expect(strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
});

it('lead port 20001 to it, and let it reach its sources and nothing else', () => {
  expect(specOf('Service').ports).toMatchObject([{ port: 20_001, targetPort: 'http' }]);
  const { policyTypes, egress } = specOf('NetworkPolicy');
  expect(policyTypes).toEqual(expect.arrayContaining(['Egress']));
  for (const { ports } of egress) expect(ports.length).toBeGreaterThan(0);
});
