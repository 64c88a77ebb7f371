/** What is to be said of Prometheus, from what was learnt of it. Pure. */
import { checkOf, mendOf, some, spanOf } from './check';
import type { ConnectionCheck } from './contract';
import type { PrometheusFacts } from './facts';

const check = checkOf('prometheus');

/** Older than this many scrapes, the newest sample says that scraping stopped; one missed scrape is nothing. */
const LATE_SCRAPES = 4;

/** Standard metrics (https://istio.io/latest/docs/reference/config/metrics/), and what is missing without them. */
const NEEDED: readonly { readonly names: readonly string[]; readonly without: string }[] = [
  { names: ['istio_requests_total'], without: 'HTTP and gRPC edges, rates and errors' },
  {
    names: ['istio_request_duration_milliseconds_bucket', 'istio_request_duration_milliseconds'],
    without: 'latencies',
  },
  { names: ['istio_tcp_sent_bytes_total', 'istio_tcp_received_bytes_total'], without: 'TCP edges' },
];

export function judgePrometheus(facts: PrometheusFacts): readonly ConnectionCheck[] {
  const { failure } = facts;
  if (failure !== null) {
    const mend = mendOf(failure, 'Check PERIPLUS_PROMETHEUS_URL, and that the console may reach it.');
    return [check('reachable', 'Answers a query', 'bad', failure.message, mend)];
  }
  return [
    check('reachable', 'Answers a query', 'good', answers(facts)),
    retention(facts),
    ...metrics(facts),
    ...reporters(facts),
    ...age(facts),
    ...clusters(facts),
    ...exemplars(facts),
  ];
}

function answers({ version }: PrometheusFacts): string {
  return version === null ? 'It answers, and does not tell its version.' : `Version ${version} answers.`;
}

/** Istio's own proxies write none; other sources of the same metrics do (https://prometheus.io/docs/prometheus/latest/feature_flags/#exemplars-storage). */
function exemplars({ exemplars: found }: PrometheusFacts): readonly ConnectionCheck[] {
  const title = 'Keeps exemplars';
  if (found === null)
    return [check('exemplars', title, 'info', 'The store could not be asked for exemplars.')];
  const told =
    found === 0
      ? 'None beside latencies, so charts link to traces by time and not by single requests.'
      : `${found} lately beside latencies: charts link to single requests.`;
  return [check('exemplars', title, found === 0 ? 'info' : 'good', told)];
}

function retention({ retentionSeconds }: PrometheusFacts): ConnectionCheck {
  const title = 'Keeps samples';
  if (retentionSeconds === null) {
    return check('retention', title, 'info', 'The store does not tell for how long it keeps samples.');
  }
  return check('retention', title, 'good', `Samples are kept for ${spanOf(retentionSeconds)}.`);
}

function metrics({ metricNames, labelMatchers }: PrometheusFacts): readonly ConnectionCheck[] {
  const title = 'Has metrics of Istio';
  if (metricNames === null) {
    return [check('istio-metrics', title, 'info', 'The store does not tell the names of its metrics.')];
  }
  const names = new Set(metricNames);
  const missing = NEEDED.filter((need) => !need.names.some((name) => names.has(name)));
  if (missing.length === NEEDED.length) {
    const limited = labelMatchers === '' ? '' : ` with ${labelMatchers}`;
    const mend =
      'Let Prometheus scrape the proxies (port 15020, path /stats/prometheus; ztunnel: port 15020, path /metrics).';
    return [check('istio-metrics', title, 'bad', `None of the standard metrics is there${limited}.`, mend)];
  }
  const found =
    missing.length === 0
      ? 'Requests, durations and TCP bytes are there.'
      : `Missing: ${missing.map((need) => need.names[0]).join(', ')}; so ${missing
          .map(({ without }) => without)
          .join(' and ')} cannot be shown. A mesh without such traffic has none.`;
  return [
    check('istio-metrics', title, missing.length === 0 ? 'good' : 'info', found),
    histogram(names),
    controlPlane(names),
    rules(metricNames),
  ];
}

function histogram(names: ReadonlySet<string>): ConnectionCheck {
  const classic = names.has('istio_request_duration_milliseconds_bucket');
  const native = names.has('istio_request_duration_milliseconds');
  const kinds = [classic ? 'classic buckets' : '', native ? 'native histograms' : ''].filter(Boolean);
  const found = kinds.length === 0 ? 'No durations are there.' : `Durations come as ${kinds.join(' and ')}.`;
  return check('histograms', 'Kind of histogram', kinds.length === 0 ? 'info' : 'good', found);
}

function controlPlane(names: ReadonlySet<string>): ConnectionCheck {
  const title = 'Has metrics of the control plane';
  const isThere = ['pilot_xds', 'pilot_info', 'pilot_xds_pushes'].some((name) => names.has(name));
  if (isThere) return check('control-plane', title, 'good', 'istiod is scraped.');
  const mend = 'Let Prometheus scrape istiod (port 15014, path /metrics).';
  return check('control-plane', title, 'warning', 'No metrics of istiod are there.', mend);
}

function rules(names: readonly string[]): ConnectionCheck {
  const recorded = names.filter((name) => name.startsWith('flow:istio_'));
  const found =
    recorded.length > 0
      ? `${recorded.length} recorded series of Periplus are there.`
      : 'The recording rules of Periplus are not loaded; large meshes draw faster with them (deploy/prometheus).';
  return check('recording-rules', 'Recording rules', recorded.length > 0 ? 'good' : 'info', found);
}

function reporters({ reporters: found }: PrometheusFacts): readonly ConnectionCheck[] {
  if (found === null || found.size === 0) return [];
  const title = 'Both ends report';
  const list = [...found].map(([name, series]) => `${name} (${series} series)`).join(', ');
  // A waypoint reports for both ends.
  const missing = ['source', 'destination'].filter((end) => !found.has(end) && !found.has('waypoint'));
  if (missing.length === 0) return [check('reporters', title, 'good', `Reported by ${list}.`)];
  const mend = `Look whether scraping drops reporter="${missing[0]}", or a Telemetry object switches it off; calls that only that end knows are not shown.`;
  return [check('reporters', title, 'warning', `Only reported by ${list}.`, mend)];
}

function age({ sampleAgeSeconds, scrapeIntervalSeconds }: PrometheusFacts): readonly ConnectionCheck[] {
  if (sampleAgeSeconds === null) return [];
  const isLate = sampleAgeSeconds > LATE_SCRAPES * scrapeIntervalSeconds;
  const found = `The newest sample is ${spanOf(Math.max(0, sampleAgeSeconds))} old; scrapes are ${spanOf(scrapeIntervalSeconds)} apart.`;
  const mend = isLate ? 'Look at Prometheus’ targets: scraping stopped or is late.' : null;
  return [check('sample-age', 'Newest sample', isLate ? 'warning' : 'good', found, mend)];
}

function clusters({ clusters: names }: PrometheusFacts): readonly ConnectionCheck[] {
  if (names === null || names.length === 0) return [];
  return [check('clusters', 'Label of the cluster', 'good', `Traffic of ${names.length}: ${some(names)}.`)];
}
