/**
 * What an object refers to, and what refers to it: gateways, hosts, rules, parents, backends, targets, certificates,
 * identities, and workloads that it chooses by labels.
 */
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import {
  backendTlsPolicyReferences,
  gatewayClassReferences,
  kubernetesGatewayReferences,
  listenerSetReferences,
  referenceGrantReferences,
  routeReferences,
} from './references/gateway-api';
import {
  authorizationReferences,
  pullSecretReferences,
  targetReferences,
  telemetryReferences,
} from './references/policies';
import { type Add, GATEWAY_API, ISTIO, type Reference } from './references/reference';
import {
  destinationRuleReferences,
  istioGatewayReferences,
  machineReferences,
  sidecarReferences,
  virtualServiceReferences,
} from './references/traffic';
import { selectedWorkloads } from './selection';
import type { MeshView } from './simulation/mesh-view';
import type { ObjectId, StoredObject } from './store';
import { workloadId } from './workload-id';

export type { Reference } from './references/reference';

/** What references are looked up in. */
export interface ReferenceMesh {
  readonly view: MeshView;
  /** `objectKey` of everything that is stored. */
  readonly stored: ReadonlySet<string>;
  /** The object that holds the settings of the mesh; null where it is not known. */
  readonly settings: ObjectId | null;
}

type Referrer = (object: StoredObject, mesh: ReferenceMesh, add: Add) => void;

const policy: Referrer = (object, _, add) => targetReferences(object, add);

const REFERRERS: ReadonlyMap<string, Referrer> = new Map<string, Referrer>([
  [`${ISTIO}/VirtualService`, (object, { view }, add) => virtualServiceReferences(object, view, add)],
  [`${ISTIO}/DestinationRule`, (object, { view }, add) => destinationRuleReferences(object, view, add)],
  [`${ISTIO}/Gateway`, (object, { view }, add) => istioGatewayReferences(object, view, add)],
  [`${ISTIO}/Sidecar`, (object, { view }, add) => sidecarReferences(object, view, add)],
  [`${ISTIO}/WorkloadEntry`, (object, _, add) => machineReferences(object, add)],
  [`${ISTIO}/WorkloadGroup`, (object, _, add) => machineReferences(object, add)],
  [`${ISTIO}/EnvoyFilter`, policy],
  ['security.istio.io/PeerAuthentication', policy],
  ['security.istio.io/RequestAuthentication', policy],
  [
    'security.istio.io/AuthorizationPolicy',
    (object, { settings }, add) => {
      targetReferences(object, add);
      authorizationReferences(object, settings, add);
    },
  ],
  [
    'telemetry.istio.io/Telemetry',
    (object, { settings }, add) => {
      targetReferences(object, add);
      telemetryReferences(object, settings, add);
    },
  ],
  ['extensions.istio.io/WasmPlugin', extensionReferences],
  ['extensions.istio.io/TrafficExtension', extensionReferences],
  [`${GATEWAY_API}/Gateway`, (object, _, add) => kubernetesGatewayReferences(object, add)],
  [`${GATEWAY_API}/GatewayClass`, (object, _, add) => gatewayClassReferences(object, add)],
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind): [string, Referrer] => [
    `${GATEWAY_API}/${kind}`,
    (object, _, add) => routeReferences(object, add),
  ]),
  [`${GATEWAY_API}/ReferenceGrant`, (object, _, add) => referenceGrantReferences(object, add)],
  [`${GATEWAY_API}/BackendTLSPolicy`, (object, _, add) => backendTlsPolicyReferences(object, add)],
  [`${GATEWAY_API}/ListenerSet`, (object, _, add) => listenerSetReferences(object, add)],
]);

function extensionReferences(object: StoredObject, _: ReferenceMesh, add: Add): void {
  targetReferences(object, add);
  pullSecretReferences(object, add);
}

/** References of `object`, each target once: by name in the order of the text, then what it selects. */
export function referencesFrom(object: StoredObject, mesh: ReferenceMesh): readonly Reference[] {
  const { view, stored } = mesh;
  const found = new Map<string, Reference>();
  const noteAs =
    (isSelected: boolean): Add =>
    (id, path) => {
      const key = objectKey(id);
      if (!found.has(key)) found.set(key, { id, exists: stored.has(key), path, isSelected });
    };
  REFERRERS.get(`${object.id.group}/${object.id.kind}`)?.(object, mesh, noteAs(false));
  const { workloads, path } = selectedWorkloads(view, object);
  const select = noteAs(true);
  for (const workload of workloads) select(workloadId(workload), path);
  return [...found.values()];
}

/** Mesh objects that refer to `id`. */
export function referencesTo(
  id: ObjectId,
  objects: readonly StoredObject[],
  mesh: ReferenceMesh,
): readonly Reference[] {
  const key = objectKey(id);
  return objects
    .filter((object) => meshKind(object.id.group, object.id.kind) !== null && objectKey(object.id) !== key)
    .flatMap((object) => {
      const back = referencesFrom(object, mesh).find((reference) => objectKey(reference.id) === key);
      if (back === undefined) return [];
      return [{ id: object.id, exists: true, path: back.path, isSelected: back.isSelected }];
    });
}
