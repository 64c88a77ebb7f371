/** Which VirtualServices or HTTPRoutes use a gateway, and the edits that make others use it. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { GatewayState } from './gateway-state';

type Place = Pick<GatewayState, 'api' | 'namespace' | 'name'>;

function routeKind(api: GatewayState['api']): string {
  return api === 'istio' ? 'networking.istio.io/VirtualService' : 'gateway.networking.k8s.io/HTTPRoute';
}

/** Routes that exist, as `namespace/name`; the redirect that belongs to the gateway is not among them. */
export function knownRoutes(place: Place, mesh: MeshObjects): readonly string[] {
  return candidates(place, mesh).map(routeName);
}

export function boundRoutes(place: Place, mesh: MeshObjects): readonly string[] {
  return candidates(place, mesh)
    .filter((route) => isBound(place, route))
    .map(routeName);
}

/** Edits of routes whose binding is another than the form says. */
export function routeBindings(state: GatewayState, mesh: MeshObjects): readonly ObjectEdit[] {
  const wanted = new Set(state.routes);
  return candidates(state, mesh).flatMap((route) => {
    const isWanted = wanted.has(routeName(route));
    if (isWanted === isBound(state, route)) return [];
    const spec = fieldsAt(route.value, 'spec');
    const next =
      state.api === 'istio'
        ? istioSpec(state, route, spec, isWanted)
        : routeSpec(state, route, spec, isWanted);
    return [{ id: route.id, value: { ...route.value, spec: next } }];
  });
}

function routeName({ id }: MeshObject): string {
  return `${id.namespace}/${id.name}`;
}

function candidates(place: Place, mesh: MeshObjects): readonly MeshObject[] {
  return mesh.ofKind(routeKind(place.api)).filter(({ id, value }) => {
    if (id.namespace === place.namespace && id.name === `${place.name}-redirect`) return false;
    // A delegate has no hosts and is bound by the VirtualService that names it.
    return place.api !== 'istio' || textsAt(fieldsAt(value, 'spec'), 'hosts').length > 0;
  });
}

function isBound(place: Place, { id, value }: MeshObject): boolean {
  const spec = fieldsAt(value, 'spec');
  if (place.api === 'istio')
    return textsAt(spec, 'gateways').some((name) => isMeant(place, name, id.namespace));
  return fieldsListAt(spec, 'parentRefs').some((parent) => isParent(place, parent, id.namespace));
}

function isMeant(place: Place, name: string, home: string | null): boolean {
  const [first = '', second] = name.split('/');
  return second === undefined
    ? first === place.name && home === place.namespace
    : first === place.namespace && second === place.name;
}

function isParent(place: Place, parent: Fields, home: string | null): boolean {
  return (
    (textAt(parent, 'kind') ?? 'Gateway') === 'Gateway' &&
    textAt(parent, 'name') === place.name &&
    (textAt(parent, 'namespace') ?? home) === place.namespace
  );
}

function istioSpec(state: GatewayState, { id }: MeshObject, spec: Fields, isWanted: boolean): Fields {
  const written = textsAt(spec, 'gateways');
  if (!isWanted) {
    const rest = written.filter((name) => !isMeant(state, name, id.namespace));
    // Without any gateway it would be for the whole mesh.
    return { ...spec, gateways: rest.length === 0 ? ['mesh'] : rest };
  }
  const name = id.namespace === state.namespace ? state.name : `${state.namespace}/${state.name}`;
  // What had no gateways was for the mesh, and stays so.
  return { ...spec, gateways: [...(written.length === 0 ? ['mesh'] : written), name] };
}

function routeSpec(state: GatewayState, { id }: MeshObject, spec: Fields, isWanted: boolean): Fields {
  const parents = fieldsListAt(spec, 'parentRefs');
  if (!isWanted) {
    const rest = parents.filter((parent) => !isParent(state, parent, id.namespace));
    return { ...spec, parentRefs: rest.length === 0 ? undefined : rest };
  }
  const namespace = id.namespace === state.namespace ? {} : { namespace: state.namespace };
  return { ...spec, parentRefs: [...parents, { name: state.name, ...namespace }] };
}
