/**
 * Which kinds the checks know in full. The list of all mesh kinds is `kind-names.ts`, apart from the models
 * so that it stays light in the browser.
 */
import type { z } from 'zod';
import { kubernetesGatewayModel } from './gateway-api/gateway';
import { authorizationPolicyModel } from './istio/authorization-policy';
import { destinationRuleModel } from './istio/destination-rule';
import { istioGatewayModel } from './istio/gateway';
import { peerAuthenticationModel } from './istio/peer-authentication';
import { virtualServiceModel } from './istio/virtual-service';

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
