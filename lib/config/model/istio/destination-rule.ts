/** DestinationRule. https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
import { z } from 'zod';
import {
  atLeastOne,
  atMostOne,
  duration,
  exportTo,
  labelMap,
  objectModel,
  portNumber,
  portSelector,
  workloadSelector,
} from '@/lib/config/model/field-types';
import { loadBalancer } from './load-balancer';

const keepalive = z.strictObject({
  probes: z.int().min(0).optional(),
  time: duration.optional(),
  interval: duration.optional(),
});

const connectionPool = z
  .strictObject({
    tcp: z
      .strictObject({
        maxConnections: z.int().min(0).optional().describe('Connections to the destination at once.'),
        connectTimeout: duration.optional().describe('Limit for opening a connection, 10s when left out.'),
        tcpKeepalive: keepalive.optional(),
        maxConnectionDuration: duration.optional(),
        idleTimeout: duration.optional(),
      })
      .optional(),
    http: z
      .strictObject({
        http1MaxPendingRequests: z
          .int()
          .min(0)
          .optional()
          .describe('Requests that may wait for a connection.'),
        http2MaxRequests: z.int().min(0).optional().describe('Requests under way at once.'),
        maxRequestsPerConnection: z.int().min(0).optional(),
        maxRetries: z.int().min(0).optional().describe('Retries under way at once.'),
        idleTimeout: duration.optional(),
        h2UpgradePolicy: z.enum(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']).optional(),
        useClientProtocol: z.boolean().optional(),
        maxConcurrentStreams: z.int().min(0).optional(),
      })
      .optional(),
  })
  .check(atLeastOne('tcp', 'http'))
  .describe('Limits per client proxy: the circuit breaker.');

const outlierDetection = z
  .strictObject({
    consecutive5xxErrors: z.int().min(0).nullable().optional().describe('5xx in a row that eject a pod, 5.'),
    consecutiveGatewayErrors: z.int().min(0).nullable().optional().describe('502, 503, 504 in a row.'),
    consecutiveErrors: z.int().min(0).optional().describe('Old form.'),
    consecutiveLocalOriginFailures: z.int().min(0).nullable().optional(),
    splitExternalLocalOriginErrors: z.boolean().optional(),
    interval: duration.optional().describe('Time between looks, 10s.'),
    baseEjectionTime: duration.optional().describe('Shortest time out, 30s, longer each time.'),
    maxEjectionPercent: z.int().min(0).max(100).optional().describe('Most that may be out at once, 10 %.'),
    minHealthPercent: z.int().min(0).max(100).optional(),
  })
  .describe('Takes pods that fail out of the rotation for a while.');

const tls = z
  .strictObject({
    mode: z.enum(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']).optional(),
    clientCertificate: z.string().optional(),
    privateKey: z.string().optional(),
    caCertificates: z.string().optional(),
    caCrl: z.string().optional(),
    credentialName: z.string().optional(),
    subjectAltNames: z.array(z.string()).optional(),
    sni: z.string().optional(),
    insecureSkipVerify: z.boolean().nullable().optional(),
  })
  .describe('How the client encrypts; without it mTLS is automatic.');

const settings = {
  loadBalancer: loadBalancer.optional(),
  connectionPool: connectionPool.optional(),
  outlierDetection: outlierDetection.optional(),
  tls: tls.optional(),
};

const trafficPolicy = z
  .strictObject({
    ...settings,
    portLevelSettings: z
      .array(z.strictObject({ port: portSelector, ...settings }))
      .optional()
      .describe('Replaces the whole policy for a port; what is left out there returns to the default.'),
    tunnel: z
      .strictObject({ protocol: z.string().optional(), targetHost: z.string(), targetPort: portNumber })
      .optional(),
    proxyProtocol: z.strictObject({ version: z.enum(['V1', 'V2']).optional() }).optional(),
    retryBudget: z
      .strictObject({
        percent: z.number().min(0).max(100).nullable().optional(),
        minRetryConcurrency: z.int().optional(),
      })
      .optional(),
  })
  .check(atMostOne('tunnel', 'proxyProtocol'))
  .describe('Load balancing, limits, ejection and encryption.');

const subset = z.strictObject({
  name: z.string().min(1).describe('Name that routes refer to.'),
  labels: labelMap.optional().describe('Labels of the pods that belong to it.'),
  trafficPolicy: trafficPolicy.optional().describe('Overrides the policy above, field by field.'),
});

const spec = z.strictObject({
  host: z.string().min(1).describe('Service it is about; a short name means its namespace.'),
  trafficPolicy: trafficPolicy.optional(),
  subsets: z
    .array(subset)
    .check((context) => {
      const names = context.value.map((entry) => entry.name);
      const index = names.findIndex((name, at) => names.indexOf(name) !== at);
      if (index < 0) return;
      const message = `the subset ${names[index]} is defined twice`;
      context.issues.push({ code: 'custom', message, input: context.value, path: [index, 'name'] });
    })
    .optional()
    .describe('Named groups of pods by labels.'),
  exportTo: exportTo.optional(),
  workloadSelector: workloadSelector.optional().describe('Client pods it is for; all when left out.'),
});

export const destinationRuleModel = objectModel('DestinationRule', spec);
