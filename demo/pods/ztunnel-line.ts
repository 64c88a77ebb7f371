/** What ztunnel logs of the connections that carry an ambient workload's requests to its waypoint. */
import type { Span } from '@/lib/traces/model/span';

/** Null for spans of any other proxy. */
export function ztunnelLine(span: Span): string | null {
  const text = (name: string) => String(span.attributes[name] ?? '');
  if (span.kind !== 'server' || !text('node_id').startsWith('waypoint~')) return null;
  const namespace = text('istio.source_namespace');
  const host = /\|\|(.+)$/.exec(text('upstream_cluster'))?.[1] ?? '';
  const failed = span.status === 'error';
  const endUs = Number(span.startNs / 1000n) + span.durationNs / 1000;
  const at = new Date(endUs / 1000).toISOString().replace('Z', '000Z');
  const [, ip = ''] = text('node_id').split('~');
  return [
    at,
    failed ? 'error' : 'info',
    'access',
    'connection complete',
    `src.addr=${text('peer.address')}:${32_768 + (Math.round(endUs) % 28_000)} src.workload="${text('istio.source_instance_name')}" src.namespace="${namespace}" src.identity="spiffe://cluster.local/ns/${namespace}/sa/${text('istio.source_canonical_service')}" dst.addr=${ip}:15008 dst.hbone_addr="${host}" dst.service="${host}" dst.workload="waypoint" dst.namespace="${namespace}" dst.identity="spiffe://cluster.local/ns/${namespace}/sa/waypoint" direction="outbound" bytes_sent=${text('request_size') || 0} bytes_recv=${text('response_size') || 0} duration="${Math.round(span.durationNs / 1e6)}ms"${failed ? ' error="http status: 503 Service Unavailable"' : ''}`,
  ].join('\t');
}
