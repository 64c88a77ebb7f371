/** The forms of assistants for entry, security and workloads, each loaded when it is opened. */
import { lazily } from '@/components/config/assistants/lazily';

export const MESH_FORMS = {
  gateway: lazily(async () => (await import('./gateway-form')).GatewayAssistant),
  'service-entry': lazily(async () => (await import('./service-entry-form')).ServiceEntryAssistant),
  'mesh-expansion': lazily(async () => (await import('./mesh-expansion-form')).MeshExpansionAssistant),
  'mutual-tls': lazily(async () => (await import('./mutual-tls-form')).MutualTlsAssistant),
  authorization: lazily(async () => (await import('./authorization-form')).AuthorizationAssistant),
  'observed-authorization': lazily(
    async () => (await import('./observed-authorization-form')).ObservedAuthorizationAssistant,
  ),
  'request-authentication': lazily(
    async () => (await import('./request-authentication-form')).RequestAuthenticationAssistant,
  ),
  injection: lazily(async () => (await import('./injection-form')).InjectionAssistant),
  ambient: lazily(async () => (await import('./ambient-form')).AmbientAssistant),
  'to-http-route': lazily(async () => (await import('./convert-form')).ToHttpRouteAssistant),
  'to-virtual-service': lazily(async () => (await import('./convert-form')).ToVirtualServiceAssistant),
};
