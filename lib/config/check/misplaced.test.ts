import { describe, expect, it } from 'vitest';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { applyEdits } from '@/lib/config/yaml/problem';
import { checkText } from './check-text';

function text(kind: string, spec: string): string {
  const known = MESH_KIND_NAMES.find(
    (candidate) => candidate.kind === kind && candidate.group.endsWith('istio.io'),
  );
  return `apiVersion: ${known?.group}/${known?.versions[0]}\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\nspec:\n${spec}`;
}

/** Kind, what is written, part of the message, and what is written after the fix; null where there is none. */
const MISTAKES: readonly (readonly [string, string, string, string | null])[] = [
  [
    'Gateway',
    '  selector:\n    matchLabels:\n      istio: a\n  servers: []\n',
    'plain map of labels; matchLabels is not used',
    '  selector:\n    istio: a\n',
  ],
  [
    'AuthorizationPolicy',
    '  selector:\n    app: a\n',
    'the label app belongs under selector.matchLabels',
    '  selector:\n    matchLabels:\n      app: a\n',
  ],
  [
    'AuthorizationPolicy',
    '  workloadSelector:\n    matchLabels: {app: a}\n',
    'it is called selector',
    '  selector:\n    matchLabels: {app: a}\n',
  ],
  [
    'Sidecar',
    '  selector:\n    labels: {app: a}\n',
    'it is called workloadSelector',
    '  workloadSelector:\n    labels: {app: a}\n',
  ],
  [
    'Sidecar',
    '  workloadSelector:\n    matchLabels: {app: a}\n',
    'it is called labels',
    '  workloadSelector:\n    labels: {app: a}\n',
  ],
  [
    'EnvoyFilter',
    '  workloadSelector:\n    app: a\n',
    'belongs under workloadSelector.labels',
    '  workloadSelector:\n    labels:\n      app: a\n',
  ],
  [
    'DestinationRule',
    '  host: a\n  workloadSelector:\n    labels: {app: a}\n',
    'it is called matchLabels',
    '    matchLabels: {app: a}\n',
  ],
  ['PeerAuthentication', '  mode: STRICT\n', 'mode belongs to mtls', '  mtls:\n    mode: STRICT\n'],
  [
    'PeerAuthentication',
    '  selector:\n    matchLabels: {app: a}\n    mtls: {mode: STRICT}\n',
    'stands beside selector',
    '  selector:\n    matchLabels: {app: a}\n  mtls: {mode: STRICT}\n',
  ],
  ['PeerAuthentication', '  mtls: STRICT\n', 'mtls must be an object', '  mtls: {mode: STRICT}\n'],
  [
    'AuthorizationPolicy',
    '  rules:\n  - from:\n    - principals: [a]\n      namespaces: [b]\n',
    'principals belongs to source',
    '  - from:\n    - source:\n        principals: [a]\n        namespaces: [b]\n',
  ],
  [
    'AuthorizationPolicy',
    '  rules:\n  - to:\n    - ports: ["80"]\n',
    'ports belongs to operation',
    '    - operation:\n        ports: ["80"]\n',
  ],
  [
    'AuthorizationPolicy',
    '  rules:\n  - to: [{methods: [GET]}]\n',
    'methods belongs to operation',
    '  - to: [{operation: {methods: [GET]}}]\n',
  ],
  ['AuthorizationPolicy', '  rules:\n  - source: {principals: [a]}\n', 'belongs to an entry of from', null],
  ['AuthorizationPolicy', '  rules: [{to: [{operation: {ports: [80]}}]}]\n', 'must be text', 'ports: ["80"]'],
  ['VirtualService', '  hosts: reviews\n  http: []\n', 'hosts must be a list', '  hosts: [reviews]\n'],
  ['VirtualService', '  host: [a]\n  http: []\n', 'it is called hosts', '  hosts: [a]\n'],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route:\n    - destination:\n        host: a\n        weight: 10\n',
    'weight stands beside destination',
    '    - destination:\n        host: a\n      weight: 10\n',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route:\n    - destination:\n        host: a\n      subset: v1\n',
    'subset belongs to destination',
    '    - destination:\n        host: a\n        subset: v1\n',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route:\n    - destination: {host: a, port: 9080}\n',
    'port must be an object',
    '{host: a, port: {number: 9080}}',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route:\n    - destination: {host: a}\n      timeout: 2s\n',
    'timeout stands beside route',
    '    - destination: {host: a}\n    timeout: 2s\n',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - match:\n      uri: {exact: /a}\n      method: {exact: GET}\n    route: [{destination: {host: a}}]\n',
    'match must be a list',
    '  - match:\n      - uri: {exact: /a}\n        method: {exact: GET}\n',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - match: {uri: {exact: "/a}"}}\n    route: [{destination: {host: a}}]\n',
    'match must be a list',
    'match: [{uri: {exact: "/a}"}}]\n',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - match: [{uri: /a}]\n    route: [{destination: {host: a}}]\n',
    'uri must be an object',
    'match: [{uri: {exact: /a}}]',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - fault: {abort: {httpStatus: 500, percent: 5}}\n    route: [{destination: {host: a}}]\n',
    'it is called percentage',
    'percentage: 5',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route: [{destination: reviews}]\n',
    'destination must be an object',
    'route: [{destination: {host: reviews}}]',
  ],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - route: [{destination: {host: a, version: v1}}]\n',
    'it is called subset',
    '{host: a, subset: v1}',
  ],
  ['VirtualService', '  hosts: [a]\n  subsets: []\n  http: []\n', 'belongs to a DestinationRule', null],
  [
    'VirtualService',
    '  hosts: [a]\n  http:\n  - retries: {attempts: 1, per_try_timeout: 2s}\n    route: [{destination: {host: a}}]\n',
    'did you mean perTryTimeout',
    'perTryTimeout: 2s',
  ],
  [
    'DestinationRule',
    '  host: a\n  trafficPolicy:\n    outlierDetection:\n      split_external_local_origin_errors: true\n',
    'did you mean splitExternalLocalOriginErrors',
    'splitExternalLocalOriginErrors: true',
  ],
  [
    'DestinationRule',
    '  host: a\n  subsets:\n  - name: v1\n    version: v1\n',
    'version is a label',
    '  - name: v1\n    labels:\n      version: v1\n',
  ],
  [
    'DestinationRule',
    '  host: a\n  trafficPolicy:\n    simple: RANDOM\n',
    'simple belongs to loadBalancer',
    '    loadBalancer:\n      simple: RANDOM\n',
  ],
  [
    'Gateway',
    '  listeners: []\n  servers: []\n',
    'belongs to the Gateway of gateway.networking.k8s.io',
    null,
  ],
  [
    'Gateway',
    '  servers:\n  - port: {number: 443, name: a, protocol: HTTPS}\n    hosts: ["*"]\n    tls: {mode: SIMPLE, secretName: a}\n',
    'it is called credentialName',
    'credentialName: a',
  ],
  ['ServiceEntry', '  hosts: [a.com]\n  ports: [{port: 80, name: a}]\n', 'it is called number', 'number: 80'],
  [
    'WorkloadGroup',
    '  template:\n    serviceAccount: a\n  network: b\n',
    'network belongs to template',
    '  template:\n    serviceAccount: a\n    network: b\n',
  ],
  ['RequestAuthentication', '  issuer: a\n', 'belongs to an entry of jwtRules', null],
  ['Telemetry', '  randomSamplingPercentage: 10\n', 'belongs to an entry of tracing', null],
  [
    'TrafficExtension',
    '  wasm:\n    pluginName: a\n  url: b\n',
    'url belongs to wasm',
    '  wasm:\n    pluginName: a\n    url: b\n',
  ],
];

describe('misplaced and misshapen fields', () => {
  it.each(MISTAKES.map(([kind, spec, message, mended]) => ({ kind, spec, message, mended })))(
    'in $kind: $message',
    ({ kind, spec, message, mended }) => {
      const yaml = text(kind, spec);
      const { problems } = checkText(yaml);
      const found = problems.find((problem) => problem.message.includes(message));
      expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
      expect(found?.severity).toBe('error');
      if (mended === null) expect(found?.fix).toBeNull();
      else expect(applyEdits(yaml, found?.fix?.edits ?? [])).toContain(mended);
    },
  );
});
