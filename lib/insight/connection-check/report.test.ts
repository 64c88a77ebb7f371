import { describe, expect, it } from 'vitest';
import type { ConfigurationFacts, ConnectionFacts, PrometheusFacts, TraceFacts } from './facts';
import { connectionReport } from './report';

const prometheus: PrometheusFacts = {
  failure: null,
  version: '3.1.0',
  labelMatchers: '',
  retentionSeconds: 15 * 86_400,
  scrapeIntervalSeconds: 15,
  metricNames: [
    'istio_requests_total',
    'istio_request_duration_milliseconds_bucket',
    'istio_tcp_sent_bytes_total',
    'pilot_xds',
    'flow:istio_requests:rate5m',
  ],
  reporters: new Map([
    ['source', 10],
    ['destination', 8],
  ]),
  sampleAgeSeconds: 12,
  clusters: ['east'],
  exemplars: 3,
  namespacesWithTraffic: ['shop', 'web'],
};
const traces: TraceFacts = {
  failure: null,
  services: ['cart.shop'],
  newestAgeSeconds: 30,
  searchFailure: null,
  searchesAllServices: true,
  apis: ['v1', 'v3'],
};
const configuration: ConfigurationFacts = {
  failure: null,
  cluster: null,
  objects: 9,
  meshObjects: 2,
  unreadable: [],
  clusterNames: [],
  gaps: [],
  metricsDisabledBy: [],
  applications: [{ name: 'cart', namespace: 'shop' }],
};
const good: ConnectionFacts = {
  window: { fromSeconds: 1_800_000_000 - 600, toSeconds: 1_800_000_000 },
  namespaces: null,
  prometheus,
  traces,
  configuration,
  clockOffsetSeconds: 0.2,
};

const withPrometheus = (change: Partial<PrometheusFacts>) => ({
  ...good,
  prometheus: { ...prometheus, ...change },
});
const quiet = (change: Partial<PrometheusFacts> = {}) =>
  withPrometheus({ namespacesWithTraffic: [], ...change });
const verdictOf = (facts: ConnectionFacts, id: string) =>
  connectionReport(facts).checks.find((check) => check.id === id)?.verdict;
const reasonsOf = (facts: ConnectionFacts) => connectionReport(facts).emptyBecause.map(({ id }) => id);
const failure = { message: 'It refused the connection.', hint: 'Start it.' };

describe('what was found', () => {
  it('has nothing to mend where everything is well', () => {
    const { checks, hasTraffic, emptyBecause } = connectionReport(good);
    expect(checks.filter(({ verdict }) => verdict !== 'good')).toEqual([]);
    expect(checks.filter(({ mend }) => mend !== null)).toEqual([]);
    expect({ hasTraffic, emptyBecause }).toEqual({ hasTraffic: true, emptyBecause: [] });
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it('says nothing else of a Prometheus that does not answer, and hands its advice on', () => {
    const { checks } = connectionReport(withPrometheus({ failure }));
    const told = checks.filter(({ source }) => source === 'prometheus' || source === 'clock');
    expect(told).toMatchObject([{ verdict: 'bad', found: failure.message, mend: 'Start it.' }]);
  });

  it('warns of one reporter, except where a waypoint reports for both ends', () => {
    const only = (name: string) => withPrometheus({ reporters: new Map([[name, 3]]) });
    expect(verdictOf(only('source'), 'prometheus.reporters')).toBe('warning');
    expect(verdictOf(only('waypoint'), 'prometheus.reporters')).toBe('good');
  });

  it('warns of samples that are older than four scrapes', () => {
    expect(verdictOf(withPrometheus({ sampleAgeSeconds: 60 }), 'prometheus.sample-age')).toBe('good');
    expect(verdictOf(withPrometheus({ sampleAgeSeconds: 61 }), 'prometheus.sample-age')).toBe('warning');
  });

  it('tells native histograms from classic ones', () => {
    const metricNames = ['istio_requests_total', 'istio_request_duration_milliseconds'];
    const { checks } = connectionReport(withPrometheus({ metricNames }));
    expect(checks.find(({ id }) => id === 'prometheus.histograms')?.found).toContain('native');
    expect(verdictOf(withPrometheus({ metricNames }), 'prometheus.control-plane')).toBe('warning');
    expect(verdictOf(withPrometheus({ metricNames }), 'prometheus.istio-metrics')).toBe('info');
  });

  it('warns of clocks apart, either way', () => {
    expect(verdictOf({ ...good, clockOffsetSeconds: -90 }, 'clock.prometheus')).toBe('warning');
    expect(verdictOf({ ...good, clockOffsetSeconds: 90 }, 'clock.prometheus')).toBe('warning');
  });

  it('warns of traces that name no application, are old, or are not sent at all', () => {
    const having = (change: Partial<TraceFacts>) => ({ ...good, traces: { ...traces, ...change } });
    expect(verdictOf(having({ services: ['other'] }), 'jaeger.matching')).toBe('warning');
    expect(verdictOf(having({ newestAgeSeconds: 7200 }), 'jaeger.newest')).toBe('warning');
    expect(verdictOf(having({ newestAgeSeconds: null }), 'jaeger.newest')).toBe('warning');
    expect(verdictOf(having({ services: [] }), 'jaeger.services')).toBe('warning');
    expect(verdictOf(having({ searchFailure: failure }), 'jaeger.newest')).toBe('warning');
    expect(verdictOf({ ...good, traces: null }, 'jaeger.set')).toBe('info');
  });

  it('says which versions answer, of APIs and of definitions', () => {
    const kinds = [
      { kind: 'VirtualService', versions: ['v1', 'v1beta1'] },
      { kind: 'Sidecar', versions: ['v1'] },
    ];
    const cluster = { version: 'v1.37.2', served: [{ group: 'networking.istio.io', kinds }] };
    const { checks } = connectionReport({ ...good, configuration: { ...configuration, cluster } });
    const found = (id: string) => checks.find((check) => check.id === id)?.found;
    expect(found('prometheus.reachable')).toBe('Version 3.1.0 answers.');
    expect(found('jaeger.reachable')).toContain('API v1 and v3');
    expect(found('configuration.cluster')).toBe('Kubernetes v1.37.2.');
    expect(found('configuration.definitions')).toBe('networking.istio.io v1, v1beta1 (2 kinds).');
    const bare = { ...configuration, cluster: { version: null, served: [] } };
    expect(verdictOf({ ...good, configuration: bare }, 'configuration.definitions')).toBe('warning');
  });

  it('tells whether charts can link to single requests', () => {
    expect(verdictOf(withPrometheus({ exemplars: 0 }), 'prometheus.exemplars')).toBe('info');
    expect(verdictOf(withPrometheus({ exemplars: null }), 'prometheus.exemplars')).toBe('info');
  });

  it('lists what configuration lacks, with the right for what is forbidden', () => {
    const gaps = [
      { reason: 'forbidden', message: 'Gateways may not be listed.' },
      { reason: 'not-installed', message: 'There are no HTTPRoutes.' },
    ];
    const lacking = { ...good, configuration: { ...configuration, gaps, unreadable: ['a.yaml:3'] } };
    const { checks } = connectionReport(lacking);
    const told = checks.filter(({ source, verdict }) => source === 'configuration' && verdict !== 'good');
    expect(told.map(({ verdict }) => verdict)).toEqual(['warning', 'warning', 'info']);
    expect(told[1]?.mend).toMatch(/right to list/);
    expect(
      verdictOf({ ...good, configuration: { ...configuration, failure } }, 'configuration.reachable'),
    ).toBe('bad');
  });
});

describe('why a graph is empty', () => {
  it('is the source that does not answer, before all', () => {
    expect(reasonsOf(quiet({ failure }))).toEqual(['unreachable']);
  });

  it('is the choice of namespaces where others had traffic', () => {
    expect(reasonsOf({ ...good, namespaces: ['idle'] })).toEqual(['namespaces']);
    expect(reasonsOf({ ...good, namespaces: ['shop'] })).toEqual([]);
  });

  it('is a window shorter than four scrapes', () => {
    expect(reasonsOf(quiet({ scrapeIntervalSeconds: 300 }))[0]).toBe('window');
  });

  it('is a proxy that is not scraped, also where istiod is', () => {
    const facts = quiet({ metricNames: ['pilot_xds'] });
    expect(reasonsOf(facts)).toEqual(['not-scraped']);
    expect(connectionReport(facts).emptyBecause[0]?.reason).toContain('scrapes istiod');
  });

  it('is first of all the label that every query asks for, where one is set', () => {
    expect(reasonsOf(quiet({ metricNames: [], labelMatchers: 'mesh="b"' }))).toEqual([
      'label-matchers',
      'not-scraped',
    ]);
  });

  it('is a Telemetry object that switches metrics off', () => {
    const metricsDisabledBy = ['istio-system/mesh-default'];
    const facts = { ...quiet(), configuration: { ...configuration, metricsDisabledBy } };
    expect(reasonsOf(facts)[0]).toBe('telemetry-disabled');
  });

  it('is scraping that stopped, or a mesh without calls', () => {
    expect(reasonsOf(quiet({ sampleAgeSeconds: 240 }))[0]).toBe('scraping-stopped');
    expect(reasonsOf(quiet())).toEqual(['idle']);
  });
});

describe('names of clusters', () => {
  const named = (clusterNames: ConfigurationFacts['clusterNames'], clusters = ['east', 'west']) =>
    connectionReport({
      ...good,
      prometheus: { ...prometheus, clusters },
      configuration: { ...configuration, clusterNames },
    }).checks.filter(({ id }) => id.startsWith('configuration.cluster-names'));

  it('agree where settings, control planes and metrics use the same, also where only one is told', () => {
    const told = named([
      { given: 'east', told: 'east' },
      { given: 'west', told: null },
    ]);
    expect(told).toMatchObject([{ verdict: 'good', found: expect.stringContaining('east, west') }]);
    expect(named([{ given: null, told: 'east' }])).toMatchObject([{ verdict: 'good' }]);
    expect(named([])).toEqual([]);
  });

  it('are warned of where a control plane calls its cluster otherwise than the settings', () => {
    const told = named([
      { given: 'prod-1', told: 'east' },
      { given: 'west', told: 'west' },
    ]);
    expect(told).toMatchObject([{ verdict: 'warning', found: expect.stringContaining('calls itself east') }]);
  });

  it('are warned of where no traffic carries them, unless there is none at all', () => {
    const names = [{ given: 'north', told: null }];
    expect(named(names)).toMatchObject([{ verdict: 'warning', found: expect.stringContaining('"north"') }]);
    expect(named(names, [])).toMatchObject([{ verdict: 'good' }]);
    expect(named([{ given: null, told: 'Kubernetes' }])).toMatchObject([{ verdict: 'warning' }]);
  });
});
