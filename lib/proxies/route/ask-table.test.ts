import { describe, expect, it } from 'vitest';
import { askTable } from './ask-table';

const to = (cluster: string) => ({ route: { cluster } });
const table = (routes: readonly object[], domains = ['reviews.bookinfo.svc.cluster.local', 'reviews']) => ({
  name: '9080',
  virtualHosts: [
    { name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, ...to('PassthroughCluster') }] },
    { name: 'some', domains: ['*.bookinfo.svc.cluster.local'], routes: [] },
    { name: 'reviews', domains, routes },
  ],
});
const ask = (routes: readonly object[], more: object = {}) =>
  askTable(table(routes), { host: 'reviews', port: 9080, method: 'GET', path: '/', headers: {}, ...more });

describe('askTable', () => {
  it('takes the exact host before suffixes and the rest', () => {
    expect(
      ask([{ match: { prefix: '/' }, ...to('outbound|9080|v1|reviews.bookinfo.svc.cluster.local') }]),
    ).toMatchObject({
      kind: 'routed',
      virtualHost: 'reviews',
      clusters: [{ label: 'reviews.bookinfo.svc.cluster.local:9080, subset v1', share: 1 }],
    });
    expect(ask([], { host: 'details.bookinfo.svc.cluster.local' })).toMatchObject({
      kind: 'not-found',
      virtualHost: 'some',
    });
    expect(ask([], { host: 'example.org' })).toMatchObject({ kind: 'routed', virtualHost: 'all' });
  });

  it('takes the first route that fits by path and headers, with its shares and its object', () => {
    const routes = [
      { match: { path: '/exact' }, ...to('a') },
      { match: { path_separated_prefix: '/below' }, ...to('b') },
      { match: { safe_regex: { regex: '/v\\d+/.*' } }, ...to('c') },
      {
        match: { prefix: '/', headers: [{ name: 'end-user', string_match: { exact: 'jason' } }] },
        ...to('d'),
      },
      {
        match: { prefix: '/' },
        metadata: {
          filter_metadata: {
            istio: { config: '/apis/networking.istio.io/v1/namespaces/bookinfo/virtual-service/reviews' },
          },
        },
        route: {
          weighted_clusters: {
            clusters: [
              { name: 'e', weight: 80 },
              { name: 'f', weight: 20 },
            ],
          },
          timeout: '2.5s',
        },
      },
    ];
    const cluster = (more: object) =>
      ask(routes, more)
        .clusters.map(({ label }) => label)
        .join();
    expect(cluster({ path: '/exact?q=1' })).toBe('a');
    expect([cluster({ path: '/below/x' }), cluster({ path: '/belowx' })]).toEqual(['b', 'e,f']);
    expect(cluster({ path: '/v1/x' })).toBe('c');
    expect(cluster({ headers: { 'End-User': 'jason' } })).toBe('d');
    expect(ask(routes)).toMatchObject({
      clusters: [
        { label: 'e', share: 0.8 },
        { label: 'f', share: 0.2 },
      ],
      timeoutSeconds: 2.5,
      routeIndex: 4,
      from: { kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' },
    });
  });

  it('knows inverted and present matches, methods and parameters', () => {
    const only = (match: object, more: object) =>
      ask([{ match: { prefix: '/', ...match }, ...to('a') }], more).kind;
    const absent = { headers: [{ name: 'x', present_match: true, invert_match: true }] };
    expect([only(absent, {}), only(absent, { headers: { x: '1' } })]).toEqual(['routed', 'not-found']);
    const post = { headers: [{ name: ':method', string_match: { exact: 'POST' } }] };
    expect([only(post, {}), only(post, { method: 'post' })]).toEqual(['not-found', 'routed']);
    const query = { query_parameters: [{ name: 'a', string_match: { exact: '1' } }] };
    expect([only(query, {}), only(query, { path: '/?a=1' })]).toEqual(['not-found', 'routed']);
  });

  it('takes what meets a gateway’s table of TLS for https', () => {
    const routes = [
      {
        match: { prefix: '/', headers: [{ name: ':scheme', string_match: { exact: 'https' } }] },
        ...to('a'),
      },
    ];
    const question = { host: 'reviews', port: 443, method: 'GET', path: '/', headers: {} };
    expect(askTable({ ...table(routes), name: 'https.443.https.gateway.shop' }, question).kind).toBe(
      'routed',
    );
    expect(askTable({ ...table(routes), name: 'http.443' }, question).kind).toBe('not-found');
  });

  it('tells redirects, answers of its own and a table that is not there', () => {
    expect(ask([{ match: { prefix: '/' }, redirect: {} }])).toMatchObject({
      kind: 'redirect',
      httpStatus: 301,
    });
    expect(ask([{ match: { prefix: '/' }, redirect: { response_code: 'FOUND' } }]).httpStatus).toBe(302);
    expect(ask([{ match: { prefix: '/' }, direct_response: { status: 418 } }])).toMatchObject({
      httpStatus: 418,
      sentence: 'The proxy answers 418 itself.',
    });
    expect(askTable(null, { host: 'a', port: 1, method: 'GET', path: '/', headers: {} }).kind).toBe(
      'no-table',
    );
  });
});
