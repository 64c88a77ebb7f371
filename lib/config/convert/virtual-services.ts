/** An HTTPRoute as VirtualServices that send the same requests to the same places, with what they cannot carry over. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { Conversion } from './conversion';
import { Differences } from './difference';
import type { EntryContext } from './entry-context';
import type { RouteMatchValue } from './route-match';
import { askedBefore } from './rule-order';
import { httpEntries } from './virtual-service-entry';

interface Place {
  readonly suffix: string;
  readonly hosts: readonly string[];
  /** Null = inside the mesh. */
  readonly gateways: readonly string[] | null;
  readonly ports: readonly number[] | null;
  readonly isForOwnNamespace: boolean;
}

export function virtualServicesOf({ id, value }: MeshObject, mesh: MeshObjects): Conversion {
  const differences = new Differences();
  const spec = fieldsAt(value, 'spec');
  const namespace = id.namespace ?? '';
  if (flagAt(spec, 'useDefaultGateways')) {
    differences.leftOut(['spec', 'useDefaultGateways'], 'A VirtualService names its gateways.');
  }
  noteNeighbours(mesh, id, spec, differences);
  const objects = placesOf(mesh, spec, namespace, differences).map((place): Conversion['objects'][number] => {
    const context = { mesh, namespace, ports: place.ports, differences };
    const name = `${id.name}${place.suffix}`;
    const own: ObjectEdit['id'] = { group: 'networking.istio.io', kind: 'VirtualService', namespace, name };
    const virtualService = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name, namespace },
      spec: {
        hosts: place.hosts,
        ...(place.gateways === null ? {} : { gateways: place.gateways }),
        ...(place.isForOwnNamespace ? { exportTo: ['.'] } : {}),
        http: orderedEntries(context, spec),
      },
    };
    return { id: own, value: virtualService };
  });
  return { objects, differences: differences.all };
}

/** The API puts the rules of all routes of a host together, Istio takes one VirtualService alone. */
function noteNeighbours(
  mesh: MeshObjects,
  id: ObjectEdit['id'],
  spec: Fields,
  differences: Differences,
): void {
  const own = new Set(fieldsListAt(spec, 'parentRefs').map((parent) => parentKey(parent, id.namespace)));
  for (const other of mesh.ofKind('gateway.networking.k8s.io/HTTPRoute')) {
    if (other.id.name === id.name && other.id.namespace === id.namespace) continue;
    const parents = fieldsListAt(fieldsAt(other.value, 'spec'), 'parentRefs');
    if (!parents.some((parent) => own.has(parentKey(parent, other.id.namespace)))) continue;
    const because = `HTTPRoute ${other.id.name} has the same parent. Rules of several routes count together, those of a VirtualService stand alone.`;
    differences.changed(['spec', 'parentRefs'], because);
  }
}

function parentKey(parent: Fields, home: string | null): string {
  const kind = textAt(parent, 'kind') ?? 'Gateway';
  return `${kind}/${textAt(parent, 'namespace') ?? home}/${textAt(parent, 'name')}`;
}

function placesOf(
  mesh: MeshObjects,
  spec: Fields,
  namespace: string,
  differences: Differences,
): readonly Place[] {
  const parents = fieldsListAt(spec, 'parentRefs').map((parent, index) => ({ parent, index }));
  const isInside = ({ parent }: { readonly parent: Fields }) =>
    ['Service', 'ServiceEntry'].includes(textAt(parent, 'kind') ?? 'Gateway');
  const inside = parents.filter(isInside);
  const outside = parents.filter((parent) => !isInside(parent));
  // Ports stand in the matches, so parents on different ports need different rules.
  const groups = [...Map.groupBy(inside, ({ parent }) => isElsewhere(parent, namespace))].flatMap(
    ([elsewhere, some]) =>
      [...Map.groupBy(some, ({ parent }) => hostOf(mesh, parent, namespace))].map(([host, same]) => ({
        elsewhere,
        host,
        ports: portsOf(same.map(({ parent }) => parent)),
      })),
  );
  const alike = Map.groupBy(groups, ({ elsewhere, ports }) => `${elsewhere} ${ports?.join() ?? ''}`);
  const places = [...alike.values()].map(
    (some, index): Place => ({
      suffix: index === 0 ? '' : `-${index + 1}`,
      hosts: some.map(({ host }) => host),
      gateways: null,
      ports: some[0]?.ports ?? null,
      isForOwnNamespace: some[0]?.elsewhere ?? false,
    }),
  );
  if (outside.length === 0) return places;
  return [
    ...places,
    gatewayPlace(mesh, spec, outside, namespace, places.length > 0 ? '-gateway' : '', differences),
  ];
}

function isElsewhere(parent: Fields, namespace: string): boolean {
  return (textAt(parent, 'namespace') ?? namespace) !== namespace;
}

function hostOf(mesh: MeshObjects, parent: Fields, namespace: string): string {
  const home = textAt(parent, 'namespace') ?? namespace;
  const name = textAt(parent, 'name') ?? '';
  if (textAt(parent, 'kind') === 'Service') {
    return home === namespace ? name : `${name}.${home}.svc.${mesh.settings.clusterDomain}`;
  }
  const entry = mesh.view.services.find(
    (service) => service.origin === 'service-entry' && service.name === name && service.namespace === home,
  );
  return entry?.host ?? name;
}

function portsOf(parents: readonly Fields[]): readonly number[] | null {
  const ports = parents.map((parent) => numberAt(parent, 'port'));
  return ports.includes(null) ? null : ports.filter((port) => port !== null);
}

function gatewayPlace(
  mesh: MeshObjects,
  spec: Fields,
  parents: readonly { readonly parent: Fields; readonly index: number }[],
  namespace: string,
  suffix: string,
  differences: Differences,
): Place {
  for (const { parent, index } of parents) {
    const at = ['spec', 'parentRefs', index];
    const name = textAt(parent, 'name') ?? '';
    const home = textAt(parent, 'namespace') ?? namespace;
    if (mesh.get({ group: 'networking.istio.io', kind: 'Gateway', namespace: home, name }) === null) {
      const because = `A VirtualService is attached to a Gateway of Istio's own API; ${name} must be written as one.`;
      differences.changed(at, because);
    }
    for (const part of ['sectionName', 'port']) {
      if (parent[part] === undefined) continue;
      differences.leftOut(
        [...at, part],
        'A VirtualService is for every server of a Gateway whose hosts fit.',
      );
    }
  }
  const hostnames = textsAt(spec, 'hostnames');
  return {
    suffix,
    hosts: hostnames.length === 0 ? ['*'] : hostnames,
    gateways: parents.map(({ parent }) => {
      const name = textAt(parent, 'name') ?? '';
      return isElsewhere(parent, namespace) ? `${textAt(parent, 'namespace')}/${name}` : name;
    }),
    ports: null,
    isForOwnNamespace: false,
  };
}

/** Most specific match first, as the Gateway API asks them; neighbours of one rule stand together. */
function orderedEntries(context: EntryContext, spec: Fields): readonly Fields[] {
  const rules = fieldsListAt(spec, 'rules');
  const ranked = rules.flatMap((rule, ruleIndex) => {
    const matches = fieldsListAt(rule, 'matches');
    const written = matches.length === 0 ? [{}] : matches;
    return written.map((match) => ({ ruleIndex, match: match as RouteMatchValue }));
  });
  ranked.sort((a, b) => askedBefore(comparable(a.match), comparable(b.match)));
  const runs: { readonly ruleIndex: number; readonly matches: RouteMatchValue[] }[] = [];
  for (const { ruleIndex, match } of ranked) {
    const last = runs.at(-1);
    if (last !== undefined && last.ruleIndex === ruleIndex) last.matches.push(match);
    else runs.push({ ruleIndex, matches: [match] });
  }
  return runs.flatMap(({ ruleIndex, matches }) =>
    httpEntries(context, rules[ruleIndex] ?? {}, matches, ['spec', 'rules', ruleIndex]),
  );
}

/** With the defaults that may be left out. */
function comparable(match: RouteMatchValue): RouteMatchValue {
  const { path } = match;
  if (path === undefined) return match;
  return { ...match, path: { type: path.type ?? 'PathPrefix', value: path.value ?? '/' } };
}
