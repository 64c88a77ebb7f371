/** A request at the gateway that it enters through, before anything is routed. */
import { claimsOf } from '@/lib/config/simulation/access/claims';
import { simulateAuthorization } from '@/lib/config/simulation/authorization';
import { containerPort } from '@/lib/config/simulation/container-port';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { SimulationRequest } from '@/lib/config/simulation/request-contract';
import { workloadsBehind } from '@/lib/config/simulation/service-workloads';
import type { ResolvedCaller } from './caller';
import type { SimulatedMesh } from './drafted-mesh';
import { accessAnswer, methodOf } from './server-answer';

export interface GatewayEntry {
  readonly entry: NonNullable<SimulationAnswer['entry']>;
  /** Of the token, where the gateway accepts it: what routes may ask for. */
  readonly claims: Readonly<Record<string, unknown>> | null;
}

/** Null where it enters through no gateway. */
export function gatewayEntry(
  mesh: SimulatedMesh,
  caller: ResolvedCaller,
  asked: SimulationRequest,
  path: string,
): GatewayEntry | null {
  const { workload } = caller;
  if (caller.kind !== 'gateway' || workload === null) return null;
  const { protocol, sourceIp } = asked;
  const isEncrypted = protocol === 'https' || protocol === 'tls';
  const isHttp = protocol === 'http' || protocol === 'https' || protocol === 'grpc';
  const answer = simulateAuthorization(mesh.view, {
    destination: { workload, service: null, port: listenerPort(mesh, workload, asked.port) },
    source: {
      identity: { kind: 'none' },
      ...(sourceIp === undefined ? {} : { ip: sourceIp, remoteIp: sourceIp }),
    },
    sourcePlane: 'none',
    request: {
      protocol: isHttp ? 'http' : 'tcp',
      sni: isEncrypted ? (asked.sni ?? asked.to) : null,
      ...(isHttp && {
        method: methodOf(asked),
        path,
        host: asked.to,
        headers: asked.headers,
        token: asked.token,
      }),
    },
    external: asked.external,
  });
  const isAccepted = answer.points.some(({ token }) => token.kind === 'accepted');
  return {
    entry: { access: accessAnswer(mesh.places, answer), encrypted: isEncrypted },
    claims: isAccepted && asked.token !== null ? claimsOf(asked.token) : null,
  };
}

/** Callers name the Service's port; the gateway's proxy listens on the one behind it. */
function listenerPort({ view }: SimulatedMesh, workload: MeshWorkload, port: number): number {
  for (const service of view.services) {
    if (service.namespace !== workload.namespace || !workloadsBehind(view, service).includes(workload))
      continue;
    const behind = containerPort(service, port, workload);
    if (behind !== null) return behind;
  }
  return port;
}
