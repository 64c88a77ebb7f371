/** Two Gateways that want the same host on the same port of the same workloads. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { ISTIO_GATEWAY } from '@/lib/config/analysis/kinds';
import { istioGatewayOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { hostsOverlap } from '@/lib/config/simulation/host-names';
import type { GatewayServer, IstioGateway } from '@/lib/config/simulation/read/gateway';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

export const gatewayConflict: Check = {
  code: 'PER0403',
  title: 'Host and port in several Gateways',
  condition:
    'Two Gateways for the same workloads have a server with the same host on the same port (an error where the protocols or the TLS settings differ), or one whose wildcard covers the other (a hint).',
  severity: 'warning',
  ist: ['IST0145'],
  kia: ['KIA0301'],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const own = istioGatewayOf(object);
    if (own.servers.length === 0) return;
    for (const stored of mesh.ofKind(ISTIO_GATEWAY)) {
      if (stored === object) continue;
      const other = istioGatewayOf(stored);
      if (!meet(own, other)) continue;
      yield* between(own, other);
    }
  },
};

function meet(a: IstioGateway, b: IstioGateway): boolean {
  return labelsInclude(a.selector, b.selector) || labelsInclude(b.selector, a.selector);
}

function* between(own: IstioGateway, other: IstioGateway): Generator<Draft> {
  for (const [index, server] of own.servers.entries()) {
    for (const [at, rival] of other.servers.entries()) {
      if (rival.port !== server.port) continue;
      const found = sharedHost(server, rival, own.namespace, other.namespace);
      if (found === null) continue;
      const path = ['spec', 'servers', index, 'hosts', found.index];
      const related = [{ id: other.id, path: ['spec', 'servers', at, 'hosts'] }];
      const isSameKind = rival.protocol === server.protocol && rival.tlsMode === server.tlsMode;
      yield found.isSame
        ? {
            path,
            severity: isSameKind ? 'warning' : 'error',
            message: `${objectName(other.id)} takes ${found.host} on port ${server.port} of the same workloads too${isSameKind ? '' : ', with another protocol or TLS mode, and only the older of them counts'}. Put both into one Gateway, or use different hosts.`,
            related,
          }
        : {
            path,
            severity: 'info',
            message: `${objectName(other.id)} has hosts on port ${server.port} that overlap with ${found.host}; the more specific one wins.`,
            related,
          };
      break;
    }
  }
}

function sharedHost(
  server: GatewayServer,
  rival: GatewayServer,
  ownNamespace: string,
  otherNamespace: string,
): { readonly index: number; readonly host: string; readonly isSame: boolean } | null {
  const theirs = rival.hosts.map((written) => scoped(written, otherNamespace));
  const mine = server.hosts.map((written) => scoped(written, ownNamespace));
  const isTogether = (a: string, b: string) => a === '*' || b === '*' || a === b;
  const find = (test: (host: string, their: string) => boolean) =>
    mine.findIndex((host) =>
      theirs.some((their) => isTogether(host.scope, their.scope) && test(host.host, their.host)),
    );
  const same = find((host, their) => host === their);
  const index = same >= 0 ? same : find(hostsOverlap);
  return index < 0 ? null : { index, host: mine[index]?.host ?? '', isSame: same >= 0 };
}

function scoped(written: string, namespace: string): { readonly scope: string; readonly host: string } {
  const [host = '', scope = '*'] = written.toLowerCase().split('/').reverse();
  return { host, scope: scope === '.' ? namespace : scope };
}
