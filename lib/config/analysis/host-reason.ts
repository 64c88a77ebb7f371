/** Why a host means nothing to clients in a namespace, in words, with the name that was probably meant. */
import { facet } from './facets';
import type { Draft, Fix } from './finding';
import { clusterName, fullHost, type HostLookup, lookUpHost } from './hosts';
import type { MeshIndex } from './mesh-index';

export interface UnknownHost {
  readonly message: string;
  /** Full host that was probably meant. */
  readonly meant: string | null;
}

/** Null when the host is known to clients in `namespace`, or when the objects cannot tell. */
export function unknownHost(mesh: MeshIndex, written: string, namespace: string): UnknownHost | null {
  const host = fullHost(mesh, written, namespace);
  const found = lookUpHost(mesh, host, namespace);
  if (found.kind === 'found' || !canJudge(mesh, host)) return null;
  if (found.kind === 'hidden') return hidden(found, host, namespace);
  const meant = probablyMeant(mesh, written, namespace);
  const isShort = host !== written.toLowerCase();
  const means = isShort ? `${written} means ${host}, which does not exist` : `${host} does not exist`;
  if (meant !== null) return { message: `${means}; did you mean ${meant}?`, meant };
  const hint =
    clusterName(mesh, host) === null
      ? 'Declare it with a ServiceEntry, or correct the name.'
      : 'Correct the name, or create the Service.';
  return { message: `${means} among the services and ServiceEntries. ${hint}`, meant: null };
}

function hidden(
  found: Extract<HostLookup, { kind: 'hidden' }>,
  host: string,
  namespace: string,
): UnknownHost {
  const { namespace: owner, id } = found.service;
  return {
    message: `${host} is declared by ${id.kind} ${id.name} in ${owner}, whose exportTo does not show it to ${namespace}. Add ${namespace} to it.`,
    meant: null,
  };
}

/** Hosts of the cluster need Services among the objects; a name of the outside is judged by entries as well. */
function canJudge(mesh: MeshIndex, host: string): boolean {
  return host !== '' && host !== '*' && mesh.known.services;
}

/** `reviews` or `reviews.bookinfo` where only `reviews.bookinfo.svc.cluster.local` exists. */
function probablyMeant(mesh: MeshIndex, written: string, namespace: string): string | null {
  const parts = written.toLowerCase().split('.');
  const [name, owner] = parts;
  if (name === undefined || name === '' || name.includes('*')) return null;
  const { clusterDomain } = mesh.settings;
  const complete = (where: string) => `${name}.${where}.svc.${clusterDomain}`;
  if (owner !== undefined && (parts.length === 2 || (parts.length === 3 && parts[2] === 'svc'))) {
    return mesh.count(facet.host(complete(owner))) > 0 ? complete(owner) : null;
  }
  const isOwnCluster = parts.length === 1 || clusterName(mesh, written.toLowerCase()) !== null;
  if (!isOwnCluster) return null;
  const elsewhere = mesh.under(facet.serviceNamed(name)).filter(({ id }) => id.namespace !== namespace);
  const [only, ...more] = elsewhere;
  return only === undefined || more.length > 0 ? null : complete(only.id.namespace ?? '');
}

/** A finding on a host; where everything may be called anyway it warns only, as Kiali does. */
export function unknownHostDraft(mesh: MeshIndex, unknown: UnknownHost, path: Draft['path']): Draft {
  const fix: Fix | null =
    unknown.meant === null
      ? null
      : { label: `Write ${unknown.meant}`, steps: [{ kind: 'replace', path, value: unknown.meant }] };
  return {
    path,
    message: unknown.message,
    severity: mesh.settings.outboundPolicy === 'ALLOW_ANY' ? 'warning' : 'error',
    fix,
  };
}
