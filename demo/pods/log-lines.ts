/**
 * The log of a container at any time, from the same requests that traces and metrics come from: the same question
 * gives the same lines.
 */

import { drawTrace, followTrace, mayTakePart, spansOf, startTrace } from '@/demo/spans/demo-traces';
import { serviceOf } from '@/demo/spans/envoy-attributes';
import { indexAt } from '@/demo/spans/trace-index';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { podAt } from '@/demo/traffic/pods';
import { workloadNamed } from '@/demo/world/workloads';
import { readUpstream } from '@/lib/traces/mesh-identity';
import type { Span } from '@/lib/traces/model/span';
import { accessLine } from './access-line';
import { applicationLine } from './application-line';
import type { DemoPod } from './pod-list';
import { ztunnelLine } from './ztunnel-line';

export interface LogLine {
  /** Unix seconds, when it was written: at the end of what it tells. */
  readonly seconds: number;
  readonly text: string;
}

/** Requests looked at for one answer: a container that says less says it over a longer time. */
const MOST_TRACES = 12_000;
const TURN = 100;

/** The last `limit` lines written in `[from, to)`, oldest first. */
export async function linesBetween(
  traffic: MeshTraffic,
  pod: DemoPod,
  container: string,
  range: { readonly from: number; readonly to: number },
  limit: number,
): Promise<readonly LogLine[]> {
  const found: LogLine[] = [];
  const oldest = Math.max(range.from, pod.life.sinceSeconds);
  const newest = indexAt(range.to);
  const first = Math.max(indexAt(oldest - 40), newest - MOST_TRACES);
  for (let index = newest - 1; index >= first && found.length < limit * 1.2 + 20; index -= 1) {
    if ((newest - index) % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    found.push(...linesOfTrace(traffic, index, pod, container));
  }
  if (found.length < limit && first <= indexAt(oldest)) found.push(...startLines(pod, container));
  return found
    .filter(({ seconds }) => seconds >= oldest && seconds < range.to)
    .sort((a, b) => a.seconds - b.seconds)
    .slice(-limit);
}

function linesOfTrace(
  traffic: MeshTraffic,
  index: number,
  pod: DemoPod,
  container: string,
): readonly LogLine[] {
  const start = startTrace(traffic, index);
  const isTunnel = pod.workload.name === 'ztunnel';
  const service = serviceOf(pod.workload);
  if (!isTunnel && !mayTakePart(start, service)) return [];
  const spans = spansOf(traffic, isTunnel ? drawTrace(traffic, index) : followTrace(start));
  const lines: LogLine[] = [];
  for (const span of spans) {
    const text = isTunnel
      ? ztunnelLine(span)
      : span.service === service
        ? lineOf(span, pod, container, index)
        : null;
    if (text !== null)
      lines.push({ seconds: (Number(span.startNs / 1000n) + span.durationNs / 1000) / 1e6, text });
  }
  return lines;
}

function lineOf(span: Span, pod: DemoPod, container: string, slot: number): string | null {
  const { workload, life } = pod;
  // Other pods and other versions of the same application have lines of their own.
  const node = span.attributes.node_id;
  if (typeof node !== 'string' || !node.includes(`~${life.pod}.`)) return null;
  const isServer = span.kind === 'server';
  if (container !== 'istio-proxy') {
    return isServer && workload.proxy === 'sidecar'
      ? applicationLine(workload.app, workload.namespace, span)
      : null;
  }
  // A gateway and a waypoint tell of a request once, when they have sent it on.
  if (workload.proxy !== 'sidecar' && isServer) return null;
  return accessLine(span, {
    namespace: workload.namespace,
    podIp: life.ip,
    upstreamIp: isServer ? life.ip : upstreamIp(span, slot),
  });
}

/** Some pod of the workload that was called; its version decides which. */
function upstreamIp(span: Span, slot: number): string | null {
  const called = readUpstream(String(span.attributes.upstream_cluster ?? ''));
  if (called?.namespace == null) return called === null ? null : '203.0.113.80';
  for (const name of [`${called.name}-${called.subset ?? 'v1'}`, called.name]) {
    try {
      const workload = workloadNamed(`${called.namespace}/${name}`);
      return podAt(workload, slot % Math.max(1, workload.pods), Number(span.startNs / 1_000_000_000n)).ip;
    } catch {
      // The world has no workload of that name.
    }
  }
  return null;
}

/** What is written when a container starts. */
function startLines({ workload, life }: DemoPod, container: string): readonly LogLine[] {
  const seconds = life.sinceSeconds + 0.4;
  const stamp = (offset: number) => new Date((seconds + offset) * 1000).toISOString().replace('Z', '000Z');
  if (container === 'istio-proxy' && workload.name !== 'ztunnel') {
    return [
      { seconds, text: `${stamp(0)}\tinfo\tFLAG: --concurrency="0"` },
      {
        seconds: seconds + 0.8,
        text: `${stamp(0.8)}\tinfo\tcache\tgenerated new workload certificate\tresourceName=default latency=312ms ttl=23h59m59s`,
      },
      { seconds: seconds + 1.4, text: `${stamp(1.4)}\tinfo\tReadiness succeeded in 1.4s` },
      { seconds: seconds + 1.5, text: `${stamp(1.5)}\tinfo\tEnvoy proxy is ready` },
    ];
  }
  if (container === 'istio-proxy')
    return [{ seconds, text: `${stamp(0)}\tinfo\txds::client\tStream established xds{id=1}` }];
  if (container === 'discovery') return [{ seconds, text: `${stamp(0)}\tinfo\tads\tPush Status: {}` }];
  return [{ seconds, text: `${workload.app} listens` }];
}
