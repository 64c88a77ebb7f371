/** `match` of an EnvoyFilter's patches: which part of a proxy's configuration is meant. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne } from '@/lib/config/model/field-types';
import { refuse } from './rules';

const port = z.int().min(0).max(65_535);

const subFilter = z.strictObject({
  name: field(z.string(), 'Name of the HTTP filter, e.g. envoy.filters.http.router.').optional(),
});

const filter = z.strictObject({
  name: field(
    z.string(),
    'Name of the network filter, e.g. envoy.filters.network.http_connection_manager.',
  ).optional(),
  subFilter: field(subFilter, 'HTTP filter inside the connection manager.').optional(),
});

const filterChain = z.strictObject({
  name: field(z.string(), 'Name of the chain.').optional(),
  sni: field(z.string(), 'Server name that the chain is for.').optional(),
  transportProtocol: field(z.string(), 'tls or raw_buffer.').optional(),
  applicationProtocols: field(z.string(), 'Protocols (ALPN), separated by commas.').optional(),
  destinationPort: field(port, 'Port that the chain is for.').optional(),
  filter: field(filter, 'Filter inside the chain.').optional(),
});

const listener = z.strictObject({
  portNumber: field(port, 'Port of the listener, or of the service behind it.').optional(),
  portName: field(z.string(), 'Name of the port.', { deprecated: 'it has no effect' }).optional(),
  filterChain: field(filterChain, 'Chain inside the listener.').optional(),
  listenerFilter: field(z.string(), 'Name of a listener filter.').optional(),
  name: field(z.string(), 'Name of the listener.').optional(),
});

const virtualHost = z.strictObject({
  name: field(z.string(), 'Name as host:port.').optional(),
  domainName: field(z.string(), 'Domain that it is for.').optional(),
  route: field(
    z.strictObject({
      name: field(z.string(), 'Name of the route, as the VirtualService gives it.').optional(),
      action: field(z.enum(['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE']), 'What the route does.', {
        default: 'ANY',
        values: {
          ANY: 'anything',
          ROUTE: 'goes to a destination',
          REDIRECT: 'sends the caller elsewhere',
          DIRECT_RESPONSE: 'answers itself',
        },
      }).optional(),
    }),
    'Route inside the virtual host.',
  ).optional(),
});

const routeConfiguration = z.strictObject({
  portNumber: field(port, 'Port of the service or the gateway.').optional(),
  portName: field(z.string(), 'Name of the port, for gateways.').optional(),
  gateway: field(z.string(), 'Gateway as namespace/name, for gateways.', { names: 'gateway' }).optional(),
  vhost: field(virtualHost, 'Virtual host inside the configuration.').optional(),
  name: field(z.string(), 'Name of the route configuration.').optional(),
});

const cluster = z.strictObject({
  portNumber: field(port, 'Port of the service.').optional(),
  service: field(z.string(), 'Full name of the service.', { names: 'host' }).optional(),
  subset: field(z.string(), 'Subset of the service.', { names: 'subset' }).optional(),
  name: field(z.string(), 'Name of the cluster as a whole.').optional(),
});

const waypoint = z.strictObject({
  portNumber: field(port, 'Port of the service.').optional(),
  filter: field(filter, 'Filter inside the chain.').optional(),
  route: field(
    z.strictObject({ name: field(z.string(), 'Name of the route.').optional() }),
    'Route inside the virtual host.',
  ).optional(),
});

const proxy = z.strictObject({
  proxyVersion: field(z.string(), 'RE2 pattern of the version of the proxy, e.g. ^1\\.31.*').optional(),
  metadata: field(z.record(z.string(), z.string()), 'Metadata that the proxy has.').optional(),
});

export const envoyMatch = z
  .strictObject({
    context: field(
      z.enum(['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT']),
      'Which side of which proxies.',
      {
        default: 'ANY',
        values: {
          ANY: 'sidecars and gateways, both directions',
          SIDECAR_INBOUND: 'what comes in to a sidecar',
          SIDECAR_OUTBOUND: 'what goes out of a sidecar',
          GATEWAY: 'gateways',
          WAYPOINT: 'waypoints of the ambient mesh',
        },
      },
    ).optional(),
    proxy: field(proxy, 'Which proxies, by version or metadata.').optional(),
    listener: field(listener, 'Which listener.').optional(),
    routeConfiguration: field(routeConfiguration, 'Which routes.').optional(),
    cluster: field(cluster, 'Which cluster.').optional(),
    waypoint: field(waypoint, 'Which part of a waypoint.', { since: '1.28' }).optional(),
  })
  .check(atMostOne('listener', 'routeConfiguration', 'cluster', 'waypoint'))
  .check((checked) => {
    const { context = 'ANY', waypoint: part } = checked.value;
    if ((context === 'WAYPOINT') === (part !== undefined)) return;
    const message =
      part === undefined
        ? 'the context WAYPOINT is matched by waypoint, which is missing'
        : `waypoint is for the context WAYPOINT, not for ${context}`;
    refuse(checked, 'PER0093', message, part === undefined ? [] : ['waypoint']);
  });
