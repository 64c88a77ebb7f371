/** TrafficExtension (Istio 1.30). https://istio.io/latest/docs/reference/config/proxy_extensions/v1alpha1/traffic_extension/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, atMostOne } from '@/lib/config/model/field-types';
import { istioObject } from './object';
import { PHASES, priority, trafficMatch, wasmModule } from './proxy-extension';
import { policyTargets } from './selection';

/** The API’s enum has long names, its documentation and CRD the short ones of WasmPlugin; both are taken. */
const phase = z.enum([
  'AUTHN',
  'AUTHZ',
  'STATS',
  'UNSPECIFIED',
  'EXECUTION_PHASE_UNSPECIFIED',
  'EXECUTION_PHASE_AUTHN',
  'EXECUTION_PHASE_AUTHZ',
  'EXECUTION_PHASE_STATS',
]);

const { selector, targetRefs } = policyTargets;

const spec = z
  .strictObject({
    selector,
    targetRefs,
    phase: field(phase, 'Where in the proxy it runs.', {
      default: 'at the end, before the request goes on',
      values: PHASES,
    }).optional(),
    priority,
    match: trafficMatch,
    wasm: field(z.strictObject(wasmModule), 'A WebAssembly module.').optional(),
    lua: field(
      z.strictObject({
        inlineCode: field(
          z.string().min(1).max(65_536),
          'Script with envoy_on_request, envoy_on_response or both.',
        ),
      }),
      'A script in Lua.',
    ).optional(),
  })
  .check(atMostOne('selector', 'targetRefs'))
  .check(atMostOne('wasm', 'lua'), atLeastOne('wasm', 'lua'));

export const trafficExtensionModel = istioObject(
  'TrafficExtension',
  field(spec, 'A module or script that proxies run.'),
);
