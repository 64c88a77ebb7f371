/** Two VirtualServices for one host: sidecars take the first alone, gateways join their routes. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import type { Draft } from '@/lib/config/analysis/finding';
import { fullHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { virtualServiceOf } from '@/lib/config/analysis/readings';
import { sharedScope } from '@/lib/config/analysis/scope';
import { objectName } from '@/lib/config/identity';
import { hostCovers } from '@/lib/config/simulation/host-names';
import type { VirtualService } from '@/lib/config/simulation/read/virtual-service';
import { gatewayName } from '@/lib/config/simulation/source-filter';

export const sameHost: Check = {
  code: 'PER0209',
  title: 'Host has several VirtualServices',
  condition:
    'Two VirtualServices that are shown to a common namespace have the same host for sidecars, of which only the first is used (error), or for the same gateway, which joins their routes (a hint); a hint too where one has a wildcard that covers the other on sidecars of the same namespace.',
  severity: 'error',
  ist: ['IST0109'],
  kia: ['KIA1106'],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const own = virtualServiceOf(object);
    const gateways = gatewaysOf(own);
    for (const [index, written] of own.hosts.entries()) {
      const host = fullHost(mesh, written, own.namespace);
      const others = [
        ...mesh.under(facet.virtualServiceHost(host)),
        ...(mesh.count(facet.wildcardVirtualServices) > 0 ? mesh.under(facet.wildcardVirtualServices) : []),
      ].map(virtualServiceOf);
      const seen = new Set<VirtualService>([own]);
      const found: Record<Conflict, VirtualService[]> = { mesh: [], gateway: [], wildcard: [] };
      for (const other of others) {
        if (seen.has(other)) continue;
        seen.add(other);
        const kind = conflict(mesh, own, other, host, gateways);
        if (kind !== null) found[kind].push(other);
      }
      for (const kind of ['mesh', 'gateway', 'wildcard'] as const) {
        if (found[kind].length > 0)
          yield { path: ['spec', 'hosts', index], ...draftOf(kind, found[kind], host) };
      }
    }
  },
};

function gatewaysOf({ gateways, namespace }: VirtualService): readonly string[] {
  return gateways.length === 0 ? ['mesh'] : gateways.map((written) => gatewayName(written, namespace));
}

type Conflict = 'mesh' | 'gateway' | 'wildcard';

function conflict(
  mesh: MeshIndex,
  own: VirtualService,
  other: VirtualService,
  host: string,
  gateways: readonly string[],
): Conflict | null {
  const shared = gatewaysOf(other).filter((gateway) => gateways.includes(gateway));
  if (shared.length === 0) return null;
  const hosts = other.hosts.map((written) => fullHost(mesh, written, other.namespace));
  if (hosts.includes(host)) {
    if (!shared.includes('mesh')) return 'gateway';
    return sharedScope(own, other, mesh.settings.defaultVirtualServiceExportTo) === null ? null : 'mesh';
  }
  const isCovered = host !== '*' && hosts.some((wide) => wide !== '*' && hostCovers(wide, host));
  return isCovered && other.namespace === own.namespace ? 'wildcard' : null;
}

function draftOf(kind: Conflict, others: readonly VirtualService[], host: string): Omit<Draft, 'path'> {
  const names = others.map(({ id }) => objectName(id)).join(', ');
  const [is, has] = others.length > 1 ? ['are', 'have'] : ['is', 'has'];
  const related = others.map(({ id }) => ({ id, path: ['spec', 'hosts'] }));
  if (kind === 'mesh') {
    return {
      message: `${names} ${is} for ${host} too. Sidecars use only the oldest of them (the first by name where none is older) and ignore the rest. Put their routes into one, or narrow exportTo.`,
      related,
    };
  }
  return {
    severity: 'info',
    message:
      kind === 'gateway'
        ? `${names} ${is} for ${host} on the same gateway too. It joins their routes, older ones first; see that none hides another.`
        : `${names} ${has} a wildcard that covers ${host}; for this host only the rules here count. Is that meant?`,
    related,
  };
}
