/** The series that Istio's proxies would expose for a random mesh, with resets, gaps and late beginnings. */
import type { RemoteSample, RemoteSeries } from '@/e2e/servers/prometheus/remote-write';
import type { Call, Workload } from './calls';
import { Random } from './random';
import type { RandomMesh } from './random-mesh';

const BOUNDS = ['5', '25', '100', '500', '2500', '+Inf'];
const STEP_MS = 15_000;

export interface SeriesOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** Put on every series, so that many meshes share one store. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether scrapes are missed now and then, which is so unless it is said otherwise. */
  readonly gaps?: boolean;
  /** Whether some pods restart, which is so unless it is said otherwise. */
  readonly restarts?: boolean;
}

/** Also notes on each call which series count, by their label `sid`. */
export function* meshSeries(mesh: RandomMesh, options: SeriesOptions): Generator<RemoteSeries> {
  const writer = new Writer(new Random(mesh.seed ^ 0x5eed), options);
  for (const call of mesh.calls) {
    if (call.protocol === 'tcp') yield* writer.bytes(call);
    else yield* writer.requests(call);
  }
  yield* writer.junk(mesh.calls[0]);
}

type Reporter = 'source' | 'destination' | 'waypoint';

class Writer {
  readonly #random: Random;
  readonly #options: SeriesOptions;
  #lastId = 0;

  constructor(random: Random, options: SeriesOptions) {
    this.#random = random;
    this.#options = options;
  }

  *requests(call: Call): Generator<RemoteSeries> {
    for (const { reporter, counts } of tellers(call)) {
      // Two pods of a workload tell separately.
      for (let pod = this.#random.whole(1, 2); pod > 0; pod -= 1)
        yield* this.#request(call, reporter, counts);
    }
    if (call.teller !== 'waypoint') return;
    for (const reporter of ['source', 'destination'] as const) yield* this.#ztunnel(call, reporter, false);
  }

  *bytes(call: Call): Generator<RemoteSeries> {
    if (call.teller === 'ztunnel') {
      yield* this.#ztunnel(call, 'source', true);
      yield* this.#ztunnel(call, 'destination', false);
      return;
    }
    for (const { reporter, counts } of tellers(call)) {
      const labels = {
        ...this.#labels(call, reporter),
        connection_security_policy: policy(reporter, 'none'),
      };
      yield* this.#tcp(call, labels, counts);
    }
  }

  /** What a proxy writes before it knows its peer. */
  *junk(call: Call | undefined): Generator<RemoteSeries> {
    if (call?.source == null || call.protocol === 'tcp') return;
    const labels = { ...this.#labels(call, 'source'), ...this.#ending(call, 'source') };
    const unknown = {
      source_workload: 'unknown',
      source_canonical_service: 'unknown',
      source_app: 'unknown',
    };
    yield* this.#counted({ ...labels, ...unknown }, null);
    yield* this.#counted({ ...labels, source_cluster: 'unknown' }, null);
  }

  *#request(call: Call, reporter: Reporter, counts: boolean): Generator<RemoteSeries> {
    yield* this.#counted(
      { ...this.#labels(call, reporter), ...this.#ending(call, reporter) },
      counts ? call : null,
    );
  }

  *#counted(labels: Readonly<Record<string, string>>, call: Call | null): Generator<RemoteSeries> {
    const sid = this.#newId(call);
    const total = this.#counter(this.#random.whole(1, 40));
    const all = { ...this.#options.labels, ...labels, sid };
    yield { labels: { ...all, __name__: 'istio_requests_total' }, samples: total };
    let share = 0;
    for (const le of BOUNDS) {
      share = le === '+Inf' ? 1 : share + (1 - share) * this.#random.next() * 0.6;
      const samples = total.map(([ms, value]): RemoteSample => [ms, Math.floor(value * share)]);
      yield { labels: { ...all, le, __name__: 'istio_request_duration_milliseconds_bucket' }, samples };
    }
    const scaled = (name: string, factor: number): RemoteSeries => ({
      labels: { ...all, __name__: name },
      samples: total.map(([ms, value]): RemoteSample => [ms, value * factor]),
    });
    yield scaled('istio_request_duration_milliseconds_count', 1);
    yield scaled('istio_request_duration_milliseconds_sum', this.#random.whole(1, 900));
    yield scaled('istio_request_bytes_sum', 700);
    yield scaled('istio_response_bytes_sum', this.#random.whole(200, 9000));
  }

  *#ztunnel(call: Call, reporter: 'source' | 'destination', counts: boolean): Generator<RemoteSeries> {
    const labels = {
      ...this.#labels({ ...call, protocol: 'tcp' }, reporter),
      app: 'ztunnel',
      connection_security_policy: 'mutual_tls',
    };
    yield* this.#tcp(call, labels, counts);
  }

  *#tcp(call: Call, labels: Readonly<Record<string, string>>, counts: boolean): Generator<RemoteSeries> {
    const all = { ...this.#options.labels, ...labels, sid: this.#newId(counts ? call : null) };
    for (const [name, perStep] of [
      ['istio_tcp_sent_bytes_total', 9000],
      ['istio_tcp_received_bytes_total', 3000],
      ['istio_tcp_connections_opened_total', 4],
    ] as const) {
      yield { labels: { ...all, __name__: name }, samples: this.#counter(this.#random.whole(1, perStep)) };
    }
  }

  #newId(call: Call | null): string {
    this.#lastId += 1;
    const sid = String(this.#lastId);
    call?.counted.push(sid);
    return sid;
  }

  /** Grows by about `perStep` a scrape; may begin late, restart from zero and miss scrapes. */
  #counter(perStep: number): RemoteSample[] {
    const samples: RemoteSample[] = [];
    const { fromMs, toMs } = this.#options;
    const begins = fromMs + (this.#random.chance(0.2) ? this.#random.whole(1, 10) * STEP_MS : 0);
    const drawn = this.#random.chance(0.2) ? this.#random.whole(5, 35) : -1;
    const resetAt = this.#options.restarts === false ? -1 : drawn;
    let value = this.#random.whole(0, 1000);
    for (let at = 0, ms = begins; ms <= toMs; at += 1, ms += STEP_MS) {
      value = at === resetAt ? 0 : value + this.#random.whole(1, 2 * perStep);
      const missed = this.#random.chance(0.05) && this.#options.gaps !== false;
      if (!missed) samples.push([ms, value]);
    }
    return samples;
  }

  #labels(call: Call, reporter: Reporter): Record<string, string> {
    const { service, destination, protocol } = call;
    return {
      reporter,
      request_protocol: protocol,
      ...peer('source', call.source),
      ...peer('destination', destination),
      destination_service: service.host,
      destination_service_name: service.name,
      destination_service_namespace: service.namespace ?? 'unknown',
    };
  }

  #ending(call: Call, reporter: Reporter): Record<string, string> {
    const told =
      reporter === 'source' || reporter === 'waypoint'
        ? call
        : { code: call.serverCode, flags: call.serverFlags };
    return {
      response_code: told.code,
      response_flags: told.flags,
      grpc_response_status: call.grpcStatus,
      connection_security_policy: policy(reporter, 'mutual_tls'),
    };
  }
}

function policy(reporter: Reporter, secured: string): string {
  return reporter === 'source' ? 'unknown' : secured;
}

function tellers({ teller }: Call): { reporter: Reporter; counts: boolean }[] {
  switch (teller) {
    case 'both':
      return [
        { reporter: 'source', counts: true },
        { reporter: 'destination', counts: false },
      ];
    case 'client':
      return [{ reporter: 'source', counts: true }];
    case 'server':
      return [{ reporter: 'destination', counts: true }];
    case 'waypoint':
      return [{ reporter: 'waypoint', counts: true }];
    case 'ztunnel':
      return [];
  }
  return teller satisfies never;
}

function peer(side: 'source' | 'destination', workload: Workload | null): Record<string, string> {
  return {
    [`${side}_cluster`]: workload?.cluster ?? 'unknown',
    [`${side}_workload_namespace`]: workload?.namespace ?? 'unknown',
    [`${side}_workload`]: workload?.name ?? 'unknown',
    [`${side}_app`]: workload?.app ?? 'unknown',
    [`${side}_canonical_service`]: workload?.app ?? 'unknown',
    [`${side}_canonical_revision`]: workload?.version ?? 'latest',
  };
}
