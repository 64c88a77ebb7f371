/** Limits of connections and requests per proxy: the circuit breaker. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, count, duration, durationOrZero } from '@/lib/config/model/field-types';
import { refuse } from './rules';

const limit = z.int().min(0).max(2_147_483_647);
const UNLIMITED = '4294967295';

const keepalive = z.strictObject({
  probes: field(count, 'Probes without an answer after which a connection is dead.', {
    default: 'the system’s, 9 on Linux',
  }).optional(),
  time: field(duration, 'Idle time before the first probe.', {
    default: 'the system’s, 2h on Linux',
  }).optional(),
  interval: field(duration, 'Time between probes.', { default: 'the system’s, 75s on Linux' }).optional(),
});

const http2KeepAlive = z.strictObject({
  interval: field(durationOrZero, 'Time between pings.').optional(),
  timeout: field(durationOrZero, 'How long the answer to a ping may take.').optional(),
});

const tcp = z.strictObject({
  maxConnections: field(limit, 'Connections to the destination at once.', { default: UNLIMITED }).optional(),
  connectTimeout: field(duration, 'Limit for opening a connection.', { default: '10s' }).optional(),
  tcpKeepalive: field(keepalive, 'Probes that keep idle connections alive.', { default: 'none' }).optional(),
  maxConnectionDuration: field(duration, 'Longest life of a connection.', {
    default: 'no limit',
    since: '1.16',
  }).optional(),
  idleTimeout: field(durationOrZero, 'Connections without bytes for this long are closed; 0s never.', {
    default: '1h',
    since: '1.19',
  }).optional(),
});

const http = z
  .strictObject({
    http1MaxPendingRequests: field(limit, 'Requests that may wait for a connection, HTTP/2 too.', {
      default: UNLIMITED,
    }).optional(),
    http2MaxRequests: field(limit, 'Requests under way at once, HTTP/1.1 too.', {
      default: UNLIMITED,
    }).optional(),
    maxRequestsPerConnection: field(
      limit,
      'Requests after which a connection is closed; 1 means no keep-alive.',
      {
        default: 'no limit',
      },
    ).optional(),
    maxRetries: field(limit, 'Retries under way at once, to all pods of the destination.', {
      default: UNLIMITED,
    }).optional(),
    idleTimeout: field(duration, 'Connections without requests for this long are closed.', {
      default: '1h',
    }).optional(),
    h2UpgradePolicy: field(
      z.enum(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']),
      'Whether HTTP/1.1 goes on as HTTP/2 between proxies.',
      {
        default: 'DEFAULT',
        values: {
          DEFAULT: 'as the mesh says',
          DO_NOT_UPGRADE: 'HTTP/1.1 stays HTTP/1.1',
          UPGRADE: 'HTTP/2 is used',
        },
      },
    ).optional(),
    useClientProtocol: field(z.boolean(), 'The destination is called with the protocol of the caller.', {
      default: 'false',
    }).optional(),
    maxConcurrentStreams: field(limit, 'Streams of one HTTP/2 connection at once.', {
      default: '2147483647',
      since: '1.22',
    }).optional(),
    http2KeepAlive: field(http2KeepAlive, 'Pings that keep HTTP/2 connections alive.', {
      default: 'none',
      since: '1.31',
    }).optional(),
  })
  .check((checked) => {
    const { h2UpgradePolicy, useClientProtocol } = checked.value;
    if (h2UpgradePolicy === 'UPGRADE' && useClientProtocol === true) {
      refuse(checked, 'PER0067', 'UPGRADE and useClientProtocol contradict each other', [
        'useClientProtocol',
      ]);
    }
  });

export const connectionPool = z
  .strictObject({
    tcp: field(tcp, 'Limits of connections, HTTP or not.').optional(),
    http: field(http, 'Limits of HTTP requests.').optional(),
  })
  .check(atLeastOne('tcp', 'http'));
