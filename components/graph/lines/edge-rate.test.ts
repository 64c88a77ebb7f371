import { describe, expect, it } from 'vitest';
import { graphEdge } from '@/lib/graph/fixtures/builders';
import { TcpTally } from '@/lib/metrics/tally';
import { edgeRate } from './edge-rate';

const bytes = new TcpTally();
bytes.add('sent', 10);
bytes.add('received', 30);
bytes.add('opened', 2);
const tcp = graphEdge('a', 'b', { protocol: 'tcp', requests: null, tcp: bytes.traffic() });
const grpc = graphEdge('a', 'b', { protocol: 'grpc', messages: { sentPerSecond: 3, receivedPerSecond: 4 } });

describe('edgeRate', () => {
  it('measures TCP by the bytes of one or both directions, or by connections', () => {
    const by = (measure: 'total' | 'sent' | 'received' | 'connections') =>
      edgeRate(tcp, { grpc: 'requests', tcp: measure });
    expect(by('total')).toEqual({ value: 40, unit: 'bytesPerSecond' });
    expect(by('sent')?.value).toBe(10);
    expect(by('received')?.value).toBe(30);
    expect(by('connections')).toEqual({ value: 2, unit: 'connections' });
  });

  it('measures gRPC by requests or messages, and has nothing where those were not asked for', () => {
    const by = (measure: 'requests' | 'sent' | 'received' | 'total', edge = grpc) =>
      edgeRate(edge, { grpc: measure, tcp: 'total' });
    expect(by('requests')).toEqual({ value: 10, unit: 'rps' });
    expect(by('total')).toEqual({ value: 7, unit: 'messages' });
    expect(by('sent', { ...grpc, messages: null })).toBeNull();
  });

  it('measures HTTP by requests whatever is chosen for the others', () => {
    expect(edgeRate(graphEdge('a', 'b'), { grpc: 'total', tcp: 'sent' })?.unit).toBe('rps');
  });
});
