/** The access lines of ztunnel: one for each connection that it carried (istio/ztunnel:src/proxy/metrics.rs). */
import type { Field } from './structured';

export interface ZtunnelEnd {
  readonly address: string | null;
  readonly workload: string | null;
  readonly namespace: string | null;
  /** `spiffe://…`; null = plain text. */
  readonly identity: string | null;
  readonly service: string | null;
}

export interface ZtunnelEntry {
  readonly direction: string | null;
  readonly source: ZtunnelEnd;
  readonly destination: ZtunnelEnd;
  /** Through the tunnel: encrypted. */
  readonly tunnelled: boolean;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly duration: string | null;
  readonly error: string | null;
}

/** Null where the line tells of no connection. */
export function readZtunnelLine(message: string, fields: readonly Field[]): ZtunnelEntry | null {
  if (!message.startsWith('connection ')) return null;
  const values = new Map(fields);
  if (!values.has('src.addr') && !values.has('src.workload')) return null;
  const text = (name: string) => values.get(name) ?? null;
  const number = (name: string) => {
    const found = values.get(name);
    return found !== undefined && /^\d{1,15}$/.test(found) ? Number(found) : null;
  };
  const end = (side: 'src' | 'dst'): ZtunnelEnd => ({
    address: text(`${side}.addr`),
    workload: text(`${side}.workload`),
    namespace: text(`${side}.namespace`),
    identity: text(`${side}.identity`),
    service: text(`${side}.service`),
  });
  return {
    direction: text('direction'),
    source: end('src'),
    destination: end('dst'),
    tunnelled:
      values.has('dst.hbone_addr') || (text('direction') === 'inbound' && values.has('src.identity')),
    bytesSent: number('bytes_sent'),
    bytesReceived: number('bytes_recv'),
    duration: text('duration'),
    error: text('error'),
  };
}
