/** WorkloadGroup. https://istio.io/latest/docs/reference/config/networking/workload-group/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, atMostOne, labelMap, portNumber } from '@/lib/config/model/field-types';
import { istioObject } from './object';
import { givenLabels } from './selection';
import { workload } from './workload-entry';

const seconds = z.int().min(0).max(2_147_483_647);

const httpGet = z.strictObject({
  path: field(z.string(), 'Path that is asked.', { default: '/' }).optional(),
  port: field(portNumber, 'Port that is asked.'),
  host: field(z.string(), 'Host that is asked.', { default: 'localhost' }).optional(),
  scheme: field(z.enum(['HTTP', 'HTTPS']), 'How it is asked.', {
    default: 'HTTP',
    values: { HTTP: 'in plain text', HTTPS: 'inside TLS, any certificate' },
  }).optional(),
  httpHeaders: field(
    z.array(
      z.strictObject({
        name: field(z.string(), 'Name of the header.').optional(),
        value: field(z.string(), 'Value of the header.').optional(),
      }),
    ),
    'Headers of the request.',
  ).optional(),
});

const METHODS = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;

const probe = z
  .strictObject({
    initialDelaySeconds: field(seconds, 'Seconds before the first look.', { default: '0' }).optional(),
    timeoutSeconds: field(seconds, 'Seconds that an answer may take.', { default: '1' }).optional(),
    periodSeconds: field(seconds, 'Seconds between looks.', { default: '10' }).optional(),
    successThreshold: field(seconds, 'Good looks in a row until it counts as healthy.', {
      default: '1',
    }).optional(),
    failureThreshold: field(seconds, 'Bad looks in a row until it counts as unhealthy.', {
      default: '3',
    }).optional(),
    httpGet: field(httpGet, 'Healthy is who answers a request with 200 to 399.').optional(),
    tcpSocket: field(
      z.strictObject({
        host: field(z.string(), 'Host that is called.', { default: 'localhost' }).optional(),
        port: field(portNumber, 'Port that is called.'),
      }),
      'Healthy is who accepts a connection.',
    ).optional(),
    exec: field(
      z.strictObject({
        command: field(z.array(z.string()).min(1), 'Command and its arguments; there is no shell.'),
      }),
      'Healthy is where a command ends with 0.',
    ).optional(),
    grpc: field(
      z.strictObject({
        port: field(portNumber, 'Port of the gRPC health service.').optional(),
        service: field(z.string(), 'Service whose health is asked for.', {
          default: 'the server as a whole',
        }).optional(),
      }),
      'Healthy is who says so by gRPC health checking.',
      { since: '1.25' },
    ).optional(),
  })
  .check(atMostOne(...METHODS), atLeastOne(...METHODS));

const spec = z.strictObject({
  metadata: field(
    z.strictObject({
      labels: field(givenLabels(), 'Labels that each WorkloadEntry gets.', { names: 'label-key' }).optional(),
      annotations: field(labelMap, 'Annotations that each WorkloadEntry gets.').optional(),
    }),
    'What the WorkloadEntries made from it carry.',
  ).optional(),
  template: field(workload, 'What the workloads have in common; each fills in its own address.'),
  probe: field(probe, 'How the proxy beside a workload finds out whether it is healthy.', {
    default: 'always healthy',
  }).optional(),
});

export const workloadGroupModel = istioObject(
  'WorkloadGroup',
  field(spec, 'Workloads outside Kubernetes that register themselves.'),
);
