/** Pods and the templates that workloads make them from. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelMap, portNumber } from '@/lib/config/model/field-types';

const container = z.looseObject({
  name: field(z.string(), 'Name of the container; istio-proxy is the sidecar.'),
  image: field(z.string(), 'Image that is run; `auto` lets Istio put in its proxy.').optional(),
  args: field(z.array(z.string()), 'Arguments of the command.').nullable().optional(),
  ports: field(
    z.array(
      z.looseObject({
        name: field(z.string(), 'Name that a Service may refer to as targetPort.').optional(),
        containerPort: field(portNumber, 'Port that the container listens on.'),
        protocol: field(z.enum(['TCP', 'UDP', 'SCTP']), 'What is spoken.', { default: 'TCP' }).optional(),
      }),
    ),
    'Ports that the container listens on.',
  )
    .nullable()
    .optional(),
  restartPolicy: field(z.string(), 'Always makes an init container a sidecar that keeps running.').optional(),
});

export const podSpec = z.looseObject({
  serviceAccountName: field(z.string(), 'ServiceAccount that gives the pod its identity in the mesh.', {
    default: 'default',
    names: 'service-account',
  }).optional(),
  hostNetwork: field(z.boolean(), 'Uses the node’s network; such pods get no proxy.', {
    default: 'false',
  }).optional(),
  containers: field(z.array(container), 'Containers of the pod.').optional(),
  initContainers: field(z.array(container), 'Containers that run before, or beside, the others.')
    .nullable()
    .optional(),
});

export const podTemplate = z.looseObject({
  metadata: field(
    z.looseObject({
      labels: field(labelMap, 'Labels of the pods; Services and policies select by them.', {
        names: 'label-key',
      }).optional(),
      annotations: field(labelMap, 'Annotations of the pods, such as those for injection.')
        .nullable()
        .optional(),
    }),
    'Labels and annotations of the pods.',
  ).optional(),
  spec: field(podSpec, 'Containers and identity of the pods.').optional(),
});
