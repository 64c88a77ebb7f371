/**
 * The kinds that make up a mesh's configuration: what they are called, in which versions they are served,
 * and which of them the checks know in full. Versions: Istio 1.31, Gateway API 1.6.
 */
import type { z } from 'zod';
import { type KindName, MESH_KIND_NAMES } from './kind-names';
import { kubernetesGatewayModel } from './model/gateway-api/gateway';
import { authorizationPolicyModel } from './model/istio/authorization-policy';
import { destinationRuleModel } from './model/istio/destination-rule';
import { istioGatewayModel } from './model/istio/gateway';
import { peerAuthenticationModel } from './model/istio/peer-authentication';
import { virtualServiceModel } from './model/istio/virtual-service';

/** The model of a kind; null where only the YAML itself is checked. */
export function modelOf(group: string, kind: string): z.ZodType | null {
  return MODELS.get(`${group}/${kind}`) ?? null;
}

const MODELS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['networking.istio.io/VirtualService', virtualServiceModel],
  ['networking.istio.io/DestinationRule', destinationRuleModel],
  ['networking.istio.io/Gateway', istioGatewayModel],
  ['security.istio.io/PeerAuthentication', peerAuthenticationModel],
  ['security.istio.io/AuthorizationPolicy', authorizationPolicyModel],
  ['gateway.networking.k8s.io/Gateway', kubernetesGatewayModel],
]);

/** A mesh kind by group and kind; null for kinds of Kubernetes itself and of others. */
export function meshKind(group: string, kind: string): KindName | null {
  return MESH_KIND_NAMES.find((known) => known.group === group && known.kind === kind) ?? null;
}
