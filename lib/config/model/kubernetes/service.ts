/** Service. https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelMap, portNumber } from '@/lib/config/model/field-types';
import { intOrString, looseObject } from './loose-object';

const port = z.looseObject({
  name: field(
    z.string(),
    'Name of the port; without appProtocol its first part tells the protocol (http-web, grpc).',
    {
      names: 'port-name',
    },
  ).optional(),
  port: field(portNumber, 'Port that callers use.'),
  targetPort: field(intOrString, 'Port of the pods, by number or name.', {
    default: 'the same as port',
  }).optional(),
  protocol: field(z.enum(['TCP', 'UDP', 'SCTP']), 'What is transported.', { default: 'TCP' }).optional(),
  appProtocol: field(
    z.string(),
    'What is spoken: http, http2, grpc, tls, tcp, kubernetes.io/h2c …',
  ).optional(),
  nodePort: field(
    z.int().min(0).max(65_535),
    'Port of every node, for NodePort and LoadBalancer.',
  ).optional(),
});

const spec = z.looseObject({
  type: field(z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']), 'How it is reached.', {
    default: 'ClusterIP',
  }).optional(),
  selector: field(labelMap, 'Labels of the pods that answer.', { names: 'label-key' }).nullable().optional(),
  ports: field(z.array(port), 'Ports of the service.').nullable().optional(),
  clusterIP: field(z.string(), 'Its address; None for a headless service.').optional(),
  externalName: field(z.string(), 'The host that is meant, for type ExternalName.').optional(),
});

export const serviceModel = looseObject('Service', { spec: field(spec, 'What is called, and who answers.') });
