/** A Service that leads to a port on which no container listens. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE } from '@/lib/config/analysis/kinds';
import { podsWith } from '@/lib/config/analysis/pods';
import { serviceOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { containersOf, podTemplate } from './containers';
import { isProxyAlone } from './in-mesh';

export const targetPort: Check = {
  code: 'PER0603',
  title: 'No container has the target port',
  condition:
    'A Service leads to a named port that none of its workloads declares, or to a number where they declare other ports only.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0701'],
  kinds: [SERVICE],
  fix: null,
  *run(object, mesh) {
    const { endpoints, namespace } = serviceOf(object, mesh.settings.clusterDomain);
    if (endpoints.kind !== 'selector') return;
    const workloads = podsWith(mesh, namespace, endpoints.labels).filter(
      (pods) => !pods.id.kind.startsWith('Workload') && !isProxyAlone(pods),
    );
    if (workloads.length === 0) return;
    const declared = workloads.flatMap((workload) =>
      containersOf(podTemplate(workload)).flatMap(({ fields }) => fieldsListAt(fields, 'ports')),
    );
    const numbers = declared.map((port) => numberAt(port, 'containerPort'));
    const names = declared.map((port) => textAt(port, 'name'));
    for (const [index, port] of fieldsListAt(fieldsAt(object.value, 'spec'), 'ports').entries()) {
      const name = textAt(port, 'targetPort');
      const number = numberAt(port, 'targetPort') ?? numberAt(port, 'port');
      const isThere =
        name === null ? declared.length === 0 || numbers.includes(number) : names.includes(name);
      if (isThere) continue;
      const known = [
        ...new Set(declared.map((entry) => textAt(entry, 'name') ?? numberAt(entry, 'containerPort'))),
      ];
      yield {
        path: ['spec', 'ports', index, ...('targetPort' in port ? ['targetPort'] : ['port'])],
        message: `No container of ${workloads.map(({ id }) => id.name).join(', ')} declares the port ${name ?? number}${known.length === 0 ? '' : `; declared are ${known.join(', ')}`}. Correct targetPort, or declare the port.`,
        related: workloads.map(({ id }) => ({ id, path: [] })),
      };
    }
  },
};
