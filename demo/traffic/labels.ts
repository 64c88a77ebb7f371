/**
 * Istio's standard labels (https://istio.io/latest/docs/reference/config/metrics/#labels) with the fallbacks
 * that its proxies use when they know nothing about a peer.
 */
import type { WorldWorkload } from '@/demo/world/behaviour';
import type { Answer, CalledHost } from './hop';

export type Labels = Readonly<Record<string, string>>;

const UNKNOWN = 'unknown';

/** The workload's identity as its certificate states it. */
export function principalOf(workload: WorldWorkload): string {
  return `spiffe://cluster.local/ns/${workload.namespace}/sa/${workload.serviceAccount}`;
}

/** Labels of one side of the traffic; null = the reporting proxy knows nothing about it. */
export function peerLabels(side: 'source' | 'destination', peer: WorldWorkload | null): Labels {
  if (peer === null) {
    return {
      [`${side}_workload`]: UNKNOWN,
      [`${side}_workload_namespace`]: UNKNOWN,
      [`${side}_principal`]: UNKNOWN,
      [`${side}_app`]: UNKNOWN,
      [`${side}_version`]: UNKNOWN,
      [`${side}_canonical_service`]: UNKNOWN,
      [`${side}_canonical_revision`]: 'latest',
      [`${side}_cluster`]: UNKNOWN,
    };
  }
  // Of a workload without a proxy only what the control plane says about its endpoint is known.
  const inMesh = peer.proxy !== 'none';
  return {
    [`${side}_workload`]: peer.name,
    [`${side}_workload_namespace`]: peer.namespace,
    [`${side}_principal`]: inMesh ? principalOf(peer) : UNKNOWN,
    [`${side}_app`]: inMesh ? peer.app : UNKNOWN,
    [`${side}_version`]: inMesh ? (peer.version ?? UNKNOWN) : UNKNOWN,
    [`${side}_canonical_service`]: peer.app,
    [`${side}_canonical_revision`]: peer.version ?? 'latest',
    [`${side}_cluster`]: peer.cluster,
  };
}

/** Labels of the service that was called; null = the proxy had no route and so no service. */
export function calledLabels(called: CalledHost | null): Labels {
  return {
    destination_service: called?.host ?? UNKNOWN,
    destination_service_name: called?.name ?? UNKNOWN,
    destination_service_namespace: called?.namespace ?? UNKNOWN,
  };
}

export function answerLabels(answer: Answer): Labels {
  return {
    response_code: String(answer.code),
    grpc_response_status: answer.grpcStatus,
    response_flags: answer.flags,
  };
}
