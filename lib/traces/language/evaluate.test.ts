import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { matchTrace } from './evaluate';
import { parseTraceQuery } from './parser';

const trace = sampleTrace(
  {
    spanId: 'a',
    service: 'web.shop',
    name: 'GET /cart',
    kind: 'server',
    durationUs: 900_000,
    attributes: { 'http.status_code': '503', tags: ['x', 'y'], retry: true, share: 0.5 },
    resource: {
      'k8s.pod.name': 'web-v2-7d4f8b9c6-x2lqp',
      'k8s.namespace.name': 'shop',
      'service.version': 'v10',
    },
    events: [{ timeNs: 2_000_000_000n, name: 'exception', attributes: { 'exception.type': 'Timeout' } }],
  },
  {
    spanId: 'b',
    parentSpanId: 'a',
    service: 'web.shop',
    name: 'cart.shop.svc.cluster.local:80/*',
    kind: 'client',
    startUs: 100,
    durationUs: 500_000,
    status: 'error',
    statusMessage: 'no answer',
    attributes: {
      'http.response.status_code': 0,
      response_flags: 'UF,URX',
      upstream_cluster: 'outbound|80|v2|cart.shop.svc.cluster.local',
    },
    links: [{ traceId: 'f'.repeat(32), spanId: '00000000000000aa', kind: 'link', attributes: {} }],
  },
  {
    spanId: 'c',
    parentSpanId: 'b',
    service: 'cart.shop',
    name: 'GET /cart',
    kind: 'server',
    startUs: 200,
    durationUs: 1000,
    status: 'ok',
    scope: { name: 'io.envoy', version: '1', attributes: { library: 'x' } },
  },
);

function found(text: string): number {
  const parsed = parseTraceQuery(text);
  if (parsed.kind !== 'expression') throw new Error(JSON.stringify(parsed));
  const match = matchTrace(parsed.expression, trace);
  return match.matches ? match.spans : -1;
}

describe('matchTrace', () => {
  it.each([
    ['service = web.shop', 2],
    ['service = WEB.shop', -1],
    ['service *= SHOP', 3],
    ['service = *.shop', 3],
    ['name = "GET /cart" and kind = server', 2],
    ['name = GET* and service = cart.shop', 1],
    ['duration > 500ms', 1],
    ['duration >= 500ms', 2],
    ['self >= 400ms', 2],
    ['status = error', 1],
    ['status != error', 2],
    ['error', 1],
    ['error = false', 2],
    ['not error', 2],
    ['failed', 2],
    ['status.message = "no answer"', 1],
    ['kind = producer', -1],
    ['http.status_code >= 500', 1],
    ['http.status_code = 503', 1],
    ['http.status_code != 503', -1],
    ['not http.status_code = 503', 2],
    ['code >= 500 or code = 0', 2],
    ['flags = URX', 1],
    ['flags != UO', 1],
    ['called = cart.shop and subset = v2', 1],
    ['called = cart', 1],
    ['called $= .svc.cluster.local', 1],
    ['tags = y', 1],
    ['tags != y', -1],
    ['has retry', 1],
    ['retry = true', 1],
    ['share > 0.4', 1],
    ['resource.k8s.pod.name ^= web-v2', 1],
    ['span.k8s.pod.name', -1],
    ['workload = web-v2', 1],
    ['version > v9', 1],
    ['event = exception', 1],
    ['event.exception.type =~ "^Time"', 1],
    ['scope = io.envoy', 1],
    ['scope.library = x', 1],
    ['linked', 1],
    ['leaf', 1],
    ['root', 1],
    ['children = 1', 2],
    ['parent.service = web.shop and service = cart.shop', 1],
    ['trace.spans = 3 and trace.services = 2 and trace.depth = 3', 3],
    ['trace.duration >= 900ms', 3],
    ['trace.errors = 2', 3],
    ['root.name = "GET /cart" and leaf', 1],
    ['incomplete', -1],
    ['nothing.such != 5', -1],
  ])('%s is satisfied by %i spans', (text, spans) => {
    expect(found(text)).toBe(spans);
  });

  it('asks all of one span, and of several with braces', () => {
    expect(found('error and service = cart.shop')).toBe(-1);
    expect(found('{ error } and { service = cart.shop }')).toBe(2);
    expect(found('{ error } and not { service = db.shop }')).toBe(1);
    expect(found('{ error } and not { service = cart.shop }')).toBe(-1);
  });

  it('names the first span that is meant', () => {
    const parsed = parseTraceQuery('status = ok');
    if (parsed.kind !== 'expression') throw new Error('unexpected');
    expect(matchTrace(parsed.expression, trace)).toEqual({ matches: true, spans: 1, firstRow: 2 });
  });
});
