/** Which alerts a page about a namespace, application, service or workload has to show. Pure. */
import type { RaisedAlert } from './contract';

export interface AboutWhat {
  readonly kind: 'namespaces' | 'applications' | 'services' | 'workloads';
  /** null for a namespace. */
  readonly namespace: string | null;
  readonly name: string;
  /** Names of the services and workloads of the same namespace that belong to it. */
  readonly services: readonly string[];
  readonly workloads: readonly string[];
}

/** Of itself and of what belongs to it; calls that it makes are told where it is named as the caller. */
export function alertsAbout(alerts: readonly RaisedAlert[], what: AboutWhat): readonly RaisedAlert[] {
  const { kind, namespace, name } = what;
  if (kind === 'namespaces')
    return alerts.filter(({ subject, caller }) => [subject.namespace, caller?.namespace].includes(name));
  const services = new Set(kind === 'services' ? [name, ...what.services] : what.services);
  const workloads = new Set(kind === 'workloads' ? [name, ...what.workloads] : what.workloads);
  return alerts.filter(({ subject, caller }) => {
    if (caller !== null && caller.namespace === namespace && workloads.has(caller.name)) return true;
    if (subject.namespace !== namespace || subject.kind === 'namespace') return false;
    return (subject.kind === 'service' ? services : workloads).has(subject.name);
  });
}
