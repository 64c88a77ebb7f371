import { describe, expect, it } from 'vitest';
import { readLine } from './read-line';

/** As in Istio's own documentation of the default format. */
const OUTBOUND =
  '[2020-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" 0 135 4 4 "-" "curl/7.73.0-DEV" "84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "10.44.1.27:80" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default';
const FAILED =
  '[2026-11-25T21:26:18.409Z] "POST /cart?id=1 HTTP/2" 503 UF,URX upstream_reset_before_response_started{connection_failure} - "delayed connect error: 111" 12 91 1500 - "10.0.0.1,10.0.0.2" "My "odd" agent" "84961386-6d84-929d-98bd-c5aee93b5c88" "cart.shop:8080" "10.44.1.27:80" outbound|8080|v1|cart.shop.svc.cluster.local - 10.0.45.184:8080 10.44.1.23:46520 outbound_.8080_._.cart.shop.svc.cluster.local rule one';
const CONNECTION =
  '[2026-11-25T21:26:18.409Z] "- - -" 0 UF,URX - - "TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER" 0 0 5 - "-" "-" "-" "-" "10.44.1.27:6379" outbound|6379||redis.shop.svc.cluster.local - 10.0.45.184:6379 10.44.1.23:46520 - -';

describe('access logs in text', () => {
  it('reads every part of the default format', () => {
    const { access, level } = readLine(OUTBOUND);
    expect(access).toEqual({
      kind: 'request',
      startTime: '2020-11-25T21:26:18.409Z',
      method: 'GET',
      path: '/status/418',
      protocol: 'HTTP/1.1',
      responseCode: 418,
      responseFlags: [],
      responseCodeDetails: 'via_upstream',
      connectionTerminationDetails: null,
      upstreamTransportFailureReason: null,
      bytesReceived: 0,
      bytesSent: 135,
      durationMs: 4,
      upstreamServiceTimeMs: 4,
      forwardedFor: null,
      userAgent: 'curl/7.73.0-DEV',
      requestId: '84961386-6d84-929d-98bd-c5aee93b5c88',
      authority: 'httpbin:8000',
      upstreamHost: '10.44.1.27:80',
      upstreamCluster: 'outbound|8000||httpbin.foo.svc.cluster.local',
      upstreamLocalAddress: '10.44.1.23:37652',
      downstreamLocalAddress: '10.0.45.184:8000',
      downstreamRemoteAddress: '10.44.1.23:46520',
      requestedServerName: null,
      routeName: 'default',
      traceId: null,
      others: [],
    });
    expect(level).toBe('warn');
  });

  it('reads flags, and quotes in what a client calls itself', () => {
    const { access, level } = readLine(FAILED);
    expect(access).toMatchObject({
      responseFlags: ['UF', 'URX'],
      responseCodeDetails: 'upstream_reset_before_response_started{connection_failure}',
      upstreamTransportFailureReason: 'delayed connect error: 111',
      forwardedFor: '10.0.0.1,10.0.0.2',
      userAgent: 'My "odd" agent',
      upstreamServiceTimeMs: null,
      routeName: 'rule one',
    });
    expect(level).toBe('error');
  });

  it('tells a connection from a request', () => {
    const { access, level } = readLine(CONNECTION);
    expect(access).toMatchObject({ kind: 'connection', method: null, responseCode: 0, routeName: null });
    expect(access?.upstreamTransportFailureReason).toContain('WRONG_VERSION_NUMBER');
    expect(level).toBe('warn');
  });

  it('takes a line that is cut, or only begins like one, for text', () => {
    for (const length of [30, 60, 120, 200]) expect(readLine(OUTBOUND.slice(0, length)).access).toBeNull();
    expect(readLine('[2020-11-25T21:26:18.409Z] "GET / HTTP/1.1" ok').access).toBeNull();
  });

  it('does not take long over a line of quotes', () => {
    expect(readLine(`[2020-11-25T21:26:18.409Z] "${'" "'.repeat(10_000)}`).access).toBeNull();
  });
});

describe('access logs in JSON', () => {
  it('reads Istio’s names, numbers or texts, and the trace id that was added', () => {
    const { access, traceId, level } = readLine(
      JSON.stringify({
        start_time: '2026-11-25T21:26:18.409Z',
        method: 'GET',
        path: '/',
        protocol: 'HTTP/1.1',
        response_code: 200,
        response_flags: '-',
        duration: '12',
        upstream_cluster: 'inbound|8080||',
        route_name: 'default',
        request_id: 'r',
        trace_id: '4BF92F3577B34DA6A3CE929D0E0E4736',
        tenant: { name: 'a' },
      }),
    );
    expect(access).toMatchObject({ responseCode: 200, durationMs: 12, bytesSent: null, responseFlags: [] });
    expect(access?.others).toEqual([['tenant', '{"name":"a"}']]);
    expect([traceId, level]).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', 'info']);
  });
});

describe('other lines', () => {
  it('opens JSON into fields', () => {
    const line = readLine(
      '{"ts":"2026","level":"warn","msg":"slow","http":{"path":"/a"},"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}',
    );
    expect(line).toMatchObject({
      level: 'warn',
      message: 'slow',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    expect(line.fields).toContainEqual(['http.path', '/a']);
  });

  it('takes JSON that is cut for text', () => {
    expect(readLine('{"level":"warn","msg":')).toMatchObject({ fields: [], access: null });
  });

  it('reads key=value pairs', () => {
    const line = readLine('time=2026-11-25T21:26:18Z level=error msg="no \\"such\\" thing" path=/a');
    expect(line).toMatchObject({ level: 'error' });
    expect(line.fields).toContainEqual(['msg', 'no "such" thing']);
  });

  it.each([
    ['[2026-11-25 21:26:18.409][15][warning][config] [source/x.cc:1] bad', 'warn'],
    ['E0726 12:00:00.000000       1 server.go:12] failed', 'error'],
    ['2026-11-25 21:26:18 ERROR [main] it broke', 'error'],
    ['[error] 12#12: *1 open() failed', 'error'],
    ['{"level":30,"msg":"pino"}', 'info'],
    ['2026-11-25T21:26:18.409000Z\tinfo\tads\tADS: new connection', 'info'],
    ['Traceback (most recent call last):', 'error'],
    ['listening on 9080, no error so far', null],
  ])('finds the level of %s', (text, level) => {
    expect(readLine(text).level).toBe(level);
  });

  it('reads a connection that ztunnel carried', () => {
    const { ztunnel, level } = readLine(
      '2026-11-25T21:26:18.409000Z\terror\taccess\tconnection complete\tsrc.addr=10.0.0.1:4321 src.workload="sleep-1" src.namespace="ambient-lab" src.identity="spiffe://cluster.local/ns/ambient-lab/sa/sleep" dst.addr=10.0.0.2:15008 dst.hbone_addr=10.0.0.2:5000 dst.service="hello.ambient-lab.svc.cluster.local" direction="outbound" bytes_sent=12 bytes_recv=34 duration="5ms" error="connection refused"',
    );
    expect(level).toBe('error');
    expect(ztunnel).toMatchObject({
      direction: 'outbound',
      tunnelled: true,
      bytesSent: 12,
      bytesReceived: 34,
      error: 'connection refused',
      source: { workload: 'sleep-1', namespace: 'ambient-lab' },
      destination: { service: 'hello.ambient-lab.svc.cluster.local' },
    });
  });
});
