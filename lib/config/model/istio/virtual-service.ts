/** VirtualService. https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
import { z } from 'zod';
import { atLeastOne, exportTo, labelMap, objectModel, portNumber } from '@/lib/config/model/field-types';
import { destination, httpRoute } from './virtual-service-http';

const layer4Route = z.strictObject({
  destination,
  weight: z.int().min(0).optional().describe('Share in proportion to the other weights.'),
});

const layer4Match = {
  destinationSubnets: z.array(z.string()).optional().describe('Addresses called, as CIDR.'),
  port: portNumber.optional().describe('Port that the client calls.'),
  sourceLabels: labelMap.optional().describe('Labels of the calling pod.'),
  sourceNamespace: z.string().optional().describe('Namespace of the caller.'),
  gateways: z.array(z.string()).optional().describe('Replaces the gateways at the top for this condition.'),
};

const tls = z.strictObject({
  match: z
    .array(
      z.strictObject({
        ...layer4Match,
        sniHosts: z.array(z.string()).min(1).describe('Server names asked for.'),
      }),
    )
    .min(1),
  route: z.array(layer4Route).optional(),
});

const tcp = z.strictObject({
  match: z.array(z.strictObject({ ...layer4Match, sourceSubnet: z.string().optional() })).optional(),
  route: z.array(layer4Route).optional(),
});

const spec = z
  .strictObject({
    hosts: z
      .array(z.string().min(1))
      .optional()
      .describe('Hosts it speaks for; short names mean its namespace.'),
    gateways: z
      .array(z.string())
      .optional()
      .describe('Gateways it is for; `mesh` means calls inside the mesh, the default.'),
    http: z.array(httpRoute).optional().describe('HTTP rules, asked from top to bottom.'),
    tls: z.array(tls).optional().describe('Rules for encrypted connections, by server name.'),
    tcp: z.array(tcp).optional().describe('Rules for plain connections.'),
    exportTo: exportTo.optional(),
  })
  .check(atLeastOne('http', 'tls', 'tcp'));

export const virtualServiceModel = objectModel('VirtualService', spec);
