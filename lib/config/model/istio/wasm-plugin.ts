/** WasmPlugin. https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne } from '@/lib/config/model/field-types';
import { istioObject } from './object';
import { PHASES, priority, trafficMatch, wasmModule } from './proxy-extension';
import { policyTargets } from './selection';

const spec = z
  .strictObject({
    ...policyTargets,
    ...wasmModule,
    phase: field(z.enum(['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS']), 'Where in the proxy it runs.', {
      default: 'at the end, before the request goes on',
      values: { UNSPECIFIED_PHASE: 'as if it were left out', ...PHASES },
    }).optional(),
    priority,
    match: trafficMatch,
  })
  .check(atMostOne('selector', 'targetRef', 'targetRefs'));

export const wasmPluginModel = istioObject(
  'WasmPlugin',
  field(spec, 'A WebAssembly module that proxies run.'),
);
