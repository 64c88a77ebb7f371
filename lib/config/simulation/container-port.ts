/** From a Service's port to the port on which a pod's proxy receives the request. */
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';
import { servicePort } from './service-lookup';

/**
 * `targetPort` by number, by the name of a container port, else the same number; endpoints outside Kubernetes map
 * the Service port's name. Null when the Service has no such port or the pod no container port of that name.
 */
export function containerPort(service: MeshService, number: number, workload: MeshWorkload): number | null {
  const port = servicePort(service, number);
  if (port === null) return null;
  const { targetPort, name } = port;
  const own = workload.containerPorts.find((candidate) => candidate.name !== null && candidate.name === name);
  if (service.origin === 'service-entry' && own !== undefined) return own.port;
  if (targetPort === null) return number;
  if (typeof targetPort === 'number') return targetPort;
  return workload.containerPorts.find((candidate) => candidate.name === targetPort)?.port ?? null;
}
