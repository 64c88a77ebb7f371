import { describe, expect, it } from 'vitest';
import { MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { evaluateEdge, evaluateHealth } from './evaluate';
import { DEFAULT_SUBJECT_RULES, type SubjectRules } from './rules';
import { toleranceOf, type WrittenTolerance } from './written-tolerance';

/** Requests per second by code, flag after a colon; a gRPC status after a slash (`200/14`). */
function requestsOf(rates: Readonly<Record<string, number>>): RequestTraffic {
  const tally = new RequestTally();
  for (const [key, rate] of Object.entries(rates)) {
    const [end = '', flags = '-'] = key.split(':');
    const [code = '', grpcStatus = null] = end.split('/');
    tally.add(grpcStatus === null ? 'http' : 'grpc', { code, grpcStatus, flags }, null, rate);
  }
  return tally.traffic();
}

const inbound = (rates: Readonly<Record<string, number>>) => ({ requests: requestsOf(rates), tcp: null });
const health = (rates: Readonly<Record<string, number>>, rules?: SubjectRules) =>
  evaluateHealth({ inbound: inbound(rates) }, rules);

function tolerating(...written: readonly WrittenTolerance[]): SubjectRules {
  return { ...DEFAULT_SUBJECT_RULES, tolerances: written.map(toleranceOf) };
}

describe('evaluateHealth by the defaults', () => {
  it('is idle without requests, bytes and messages', () => {
    expect(health({})).toEqual({ kind: 'idle' });
    expect(evaluateHealth({ inbound: { requests: null, tcp: new TcpTally().traffic() } })).toEqual({
      kind: 'idle',
    });
  });

  it('is healthy without failures, and where bytes or messages flow', () => {
    expect(health({ 200: 1, 301: 1 })).toEqual({ kind: 'healthy' });
    const tcp = new TcpTally();
    tcp.add('received', 1);
    expect(evaluateHealth({ inbound: { requests: null, tcp: tcp.traffic() } })).toEqual({ kind: 'healthy' });
    const messages = new MessageTally();
    messages.addAll({ sentPerSecond: 1, receivedPerSecond: 0 });
    const streams = { ...inbound({}), messages: messages.traffic() };
    expect(evaluateHealth({ inbound: streams })).toEqual({ kind: 'healthy' });
  });

  it('is degraded from the first failure on, in words and in figures', () => {
    expect(health({ 200: 999, 503: 1 })).toEqual({
      kind: 'degraded',
      reasons: ['0.1 % of requests fail: 5xx (degraded from the first failure on)'],
      figures: [{ measure: 'failedShare', of: '5XX', value: 0.001, degradedFrom: 0, failingFrom: 0.1 }],
    });
  });

  it('counts streams that ended without an answer among the gRPC requests, which have a status else', () => {
    expect(health({ '200/0': 998, '0:DC': 2 })).toMatchObject({
      kind: 'degraded',
      reasons: ['0.2 % of requests fail: no response (degraded from the first failure on)'],
    });
    expect(health({ '200/0': 50, 200: 40, '0:DC': 10 }).kind).toBe('failing');
  });

  it('judges each kind of failure by itself, and names the worst first', () => {
    expect(health({ 200: 88, 500: 2, '0:DC': 10 })).toMatchObject({
      kind: 'failing',
      reasons: [
        '10 % of requests fail: no response (failing from 10 %)',
        '2 % of requests fail: 5xx (degraded from the first failure on)',
      ],
    });
    expect(health({ 200: 90, 500: 6, '0:DC': 4 }).kind).toBe('degraded');
  });

  it('judges gRPC by its status, and by HTTP where that failed', () => {
    expect(health({ '200/14': 1, '200/0': 99 })).toMatchObject({
      kind: 'degraded',
      reasons: ['1 % of requests fail: gRPC errors (degraded from the first failure on)'],
    });
    expect(health({ '503/14': 1, '200/0': 1 })).toMatchObject({ figures: [{ of: '5XX', value: 0.5 }] });
  });

  it('divides by the requests of the protocol', () => {
    expect(health({ '200/14': 1, '200/0': 1, 200: 98 })).toMatchObject({
      kind: 'failing',
      reasons: ['50 % of gRPC requests fail: gRPC errors (failing from 10 %)'],
    });
  });

  it('judges 4xx by their own, more lenient limits', () => {
    expect(health({ 200: 95, 404: 5 }).kind).toBe('healthy');
    expect(health({ 200: 85, 404: 15 }).kind).toBe('degraded');
    expect(health({ 200: 75, 404: 25 }).kind).toBe('failing');
  });

  it('blames nobody for injected failures', () => {
    expect(health({ 200: 50, '500:FI': 50 })).toEqual({ kind: 'healthy' });
    expect(health({ '500:FI': 50 })).toEqual({ kind: 'healthy' });
  });

  it('judges by what arrives; by what is sent only where nothing arrives', () => {
    const failing = inbound({ 503: 1 });
    expect(evaluateHealth({ inbound: inbound({ 200: 1 }), outbound: failing })).toEqual({ kind: 'healthy' });
    const nothing = { requests: null, tcp: null };
    expect(evaluateHealth({ inbound: nothing, outbound: failing }).kind).toBe('failing');
  });
});

describe('tolerances as Kiali judges them', () => {
  const cases: readonly [string, WrittenTolerance, Readonly<Record<string, number>>, string][] = [
    ['X is a digit', { code: '5XX', failure: 10 }, { 503: 1, 200: 1 }, 'failing'],
    ['a lower x too', { code: '4x4', failure: 10 }, { 404: 1, 200: 1 }, 'failing'],
    ['codes that are not covered do not matter', { code: '5XX' }, { 404: 1 }, 'healthy'],
    ['patterns match anywhere', { code: '0' }, { 500: 1, 201: 9 }, 'degraded'],
    ['anchors are the writer’s', { code: '^404$' }, { 404: 1, 200: 9 }, 'degraded'],
    ['no response is a dash', { code: '^-$', failure: 10 }, { 0: 1, 200: 1 }, 'failing'],
    [
      'degraded left out means from the first one on',
      { code: '5XX', failure: 50 },
      { 500: 1, 200: 99 },
      'degraded',
    ],
    ['failure left out means never failing', { code: '5XX' }, { 500: 1 }, 'degraded'],
    [
      'a failure of 0 means failing from the first one on',
      { code: '5XX', failure: 0 },
      { 500: 1, 200: 999 },
      'failing',
    ],
    [
      'exactly at the limit counts',
      { code: '5XX', degraded: 10, failure: 20 },
      { 500: 10, 200: 90 },
      'degraded',
    ],
    [
      'just below the limit does not',
      { code: '5XX', degraded: 10, failure: 20 },
      { 500: 9, 200: 91 },
      'healthy',
    ],
    ['the protocol must fit', { code: '14', protocol: 'http' }, { '200/14': 1 }, 'healthy'],
    ['a gRPC status is the code of gRPC', { code: '^14$', protocol: 'grpc' }, { '200/14': 1 }, 'degraded'],
    ['HTTP’s failure goes before the status', { code: '^14$', protocol: 'grpc' }, { '503/14': 1 }, 'healthy'],
    [
      'a direction that is outbound only does not judge what arrives',
      { code: '5XX', direction: 'outbound' },
      { 500: 1 },
      'healthy',
    ],
    ['no traffic is idle', { code: '5XX' }, {}, 'idle'],
  ];
  it.each(cases)('%s', (_case, tolerance, rates, kind) => {
    expect(health(rates, tolerating(tolerance)).kind).toBe(kind);
  });

  it('judge both directions unless one is named', () => {
    const both = { inbound: inbound({ 200: 1 }), outbound: inbound({ 500: 1 }) };
    expect(evaluateHealth(both, tolerating({ code: '5XX', failure: 10 })).kind).toBe('failing');
    expect(evaluateHealth(both, tolerating({ code: '5XX', failure: 10, direction: 'inbound' })).kind).toBe(
      'healthy',
    );
  });

  it('say which code, and how much of it is borne', () => {
    expect(health({ 429: 1, 200: 3 }, tolerating({ code: '429', degraded: 5, failure: 20 }))).toMatchObject({
      reasons: ['25 % of requests end with a code like 429 (failing from 20 %)'],
      figures: [{ measure: 'failedShare', of: '429', value: 0.25, degradedFrom: 0.05, failingFrom: 0.2 }],
    });
  });
});

describe('evaluateEdge', () => {
  const traffic = inbound({ 500: 1, 200: 99 });

  it('judges by the inbound rules of the target and the outbound rules of the source', () => {
    const lenient = tolerating({ code: '5XX', degraded: 5, failure: 10 });
    const strict = tolerating({ code: '5XX', failure: 1, direction: 'outbound' });
    expect(evaluateEdge(traffic, [], lenient).kind).toBe('healthy');
    expect(evaluateEdge(traffic, [], lenient, strict).kind).toBe('failing');
    expect(evaluateEdge(traffic, [], strict, lenient).kind).toBe('healthy');
    expect(evaluateEdge(traffic, [])).toMatchObject({ kind: 'degraded', reasons: [expect.any(String)] });
  });
});

describe('latency limits', () => {
  const buckets = [
    { upperBound: 100, count: 50 },
    { upperBound: 200, count: 90 },
    { upperBound: 400, count: 100 },
    { upperBound: Number.POSITIVE_INFINITY, count: 100 },
  ];
  const limited = (degradedFromMs: number | null, failingFromMs: number | null): SubjectRules => ({
    ...DEFAULT_SUBJECT_RULES,
    latency: [{ quantile: 'p95', degradedFromMs, failingFromMs }],
  });
  const judged = (rules: SubjectRules, given = buckets) =>
    evaluateHealth({ inbound: inbound({ 200: 1 }), buckets: given }, rules);

  it('are held against the quantile of the summed buckets', () => {
    expect(judged(limited(250, 300))).toMatchObject({
      kind: 'failing',
      reasons: ['p95 is 300 ms (failing from 300 ms)'],
      figures: [{ measure: 'latencyMs', of: 'p95', value: 300, degradedFrom: 250, failingFrom: 300 }],
    });
    expect(judged(limited(300, 1500))).toMatchObject({
      kind: 'degraded',
      reasons: ['p95 is 300 ms (degraded from 300 ms)'],
    });
    expect(judged(limited(null, 301)).kind).toBe('healthy');
  });

  it('say nothing where no histogram arrived', () => {
    expect(judged(limited(1, 2), []).kind).toBe('healthy');
  });
});

describe('objectives', () => {
  const buckets = [
    { upperBound: 100, count: 80 },
    { upperBound: 250, count: 98 },
    { upperBound: Number.POSITIVE_INFINITY, count: 100 },
  ];
  const aiming = (goodShare: number, withinMs: number | null, failingBelow: number | null = null) => ({
    ...DEFAULT_SUBJECT_RULES,
    tolerances: [],
    objective: { goodShare, withinMs, failingBelow },
  });
  const judged = (rules: SubjectRules, rates: Readonly<Record<string, number>>, given = buckets) =>
    evaluateHealth({ inbound: inbound(rates), buckets: given }, rules);

  it('count what neither failed nor took longer', () => {
    expect(judged(aiming(0.98, 250), { 200: 100 }).kind).toBe('healthy');
    expect(judged(aiming(0.98, 250), { 200: 99, 500: 1 })).toMatchObject({
      kind: 'degraded',
      reasons: ['97 % of requests are good within 250 ms (objective 98 %)'],
      figures: [
        { measure: 'goodShare', value: expect.closeTo(0.97, 9), degradedFrom: 0.98, failingFrom: null },
      ],
    });
  });

  it('are told apart from all where little is missing', () => {
    expect(judged(aiming(0.9999, null), { 200: 999.5, 500: 0.5 }, [])).toMatchObject({
      reasons: ['99.95 % of requests are good (objective 99.99 %)'],
    });
  });

  it('take the next lower bucket where T is none, and say so', () => {
    expect(judged(aiming(0.9, 200), { 200: 100 })).toMatchObject({
      reasons: ['80 % of requests are good within 100 ms, the bucket below 200 ms (objective 90 %)'],
    });
  });

  it('without T count what did not fail', () => {
    expect(judged(aiming(0.99, null), { 200: 98, '0:DC': 2 }, [])).toMatchObject({
      reasons: ['98 % of requests are good (objective 99 %)'],
    });
  });

  it('fail below the second limit, leave injected failures out, and do not guess without a bucket', () => {
    expect(judged(aiming(0.99, 250, 0.985), { 200: 100 }).kind).toBe('failing');
    expect(judged(aiming(0.98, 250), { 200: 90, '503:FI': 10 }).kind).toBe('healthy');
    expect(judged(aiming(0.98, 50), { 200: 100 }).kind).toBe('healthy');
    expect(judged(aiming(0.98, 250), { 200: 100 }, []).kind).toBe('healthy');
  });
});

describe('replicas', () => {
  const judged = (desired: number, ready: number | null) =>
    evaluateHealth({ inbound: inbound({ 200: 1 }), replicas: { desired, ready } });

  it('degrade when some are missing and fail when all are', () => {
    expect(judged(3, 1)).toMatchObject({
      kind: 'degraded',
      reasons: ['1 of 3 replicas are ready'],
      figures: [{ measure: 'readyReplicas', of: '3', value: 1 }],
    });
    expect(judged(2, 0)).toMatchObject({ kind: 'failing', reasons: ['None of 2 replicas is ready'] });
    expect(judged(3, 3).kind).toBe('healthy');
    expect(judged(3, 4).kind).toBe('healthy');
    expect(judged(3, null).kind).toBe('healthy');
    expect(judged(0, 0).kind).toBe('healthy');
  });

  it('tell of what has no traffic too', () => {
    const idle = { requests: null, tcp: null };
    expect(evaluateHealth({ inbound: idle, replicas: { desired: 1, ready: 0 } }).kind).toBe('failing');
    expect(evaluateHealth({ inbound: idle, replicas: { desired: 1, ready: 1 } }).kind).toBe('idle');
  });
});
