import { type CheckCase, networking } from '@/lib/config/analysis/checks/check-case';

const telemetry = (spec: string) => `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: t, namespace: shop}
spec: ${spec}
---`;
const filter = (applyTo: string, operation: string, more = '', match = '') =>
  networking(
    'EnvoyFilter',
    'f',
    `  configPatches: [{applyTo: ${applyTo}, match: {${match}}, patch: {operation: ${operation}}}]${more}`,
  );
const none = { tracing: [], metrics: ['prometheus'], accessLogging: [] };
const OPERATION = 'EnvoyFilter/f spec.configPatches[0].patch.operation';

export const TELEMETRY_CASES: readonly CheckCase[] = [
  {
    code: 'PER0801',
    fact: 'finds access logs without a provider',
    yaml: telemetry('{accessLogging: [{disabled: false}], tracing: [{}]}'),
    finds: ['Telemetry/t spec.accessLogging[0]'],
    settings: { defaultProviders: none },
  },
  {
    code: 'PER0801',
    fact: 'takes a provider',
    yaml: telemetry('{accessLogging: [{providers: [{name: envoy}]}]}'),
    finds: [],
    settings: { defaultProviders: none },
  },
  {
    code: 'PER0801',
    fact: 'says nothing where MeshConfig is not known',
    yaml: telemetry('{accessLogging: [{}]}'),
    finds: [],
  },
  {
    code: 'PER0802',
    fact: 'finds a provider that is not defined',
    yaml: telemetry('{tracing: [{providers: [{name: zipkn}, {name: zipkin}]}]}'),
    finds: ['Telemetry/t spec.tracing[0].providers[0].name'],
    settings: { extensionProviders: ['zipkin'] },
  },
  {
    code: 'PER0802',
    fact: 'takes the built-in ones',
    yaml: telemetry(
      '{metrics: [{providers: [{name: prometheus}]}], accessLogging: [{providers: [{name: envoy}]}]}',
    ),
    finds: [],
    settings: { extensionProviders: [] },
  },
  {
    code: 'PER0803',
    fact: 'finds a relative patch',
    yaml: filter('HTTP_FILTER', 'INSERT_BEFORE'),
    finds: [OPERATION],
  },
  {
    code: 'PER0803',
    fact: 'finds one for a version of the proxy',
    yaml: filter('HTTP_FILTER', 'REMOVE', '', 'proxy: {proxyVersion: "1.30.*"}'),
    finds: [OPERATION],
  },
  {
    code: 'PER0803',
    fact: 'takes a priority',
    yaml: filter('HTTP_FILTER', 'INSERT_BEFORE', '\n  priority: 10'),
    finds: [],
  },
  {
    code: 'PER0803',
    fact: 'takes what needs no other',
    yaml: filter('HTTP_FILTER', 'INSERT_FIRST'),
    finds: [],
  },
  {
    code: 'PER0804',
    fact: 'finds a cluster that is replaced',
    yaml: filter('CLUSTER', 'REPLACE'),
    finds: [OPERATION],
  },
  { code: 'PER0804', fact: 'takes filters', yaml: filter('NETWORK_FILTER', 'REPLACE'), finds: [] },
  {
    code: 'PER0805',
    fact: 'finds a route that is added',
    yaml: filter('HTTP_ROUTE', 'ADD'),
    finds: [OPERATION],
  },
  { code: 'PER0805', fact: 'takes clusters', yaml: filter('CLUSTER', 'ADD'), finds: [] },
  {
    code: 'PER0806',
    fact: 'finds routes that are removed',
    yaml: filter('ROUTE_CONFIGURATION', 'REMOVE'),
    finds: [OPERATION],
  },
  { code: 'PER0806', fact: 'takes filters', yaml: filter('HTTP_FILTER', 'REMOVE'), finds: [] },
];
