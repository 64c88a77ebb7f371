import { describe, expect, it } from 'vitest';
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import { meshConfigInText, meshConfigOf } from './find-mesh-config';
import { BUILT_IN_PROVIDERS, DEFAULT_MESH_CONFIG } from './mesh-config';

function objects(text: string): readonly StoredObject[] {
  return storedObjects(text, 'mesh.yaml', () => 'v').placed.map(({ object }) => object);
}

const MESH = `rootNamespace: mesh-root
trustDomain: prod.example
trustDomainAliases: [old.example]
outboundTrafficPolicy: {mode: REGISTRY_ONLY}
defaultServiceExportTo: ["."]
defaultVirtualServiceExportTo: [".", shared]
defaultDestinationRuleExportTo: []
enableAutoMtls: false
defaultHttpRetryPolicy: {attempts: 4, retryOn: "5xx, reset", perTryTimeout: 250ms}
discoverySelectors:
- matchLabels: {mesh: "yes"}
- matchExpressions: [{key: env, operator: In, values: [prod]}]
meshMTLS: {minProtocolVersion: TLSV1_3}
extensionProviders: [{name: otel, opentelemetry: {service: otel, port: 4317}}]
defaultProviders: {tracing: [otel]}
ingressSelector: public
ingressControllerMode: DEFAULT
localityLbSetting: {enabled: false, failoverPriority: [zone]}
accessLogFile: /dev/stdout
accessLogEncoding: JSON
pathNormalization: {normalization: MERGE_SLASHES}
connectTimeout: 3s
h2UpgradePolicy: UPGRADE
defaultConfig: {holdApplicationUntilProxyStarts: true}
`;

function configMap(name: string, data: string, key = 'mesh'): string {
  const lines = data
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: istio-system}\ndata:\n  ${key}: |-\n${lines}\n`;
}

describe('meshConfigOf', () => {
  it('takes Istio’s defaults where nothing is found, and names them', () => {
    const reading = meshConfigOf([]);
    expect(reading.config).toEqual(DEFAULT_MESH_CONFIG);
    expect(reading.sources).toEqual([]);
    expect(reading.assumed).toContain('the root namespace is istio-system');
    expect(reading.assumed).toContain('the cluster domain is cluster.local');
  });

  it('reads every setting of the control plane’s ConfigMap', () => {
    const reading = meshConfigOf(objects(configMap('istio', MESH)));
    expect(reading.problems).toEqual([]);
    expect(reading.sources.map(({ title }) => title)).toEqual(['ConfigMap istio in istio-system, key mesh']);
    expect(reading.assumed.some((text) => text.includes('root namespace'))).toBe(false);
    expect(reading.config).toMatchObject({
      rootNamespace: 'mesh-root',
      trustDomain: 'prod.example',
      trustDomainAliases: ['old.example'],
      outboundPolicy: 'REGISTRY_ONLY',
      defaultServiceExportTo: ['.'],
      defaultVirtualServiceExportTo: ['.', 'shared'],
      defaultDestinationRuleExportTo: ['*'],
      enableAutoMtls: false,
      defaultRetryAttempts: 4,
      defaultRetryOn: ['5xx', 'reset'],
      defaultPerTryTimeoutSeconds: 0.25,
      minMutualTlsVersion: 'TLSV1_3',
      extensionProviders: [...BUILT_IN_PROVIDERS, 'otel'],
      defaultProviders: { tracing: ['otel'], metrics: [], accessLogging: [] },
      ingressSelector: { istio: 'public' },
      ingressControllerMode: 'DEFAULT',
      locality: { enabled: false, kind: 'priority', failoverPriority: ['zone'] },
      accessLogFile: '/dev/stdout',
      accessLogEncoding: 'JSON',
      pathNormalization: 'MERGE_SLASHES',
      connectTimeoutSeconds: 3,
      upgradesToHttp2: true,
      holdsApplicationUntilProxyStarts: true,
    });
    expect(reading.config.discoverySelectors).toHaveLength(2);
  });

  it('tells revisions apart, and takes the only one there is', () => {
    const both = objects(
      `${configMap('istio', 'trustDomain: a\n')}---\n${configMap('istio-canary', 'trustDomain: b\n')}`,
    );
    expect(meshConfigOf(both).config.trustDomain).toBe('a');
    expect(meshConfigOf(both, 'canary').config.trustDomain).toBe('b');
    expect(meshConfigOf(both, 'default').config.trustDomain).toBe('a');
    const alone = objects(configMap('istio-1-31', 'trustDomain: c\n'));
    expect(meshConfigOf(alone).config.trustDomain).toBe('c');
  });

  it('reads the injector’s values beside it', () => {
    const values =
      '{"global": {"hub": "docker.io/istio", "tag": "1.31.0", "variant": "distroless", "proxy": {"image": "proxyv2", "clusterDomain": "corp.local"}}, "sidecarInjectorWebhook": {"enableNamespacesByDefault": true}}';
    const reading = meshConfigOf(objects(configMap('istio-sidecar-injector', values, 'values')));
    expect(reading.config).toMatchObject({
      clusterDomain: 'corp.local',
      injectsByDefault: true,
      proxyImage: 'docker.io/istio/proxyv2:1.31.0-distroless',
    });
    expect(reading.assumed).not.toContain('the cluster domain is cluster.local');
    expect(reading.assumed).toContain('the root namespace is istio-system');
  });

  it.each([
    ['IstioOperator', 'install.istio.io/v1alpha1', 'spec: {meshConfig: {trustDomain: t}}'],
    ['IstioOperator', 'install.istio.io/v1alpha1', 'spec: {values: {meshConfig: {trustDomain: t}}}'],
    ['Istio', 'sailoperator.io/v1', 'spec: {values: {meshConfig: {trustDomain: t}}}'],
  ])('reads what %s asks for', (kind, apiVersion, spec) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: default, namespace: istio-system}\n${spec}\n`;
    expect(meshConfigOf(objects(text)).config.trustDomain).toBe('t');
  });

  it('believes the control plane before what was asked for', () => {
    const asked =
      'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: a}\nspec: {meshConfig: {trustDomain: asked}}\n';
    const all = objects(`${asked}---\n${configMap('istio', 'trustDomain: real\n')}`);
    expect(meshConfigOf(all).config.trustDomain).toBe('real');
  });

  it.each(['trustDomain: file\nrootNamespace: r\n', 'meshConfig: {trustDomain: file}\nglobal: {hub: h}\n'])(
    'reads a file of the folder that is no object: %j',
    (text) => {
      const reading = meshConfigOf(objects(text));
      expect(reading.config.trustDomain).toBe('file');
      expect(reading.sources).toMatchObject([{ title: 'mesh.yaml', origin: 'mesh.yaml' }]);
    },
  );

  it('notes what it cannot use and keeps the default', () => {
    const reading = meshConfigOf(
      objects(
        configMap(
          'istio',
          'enableAutoMtls: "yes"\noutboundTrafficPolicy: {mode: NONE}\ndefaultHttpRetryPolicy: {attempts: many}\nconnectTimeout: 10\nextensionProviders: x\n',
        ),
      ),
    );
    expect(reading.problems.map(({ field }) => field)).toEqual([
      'outboundTrafficPolicy.mode',
      'enableAutoMtls',
      'defaultHttpRetryPolicy.attempts',
      'extensionProviders',
      'connectTimeout',
    ]);
    expect(reading.config.enableAutoMtls).toBe(true);
    expect(reading.config.connectTimeoutSeconds).toBe(10);
  });

  it('notes a ConfigMap whose text is broken', () => {
    const reading = meshConfigOf(objects(configMap('istio', 'a: [\n')));
    expect(reading.problems[0]?.message).toContain(
      'ConfigMap istio in istio-system, key mesh cannot be read.',
    );
    expect(reading.assumed).toContain('the root namespace is istio-system');
  });
});

describe('meshConfigInText', () => {
  it.each([
    MESH,
    configMap('istio', MESH),
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {meshConfig: {rootNamespace: mesh-root}}\n',
    'meshConfig: {rootNamespace: mesh-root}\n',
  ])('reads each form', (text) => {
    expect(meshConfigInText(text, 'given.yaml')).toMatchObject({
      config: { rootNamespace: 'mesh-root' },
      sources: [{ title: 'given.yaml' }],
      problems: [],
    });
  });

  it('says why a file is of no use', () => {
    expect(meshConfigInText('a: 1\n', 'x.yaml').problems[0]?.message).toContain('holds neither');
    expect(meshConfigInText('a: [\n', 'x.yaml').problems[0]?.message).toContain('x.yaml cannot be read');
  });
});
