/**
 * What OpenTelemetry's span metrics connector in a collector would make of the server spans of Bookinfo's proxies
 * (https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector), with the
 * pod as a further dimension. The spans are those of the requests that the proxies count, so they are read from there.
 */
import type { Visit } from '@/demo/traffic/counters';
import type { Labels } from '@/demo/traffic/labels';

const NAMESPACE = 'bookinfo';
/** Every service of Bookinfo listens there, and Envoy names its spans after host and port. */
const PORT = 9080;
const CALLS = 'traces_span_metrics_calls_total';
const DURATION = 'traces_span_metrics_duration_milliseconds';
const NAMES: ReadonlyMap<string, string> = new Map([
  ['istio_requests_total', CALLS],
  ...['_sum', '_count', '_bucket'].map(
    (part) => [`istio_request_duration_milliseconds${part}`, DURATION + part] as const,
  ),
]);

interface Target {
  readonly labels: Labels;
  amount: number;
  /** The round it was counted in. */
  round: number;
}

export class SpanMetrics {
  readonly #targets = new WeakMap<Labels, Target | null>();
  readonly #byText = new Map<string, Target>();
  #round = 0;
  #counted: Target[] = [];

  /** Before the counters of an instant are visited. */
  begin(): void {
    this.#round += 1;
    this.#counted = [];
  }

  count(labels: Labels, value: number): void {
    let target = this.#targets.get(labels);
    if (target === undefined) {
      target = this.#targetOf(labels);
      this.#targets.set(labels, target);
    }
    if (target === null) return;
    if (target.round !== this.#round) {
      target.round = this.#round;
      target.amount = 0;
      this.#counted.push(target);
    }
    target.amount += value;
  }

  /** What the counters since `begin` amount to. */
  visit(visit: Visit): void {
    for (const { labels, amount } of this.#counted) visit(labels, amount);
  }

  #targetOf(labels: Labels): Target | null {
    const name = NAMES.get(labels.__name__ ?? '');
    const served = labels.reporter === 'destination' && labels.destination_workload_namespace === NAMESPACE;
    if (name === undefined || !served) return null;
    const code = Number(labels.response_code);
    const made: Labels = {
      __name__: name,
      job: 'otel-collector',
      instance: 'otel-collector.observability:8889',
      service_name: `${labels.destination_canonical_service}.${NAMESPACE}`,
      span_name: `${labels.destination_service}:${PORT}/*`,
      span_kind: 'SPAN_KIND_SERVER',
      status_code: code === 0 || code >= 500 ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET',
      k8s_pod_name: labels.pod ?? '',
      ...(labels.le === undefined ? {} : { le: labels.le }),
    };
    const text = Object.values(made).join('\n');
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const target = { labels: made, amount: 0, round: 0 };
    this.#byText.set(text, target);
    return target;
  }
}
