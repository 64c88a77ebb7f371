/** `trafficPolicy`: load balancing, limits, ejection and encryption towards a destination. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, count, duration, portNumber } from '@/lib/config/model/field-types';
import { clientTls } from './client-tls';
import { connectionPool } from './connection-pool';
import { portSelector } from './destination';
import { exactHost } from './host-fields';
import { loadBalancer } from './load-balancer';
import { outlierDetection } from './outlier-detection';
import { refuse } from './rules';

const settings = {
  loadBalancer: field(loadBalancer, 'How requests are spread over pods.', {
    default: 'LEAST_REQUEST',
  }).optional(),
  connectionPool: field(connectionPool, 'Limits per calling proxy: the circuit breaker.', {
    default: 'practically none',
  }).optional(),
  outlierDetection: field(outlierDetection, 'Takes pods that fail out of the rotation for a while.', {
    default: 'off',
  }).optional(),
  tls: field(clientTls, 'How callers encrypt.', {
    default: 'mTLS wherever the destination has a proxy',
  }).optional(),
};

/** Failover waits for pods to be found unhealthy, which outlier detection does. */
function needsOutlierDetection(
  checked: z.core.ParsePayload<{
    readonly loadBalancer?: z.infer<typeof loadBalancer> | undefined;
    readonly outlierDetection?: unknown;
  }>,
) {
  const { loadBalancer: balancing, outlierDetection: detection } = checked.value;
  const locality = balancing?.localityLbSetting;
  const fails = (locality?.failover ?? []).length > 0 || (locality?.failoverPriority ?? []).length > 0;
  if (!fails || detection !== undefined) return;
  const message = 'failover needs outlierDetection beside it; nothing finds pods unhealthy without it';
  refuse(checked, 'PER0064', message, ['loadBalancer', 'localityLbSetting']);
}

const portLevel = z
  .strictObject({
    port: field(portSelector, 'Port of the service that the settings are for.'),
    ...settings,
  })
  .check(needsOutlierDetection)
  .check((checked) => {
    const { port, ...rest } = checked.value;
    if (Object.keys(rest).length === 0) {
      refuse(checked, 'PER0060', `nothing is said about port ${port.number ?? ''}`.trim());
    }
  });

const tunnel = z.strictObject({
  protocol: field(z.enum(['CONNECT', 'POST']), 'HTTP method that opens the tunnel.', {
    default: 'CONNECT',
  }).optional(),
  targetHost: field(exactHost(), 'Host that the tunnel leads to.'),
  targetPort: field(portNumber, 'Port that the tunnel leads to.'),
});

const retryBudget = z.strictObject({
  percent: field(
    z.number().min(0).max(100).nullable(),
    'Retries under way, per cent of the requests under way.',
    {
      default: '20',
    },
  ).optional(),
  minRetryConcurrency: field(count, 'Retries that are always allowed at once.', {
    default: '3',
  }).optional(),
  budgetInterval: field(duration, 'Time over which requests are counted.', { since: '1.31' }).optional(),
});

export const trafficPolicy = z
  .strictObject({
    ...settings,
    portLevelSettings: field(
      z.array(portLevel).max(4096),
      'Replaces the whole policy for a port; what is left out there returns to the default.',
    ).optional(),
    tunnel: field(tunnel, 'Sends connections through a tunnel of an HTTP proxy.', {
      since: '1.14',
    }).optional(),
    proxyProtocol: field(
      z.strictObject({
        version: field(z.enum(['V1', 'V2']), 'Version of the header.', {
          default: 'V1',
          values: { V1: 'as text', V2: 'in binary form' },
        }).optional(),
      }),
      'Tells the destination the caller’s address by a PROXY header.',
      { since: '1.22' },
    ).optional(),
    retryBudget: field(retryBudget, 'Limits retries in proportion to requests.', {
      since: '1.27',
    }).optional(),
  })
  .check(atMostOne('tunnel', 'proxyProtocol'), needsOutlierDetection)
  .check((checked) => {
    const { portLevelSettings = [], ...rest } = checked.value;
    if (Object.keys(rest).length === 0 && portLevelSettings.length === 0) {
      refuse(checked, 'PER0060', 'a traffic policy says at least one thing; leave it out');
    }
  });
