/** The object that a host means. */
import { resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { serviceByHost } from '@/lib/config/simulation/service-lookup';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Add } from './reference';

/** A host that is a service or an entry; hosts of the outside world refer to nothing. */
export function hostReference(
  view: MeshView,
  host: string,
  namespace: string,
  path: ObjectPath,
  add: Add,
): void {
  const resolved = resolveConfigHost(host, namespace, view.settings.clusterDomain);
  const service = serviceByHost(view, resolved, namespace);
  if (service !== null) {
    add(service.id, path);
    return;
  }
  const suffix = `.svc.${view.settings.clusterDomain}`;
  const [name, owner, more] = resolved.endsWith(suffix) ? resolved.slice(0, -suffix.length).split('.') : [];
  if (name === undefined || name === '' || name.includes('*') || owner === undefined || more !== undefined)
    return;
  add({ group: '', kind: 'Service', namespace: owner, name }, path);
}
