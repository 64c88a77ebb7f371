import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/config/analysis/analysis';
import type { Assistant, AssistantTarget } from '@/lib/config/assistants/assistant';
import { changesOf } from '@/lib/config/assistants/changes-of';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { checkText } from '@/lib/config/check/check-text';
import { objectKey } from '@/lib/config/identity';
import { circuitBreaker } from './circuit-breaker';
import { faultInjection } from './fault-injection';
import { FIXTURE, HAND_WRITTEN, HAND_WRITTEN_RULE, meshOf, objectsOf } from './fixture-mesh';
import { globalRateLimit } from './global-rate-limit';
import { localRateLimit } from './local-rate-limit';
import { mirroring } from './mirroring';
import { requestRouting } from './request-routing';
import { emptyMatch } from './route-rule';
import { timeoutsRetries } from './timeouts-retries';
import { trafficShifting } from './traffic-shifting';

const service = (name: string): AssistantTarget => ({ kind: 'service', namespace: 'shop', name });
const REVIEWS = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'reviews' };

function found<S>(assistant: Assistant<S>, mesh: MeshObjects, target: AssistantTarget): S {
  const reading = assistant.read(mesh, target);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.losses));
  return reading.state;
}

/** Texts by kind, over the stored ones. */
function written<S>(assistant: Assistant<S>, state: S, stored: readonly string[]) {
  const objects = stored.flatMap((text) => objectsOf(text));
  const texts = new Map(objects.map((object) => [objectKey(object.id), object]));
  const changes = changesOf(assistant.write(state, meshOf(...stored)), texts);
  return {
    changes,
    text: (kind: string) => changes.find(({ id }) => id.kind === kind)?.text ?? '',
    after: [
      ...objects
        .filter(({ id }) => !changes.some((change) => objectKey(change.id) === objectKey(id)))
        .map(({ text }) => text),
      ...changes.flatMap(({ text }) => text ?? []),
    ],
  };
}

/** Places in stored lists are known only once something is stored. */
function comparable(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state, (key, value) => (key === 'from' || key === 'rule' ? null : value)));
}

function expectRoundTrip<S>(
  assistant: Assistant<S>,
  state: S,
  target: AssistantTarget,
  stored: readonly string[],
) {
  expect(assistant.schema.parse(state)).toEqual(state);
  expect(assistant.problems(state, meshOf(...stored))).toEqual([]);
  expect(assistant.says(state, meshOf(...stored)).join(' ')).not.toMatch(/undefined|NaN|null/);
  const { after, changes } = written(assistant, state, stored);
  for (const { id, text, isEdited } of changes) {
    expect(isEdited).toBe(true);
    expect(
      checkText(text ?? '', { expected: id }).problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  }
  const findings = analyze(after.flatMap((text) => objectsOf(text)));
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);
  expect(errors).toEqual([]);
  const again = found(assistant, meshOf(...after), target);
  expect(comparable(again)).toEqual(comparable(state));
  // What was read is what is stored, so writing it changes nothing.
  expect(written(assistant, again, after).changes).toEqual([]);
}

const to = (subset: string, weight: number | null = null) => ({
  from: null,
  host: 'reviews',
  subset,
  port: '',
  weight,
});
const rule = { from: null, name: '', matches: [], destinations: [to('v1')], instead: null };
const place = { namespace: 'shop', name: 'reviews', host: 'reviews' };
const choice = { ...place, rule: null };

describe('what an assistant writes is what it reads', () => {
  it.each([
    ['everything to one version', [rule]],
    [
      'an exact path and a method',
      [
        {
          ...rule,
          matches: [{ ...emptyMatch(), path: { kind: 'exact' as const, value: '/a' }, method: 'GET' }],
        },
        rule,
      ],
    ],
    [
      'a pattern of paths, or a prefix',
      [
        {
          ...rule,
          matches: [{ ...emptyMatch(), path: { kind: 'regex' as const, value: '/[a-z]+/x' } }, emptyMatch()],
        },
      ],
    ],
    [
      'headers, a cookie and a query',
      [
        {
          ...rule,
          name: 'some',
          matches: [
            {
              ...emptyMatch(),
              path: { kind: 'any' as const, value: '' },
              headers: [
                { name: 'end-user', kind: 'exact' as const, value: 'jason' },
                { name: 'session.id', kind: 'cookie' as const, value: 'a.b' },
                { name: 'x-new', kind: 'present' as const, value: '' },
                { name: 'x-old', kind: 'prefix' as const, value: 'on' },
              ],
              query: [{ name: 'beta', kind: 'exact' as const, value: 'true' }],
            },
          ],
          destinations: [to('v2', 30), to('v3', 70)],
        },
        { ...rule, destinations: [{ ...to(''), port: '80' }] },
      ],
    ],
  ])('request routing: %s', (_, rules) => {
    // A dot would end the name of a cookie in the pattern that Istio shows.
    const named = JSON.parse(JSON.stringify(rules).replace('session.id', 'session-id'));
    expectRoundTrip(requestRouting, { ...place, rules: named }, service('reviews'), [FIXTURE]);
  });

  it.each([
    ['HTTP', 'http' as const, null],
    ['HTTP as a canary', 'http' as const, { subset: 'v3', steps: [5, 25, 100] }],
    ['TCP', 'tcp' as const, null],
  ])('traffic shifting: %s', (_, protocol, plan) => {
    const host = protocol === 'tcp' ? 'store' : 'reviews';
    const share = (subset: string, weight: number) => ({ host, subset, port: '', from: null, weight });
    const shares =
      protocol === 'tcp'
        ? [share('v1', 60), share('v2', 40)]
        : [share('v1', 70), share('v2', 25), share('v3', 5)];
    const state = { ...choice, name: host, host, protocol, port: '', shares, plan };
    expectRoundTrip(trafficShifting, state, service(host), [FIXTURE]);
  });

  it.each([
    ['of everything', { host: 'reviews', subset: 'v3', port: '', percent: 100 }],
    ['of a part, to another service', { host: 'ratings', subset: '', port: '80', percent: 0.5 }],
    ['of nothing', null],
  ])('mirroring %s', (_, mirror) => {
    expectRoundTrip(mirroring, { ...choice, mirror }, service('reviews'), [FIXTURE]);
  });

  it.each([
    ['a delay', { percent: 12.5, fixedDelay: '2s' }, null],
    ['an HTTP abort', null, { percent: 100, kind: 'http' as const, status: '503' }],
    [
      'both',
      { percent: 1, fixedDelay: '500ms' },
      { percent: 0.1, kind: 'grpc' as const, status: 'UNAVAILABLE' },
    ],
  ])('fault injection: %s', (_, delay, abort) => {
    expectRoundTrip(faultInjection, { ...choice, delay, abort }, service('reviews'), [FIXTURE]);
  });

  it.each([
    ['a timeout', '2s', null],
    ['no retries', '', { attempts: 0, perTryTimeout: '', retryOn: [] }],
    ['all of it', '10s', { attempts: 3, perTryTimeout: '2s', retryOn: ['5xx', 'reset'] }],
  ])('timeouts and retries: %s', (_, timeout, retries) => {
    expectRoundTrip(timeoutsRetries, { ...choice, timeout, retries }, service('reviews'), [FIXTURE]);
  });

  const noPool = {
    maxConnections: '',
    connectTimeout: '',
    http1MaxPendingRequests: '',
    http2MaxRequests: '',
    maxRequestsPerConnection: '',
    maxRetries: '',
    idleTimeout: '',
  };
  const outlier = {
    consecutive5xxErrors: '7',
    consecutiveGatewayErrors: '',
    interval: '5s',
    baseEjectionTime: '30s',
    maxEjectionPercent: '50',
    minHealthPercent: '',
  };
  it.each([
    [
      'limits',
      {
        ...noPool,
        maxConnections: '100',
        connectTimeout: '3s',
        http2MaxRequests: '1000',
        http1MaxPendingRequests: '10',
      },
      null,
      { kind: 'default' as const, name: '', ttl: '' },
    ],
    ['outlier detection', noPool, outlier, { kind: 'ROUND_ROBIN' as const, name: '', ttl: '' }],
    ['a hash of a cookie', noPool, null, { kind: 'cookie' as const, name: 'user', ttl: '0s' }],
    [
      'a hash of a header',
      { ...noPool, idleTimeout: '1m' },
      outlier,
      { kind: 'header' as const, name: 'x-user', ttl: '' },
    ],
    ['a hash of the address', noPool, null, { kind: 'address' as const, name: '', ttl: '' }],
  ])('circuit breaker: %s', (_, pool, check, balance) => {
    const state = { ...place, subset: '', pool, outlier: check, balance };
    expectRoundTrip(circuitBreaker, state, service('reviews'), [FIXTURE]);
  });

  const filter = {
    namespace: 'shop',
    name: 'reviews-limit',
    labels: [{ key: 'app', value: 'reviews' }],
    context: 'SIDECAR_INBOUND' as const,
    port: '',
  };
  it.each([
    ['for every port', { ...filter, requests: 40, per: '60s', burst: 40, enforced: 100 }],
    [
      'for one port, with a burst, for a part',
      { ...filter, port: '8080', requests: 10, per: '1s', burst: 50, enforced: 12.5 },
    ],
  ])('local rate limit %s', (_, state) => {
    expectRoundTrip(localRateLimit, state, service('reviews'), [FIXTURE]);
  });

  it('global rate limit', () => {
    const limit = { from: null, header: '', value: '', requests: 10, unit: 'minute' as const };
    const state = {
      ...filter,
      service: 'ratelimit.shop.svc.cluster.local',
      servicePort: '8081',
      domain: 'shop',
      timeout: '0.5s',
      denies: true,
      limits: [
        { ...limit, by: 'path' as const, key: 'PATH' },
        { ...limit, by: 'header' as const, header: 'x-user', key: 'USER', unit: 'hour' as const },
        { ...limit, by: 'address' as const, key: 'remote_address' },
        { ...limit, by: 'everything' as const, key: 'generic_key', value: 'all', requests: 500 },
      ],
      configNamespace: 'shop',
      configName: 'ratelimit-config',
    };
    expectRoundTrip(globalRateLimit, state, service('reviews'), [FIXTURE]);
  });
});

it.each([circuitBreaker, faultInjection, mirroring, requestRouting, timeoutsRetries, trafficShifting])(
  'says whole sentences before a service is chosen: $about.name',
  (assistant: Assistant<unknown>) => {
    const state = found(assistant, meshOf(FIXTURE), { kind: 'nothing', namespace: 'shop' });
    const said = assistant.says(state, meshOf(FIXTURE)).join(' ');
    expect(said).toContain('a service to be chosen');
    expect(said).not.toMatch(/ {2}| [:.,;]/);
  },
);

describe('what somebody wrote by hand', () => {
  const stored = [FIXTURE, HAND_WRITTEN, HAND_WRITTEN_RULE];
  const target: AssistantTarget = { kind: 'object', id: REVIEWS };

  it.each([requestRouting, trafficShifting, mirroring, faultInjection, timeoutsRetries])(
    'is opened and left as it is by $about.name',
    (assistant: Assistant<unknown>) => {
      expect(written(assistant, found(assistant, meshOf(...stored), target), stored).changes).toEqual([]);
    },
  );

  it('keeps comments and unknown fields when a rule moves, changes and is joined by another', () => {
    const state = found(requestRouting, meshOf(...stored), target);
    const [testers, rest] = state.rules;
    const match = { ...testers!.matches[0]!, path: { kind: 'prefix' as const, value: '/beta' } };
    const changed = {
      ...state,
      rules: [
        { ...rule, matches: [emptyMatch()], destinations: [to('v3')] },
        { ...testers!, matches: [match] },
        rest!,
      ],
    };
    const text = written(requestRouting, changed, stored).text('VirtualService');
    for (const line of HAND_WRITTEN.split('\n')) expect(text).toContain(line.replace(/^[ -]+/, ''));
    expect(text).toContain('prefix: /beta');
    expect(text.indexOf('prefix: /\n')).toBeLessThan(text.indexOf('name: testers'));
  });

  it('changes weights alone when traffic shifts, and the plan beside', () => {
    const state = found(trafficShifting, meshOf(...stored), target);
    const shares = state.shares.map((share) => ({ ...share, weight: share.subset === 'v3' ? 50 : 50 }));
    const plan = { subset: 'v3', steps: [50, 100] };
    const text = written(trafficShifting, { ...state, shares, plan }, stored).text('VirtualService');
    expect(text).toBe(
      HAND_WRITTEN.replace('weight: 80', 'weight: 50')
        .replace('weight: 20', 'weight: 50')
        .replace(
          '# who owns it\n',
          '# who owns it\n  annotations:\n    periplus.io/canary-plan: "v3: 50, 100"\n',
        ),
    );
  });

  it('says what it keeps', () => {
    const reading = requestRouting.read(meshOf(...stored), target);
    expect(reading).toMatchObject({ kept: ['rule 1: headers, match sourceLabels'] });
  });

  it('defines a missing subset in the rule that is there, and both are one change set', () => {
    const rules = HAND_WRITTEN_RULE.replace(/ {4}- name: v3\n.*\n/, '');
    const state = found(mirroring, meshOf(FIXTURE, HAND_WRITTEN, rules), target);
    const mirror = { host: 'reviews', subset: 'v3', port: '', percent: 10 };
    const { changes, text } = written(mirroring, { ...state, mirror }, [FIXTURE, HAND_WRITTEN, rules]);
    expect(changes.map(({ id }) => id.kind)).toEqual(['DestinationRule', 'VirtualService']);
    expect(text('DestinationRule')).toContain('# the versions');
    expect(text('DestinationRule')).toContain('    - name: v3\n      labels:\n        version: v3\n');
  });

  it('is refused where writing would lose something, with the field', () => {
    const broken = HAND_WRITTEN.replace(/ {2}http:[\s\S]*/, '  http: {route: []}\n');
    expect(requestRouting.read(meshOf(FIXTURE, broken), target)).toMatchObject({
      kind: 'refused',
      losses: [{ path: 'spec.http' }],
    });
    const redirect = HAND_WRITTEN.replace(/ {2}http:[\s\S]*/, '  http: [{redirect: {uri: /x}}]\n');
    expect(timeoutsRetries.read(meshOf(FIXTURE, redirect), target)).toMatchObject({
      kind: 'refused',
      losses: [{ path: 'spec.http[0].redirect' }],
    });
    expect(requestRouting.read(meshOf(FIXTURE, redirect), target)).toMatchObject({ kind: 'state' });
  });

  it('is named by the form where it is not right yet', () => {
    const mesh = meshOf(FIXTURE);
    const state = { ...place, rules: [rule, { ...rule, destinations: [to('v1', 80), to('v2', 30)] }] };
    expect(requestRouting.problems(state, mesh).map(({ message }) => message)).toEqual([
      'Rule 1 takes every request, so the rules below it are never reached',
      'The weights of rule 2 add up to 110, not 100',
    ]);
  });
});
