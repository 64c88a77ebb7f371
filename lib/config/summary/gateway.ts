/** What a Gateway opens: ports, hosts, encryption. Both APIs. */
import {
  type GatewayListener,
  readIstioGateway,
  readKubernetesGateway,
} from '@/lib/config/simulation/read/gateway';
import type { StoredObject } from '@/lib/config/store';
import { type Explanation, listed, plural, type Statement } from './explanation';

export function explainIstioGateway(object: StoredObject): Explanation {
  const gateway = readIstioGateway(object);
  const labels = Object.entries(gateway.selector).map(([name, value]) => `${name}=${value}`);
  const who = labels.length === 0 ? 'every gateway proxy' : `gateway proxies with ${listed(labels)}`;
  return {
    headline: `Opens ${plural(gateway.servers.length, 'port')} at ${who}.`,
    sections: [
      {
        title: 'Servers',
        statements: gateway.servers.map((server, index) => ({
          text: `Port ${server.port} takes ${server.protocol} for ${hostsText(server.hosts)}${encryptionText(server.tlsMode, server.httpsRedirect)}.`,
          path: ['spec', 'servers', index],
        })),
      },
      {
        title: 'Who may bind',
        statements: gateway.servers.flatMap((server, index) =>
          bindingStatements(server.hosts, index, gateway.namespace),
        ),
      },
    ].filter((section) => section.statements.length > 0),
    line: gateway.servers
      .map((server) => `${server.protocol} ${server.port} for ${server.hosts.join(', ')}`)
      .join('; '),
  };
}

function hostsText(hosts: readonly string[]): string {
  const names = hosts.map((host) => (host.includes('/') ? host.slice(host.indexOf('/') + 1) : host));
  return names.includes('*') ? 'every host' : listed(names);
}

const MODES: Readonly<Record<string, string>> = {
  PASSTHROUGH: ', and passes the encrypted bytes on by server name',
  AUTO_PASSTHROUGH: ', and passes the encrypted bytes on by server name, without a VirtualService',
  SIMPLE: ', ending TLS here',
  MUTUAL: ', ending TLS here and asking for a client certificate',
  OPTIONAL_MUTUAL: ', ending TLS here; a client certificate is welcome',
  ISTIO_MUTUAL: ', ending the mesh’s own mTLS here',
};

function encryptionText(mode: string | null, redirects: boolean): string {
  if (redirects) return ', and sends plain HTTP to HTTPS (301)';
  return mode === null ? '' : (MODES[mode] ?? `, with TLS mode \`${mode}\``);
}

function bindingStatements(hosts: readonly string[], index: number, namespace: string): readonly Statement[] {
  return hosts.flatMap((host, at) => {
    const wanted = host.includes('/') ? host.slice(0, host.indexOf('/')) : '*';
    if (wanted === '*') return [];
    const only = wanted === '.' ? namespace : wanted;
    return [
      {
        text: `Only VirtualServices of \`${only}\` may bind \`${host.slice(host.indexOf('/') + 1)}\`.`,
        path: ['spec', 'servers', index, 'hosts', at],
      },
    ];
  });
}

export function explainKubernetesGateway(object: StoredObject): Explanation {
  const gateway = readKubernetesGateway(object);
  const isWaypoint = gateway.className === 'istio-waypoint';
  return {
    headline: isWaypoint
      ? `A waypoint: its proxy handles HTTP for services and workloads of \`${gateway.namespace}\` that use it.`
      : `A gateway run by \`${gateway.className}\` with ${plural(gateway.listeners.length, 'listener')}.`,
    sections: [
      {
        title: 'Listeners',
        statements: gateway.listeners.flatMap((listener, index) => {
          const path = ['spec', 'listeners', index];
          const hosts = listener.hostname === null ? 'every host' : `\`${listener.hostname}\``;
          return [
            {
              text: `\`${listener.name}\` takes ${listener.protocol} on port ${listener.port} for ${hosts}.`,
              path,
            },
            {
              text: `\`${listener.name}\`: ${attachText(listener.allowedNamespaces, gateway.namespace)}.`,
              path: [...path, 'allowedRoutes'],
            },
          ];
        }),
      },
    ].filter((section) => section.statements.length > 0),
    line: isWaypoint
      ? 'waypoint'
      : gateway.listeners
          .map((listener) => `${listener.protocol} ${listener.port} for ${listener.hostname ?? '*'}`)
          .join('; '),
  };
}

function attachText(from: GatewayListener['allowedNamespaces'], namespace: string): string {
  if (from === 'None') return 'no route may attach';
  if (from === 'All') return 'routes of every namespace may attach';
  return from === 'Same'
    ? `only routes of \`${namespace}\` may attach`
    : 'routes of namespaces chosen by label may attach';
}
