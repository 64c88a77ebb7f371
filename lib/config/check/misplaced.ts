/**
 * Fields that people write in the wrong place, and where they belong. A cluster drops most of them without
 * a word, so the object then does something else than it says.
 */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import {
  DESTINATION_RULE,
  ENVOY_FILTER,
  GATEWAY,
  SERVICE_ENTRY,
  SIDECAR,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
} from './misplacements/networking';
import type { Place, Remedy } from './misplacements/place';
import {
  AUTHORIZATION_POLICY,
  PEER_AUTHENTICATION,
  PROXY_CONFIG,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  TRAFFIC_EXTENSION,
  WASM_PLUGIN,
} from './misplacements/security';
import { VIRTUAL_SERVICE } from './misplacements/virtual-service';

export interface Misplacement {
  /** Sentence: what is wrong and where it belongs. */
  readonly message: string;
  readonly remedy: Remedy;
}

const NETWORKING = 'networking.istio.io';
const SECURITY = 'security.istio.io';
const EXTENSIONS = 'extensions.istio.io';

const PLACES: ReadonlyMap<string, readonly Place[]> = new Map([
  [`${NETWORKING}/VirtualService`, VIRTUAL_SERVICE],
  [`${NETWORKING}/DestinationRule`, DESTINATION_RULE],
  [`${NETWORKING}/Gateway`, GATEWAY],
  [`${NETWORKING}/ServiceEntry`, SERVICE_ENTRY],
  [`${NETWORKING}/Sidecar`, SIDECAR],
  [`${NETWORKING}/WorkloadEntry`, WORKLOAD_ENTRY],
  [`${NETWORKING}/WorkloadGroup`, WORKLOAD_GROUP],
  [`${NETWORKING}/EnvoyFilter`, ENVOY_FILTER],
  [`${NETWORKING}/ProxyConfig`, PROXY_CONFIG],
  [`${SECURITY}/AuthorizationPolicy`, AUTHORIZATION_POLICY],
  [`${SECURITY}/PeerAuthentication`, PEER_AUTHENTICATION],
  [`${SECURITY}/RequestAuthentication`, REQUEST_AUTHENTICATION],
  ['telemetry.istio.io/Telemetry', TELEMETRY],
  [`${EXTENSIONS}/WasmPlugin`, WASM_PLUGIN],
  [`${EXTENSIONS}/TrafficExtension`, TRAFFIC_EXTENSION],
]);

/** Where `field`, unknown in the object at `path`, belongs; null when nothing is known about it. `kind` is `group/Kind`. */
export function misplacement(kind: string, path: ObjectPath, field: string): Misplacement | null {
  const at = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  const known = PLACES.get(kind)?.find(
    (candidate) => candidate.at === at && (candidate.fields === null || candidate.fields.includes(field)),
  );
  return known === undefined ? null : { message: `${known.say(field)}.`, remedy: known.remedy };
}
