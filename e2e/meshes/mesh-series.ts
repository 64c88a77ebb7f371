/** The series that Istio's proxies would expose for a random mesh; notes on each telling which of them are its own. */
import type { RemoteSample, RemoteSeries } from '@/e2e/servers/prometheus/remote-write';
import type { Telling, Workload } from './calls';
import { counter, mapped, type Scrapes, scrapes } from './counters';
import { Random } from './random';
import type { RandomMesh } from './random-mesh';

/** Of the buckets of durations, as their label `le` says. */
export const DURATION_BOUNDS = ['5', '100', '500', '1.8e+06', '+Inf'];

export interface SeriesOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** Put on every series, so that many meshes share one store. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether scrapes are missed now and then, which is so unless it is said otherwise. */
  readonly gaps?: boolean;
}

type Labels = Readonly<Record<string, string>>;

/** Also notes on each telling which series are its own, by their label `sid`. */
export function* meshSeries(mesh: RandomMesh, options: SeriesOptions): Generator<RemoteSeries> {
  const writer = new Writer(mesh, options);
  for (const series of writer.series()) {
    const kept = Object.entries(series.labels).filter(([name]) => !mesh.dropped.includes(name));
    yield { ...series, labels: Object.fromEntries(kept) };
  }
}

class Writer {
  readonly #random: Random;
  readonly #mesh: RandomMesh;
  readonly #options: SeriesOptions;
  #lastId = 0;
  /** Of the pod whose series are being written. */
  #endsAtMs: number | null = null;

  constructor(mesh: RandomMesh, options: SeriesOptions) {
    this.#random = new Random(mesh.seed ^ 0x5eed);
    this.#mesh = mesh;
    this.#options = options;
  }

  *series(): Generator<RemoteSeries> {
    for (const telling of this.#mesh.tellings) {
      // The pods of a workload tell separately.
      for (let pod = this.#random.pick([1, 1, 1, 2, 3]); pod > 0; pod -= 1) yield* this.#pod(telling);
    }
    if (this.#mesh.dropped.length === 0) yield* this.#junk();
  }

  *#pod(telling: Telling): Generator<RemoteSeries> {
    const sid = this.#newId();
    telling.sids.push(sid);
    const { call } = telling;
    const when = this.#scrapes(call.liveliness);
    this.#endsAtMs = when.endsAtMs;
    const labels = { ...this.#labels(telling), ...this.#security(telling), sid, pod: `pod-${sid}` };
    if (telling.protocol === 'tcp') yield* this.#tcp(telling, labels, when);
    else if (!call.isStream) yield* this.#requests({ ...labels, ...ending(telling) }, when);
    if (telling.protocol === 'grpc' && this.#mesh.variety === 'everything')
      yield* this.#messages(telling, { sid }, when);
  }

  #scrapes(liveliness: Telling['call']['liveliness']): Scrapes {
    const { fromMs, toMs, gaps = true } = this.#options;
    return scrapes(this.#random, liveliness, {
      fromMs,
      toMs,
      gaps,
      odd: this.#mesh.variety === 'everything',
    });
  }

  *#requests(labels: Labels, when: Scrapes): Generator<RemoteSeries> {
    const total = counter(this.#random, this.#random.whole(1, 40), when);
    yield this.#one('istio_requests_total', labels, total);
    let share = 0;
    for (const le of DURATION_BOUNDS) {
      share = le === '+Inf' ? 1 : share + (1 - share) * this.#random.next() * 0.6;
      const part = share;
      const below = mapped(total, (value) => Math.floor(value * part));
      yield this.#one('istio_request_duration_milliseconds_bucket', { ...labels, le }, below);
    }
    const scaled = (name: string, factor: number) =>
      this.#one(
        name,
        labels,
        mapped(total, (value) => value * factor),
      );
    yield scaled('istio_request_duration_milliseconds_count', 1);
    yield scaled('istio_request_duration_milliseconds_sum', this.#random.whole(1, 900));
    yield scaled('istio_request_bytes_sum', 700);
    yield scaled('istio_response_bytes_sum', this.#random.whole(200, 9000));
  }

  /** Envoy writes them without protocol, code, flags and policy. */
  *#messages(telling: Telling, own: Labels, when: Scrapes): Generator<RemoteSeries> {
    const { request_protocol: _, ...labels } = this.#labels(telling);
    for (const name of ['istio_request_messages_total', 'istio_response_messages_total'])
      yield this.#one(name, { ...labels, ...own }, counter(this.#random, this.#random.whole(1, 90), when));
  }

  *#tcp({ call, ztunnel }: Telling, labels: Labels, when: Scrapes): Generator<RemoteSeries> {
    const all = { ...labels, response_flags: '-', ...(ztunnel ? { app: 'ztunnel' } : {}) };
    for (const [name, perStep] of [
      ['istio_tcp_sent_bytes_total', 9000],
      ['istio_tcp_received_bytes_total', 3000],
      ['istio_tcp_connections_opened_total', 4],
    ] as const) {
      yield this.#one(name, all, counter(this.#random, this.#random.whole(1, perStep), when));
    }
    if (this.#mesh.variety === 'plain' || call.liveliness !== 'live') return;
    for (const response_flags of this.#random.pick([['-'], ['-', 'UF'], ['DENY', 'CONNECT']]))
      yield this.#one(
        'istio_tcp_connections_closed_total',
        { ...all, response_flags },
        counter(this.#random, 3, when),
      );
  }

  /** What a proxy writes before it knows its peer, or to a bare address, or when it counts what is no number. */
  *#junk(): Generator<RemoteSeries> {
    this.#endsAtMs = null;
    const telling = this.#mesh.tellings.find(
      ({ reporter, protocol, source, call }) =>
        reporter === 'source' &&
        protocol !== 'tcp' &&
        source !== null &&
        call.liveliness === 'live' &&
        !call.isStream,
    );
    if (telling === undefined) return;
    const labels = { ...this.#labels(telling), ...this.#security(telling), ...ending(telling) };
    const unknown = {
      source_workload: 'unknown',
      source_canonical_service: 'unknown',
      source_app: 'unknown',
    };
    const address = {
      ...peer('destination', null),
      destination_service: '10.1.2.3:80',
      destination_service_name: '10.1.2.3:80',
    };
    for (const odd of [unknown, { source_cluster: 'unknown' }, address])
      yield* this.#requests({ ...labels, ...odd, sid: this.#newId() }, this.#scrapes('live'));
    if (this.#mesh.variety === 'plain') return;
    const broken = counter(this.#random, 5, this.#scrapes('live'));
    const samples = broken.map(([ms, value], at): RemoteSample => {
      return [ms, at === broken.length - 1 ? Number.NaN : value];
    });
    yield this.#one('istio_requests_total', { ...labels, response_code: '599', sid: this.#newId() }, samples);
  }

  #one(name: string, labels: Labels, samples: readonly RemoteSample[]): RemoteSeries {
    const ends = this.#endsAtMs === null ? {} : { endsAtMs: this.#endsAtMs };
    return { labels: { ...this.#options.labels, ...labels, __name__: name }, samples, ...ends };
  }

  #newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #labels({ call, reporter, protocol, source, destination }: Telling): Labels {
    const { service, operation } = call;
    return {
      reporter,
      request_protocol: protocol,
      ...peer('source', source),
      ...peer('destination', destination),
      destination_service: service.host,
      destination_service_name: service.name,
      destination_service_namespace: service.namespace ?? 'unknown',
      ...(operation === null || protocol === 'tcp' ? {} : { request_operation: operation }),
    };
  }

  /** A client's Envoy does not know the policy; ztunnel knows it at both ends. */
  #security({ call, reporter, ztunnel, source, destination }: Telling): Labels {
    const told = call.secured ? 'mutual_tls' : ztunnel ? 'unknown' : 'none';
    return {
      connection_security_policy: reporter === 'source' && !ztunnel ? 'unknown' : told,
      source_principal: principalOf(call.secured ? source : null),
      destination_principal: principalOf(call.secured ? destination : null),
    };
  }
}

export function principalOf(workload: Workload | null): string {
  return workload === null ? 'unknown' : `spiffe://cluster.local/ns/${workload.namespace}/sa/${workload.app}`;
}

function ending({ call, reporter }: Telling): Labels {
  const told = reporter === 'destination' ? { code: call.serverCode, flags: call.serverFlags } : call;
  return { response_code: told.code, response_flags: told.flags, grpc_response_status: call.grpcStatus };
}

function peer(side: 'source' | 'destination', workload: Workload | null): Labels {
  return {
    [`${side}_cluster`]: workload?.cluster ?? 'unknown',
    [`${side}_workload_namespace`]: workload?.namespace ?? 'unknown',
    [`${side}_workload`]: workload?.name ?? 'unknown',
    [`${side}_app`]: workload?.app ?? 'unknown',
    [`${side}_canonical_service`]: workload?.app ?? 'unknown',
    [`${side}_canonical_revision`]: workload?.version ?? 'latest',
  };
}
