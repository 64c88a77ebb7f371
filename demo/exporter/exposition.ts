/**
 * The mesh's counters in Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format), families together; with exemplars
 * in the one that knows them (https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars).
 */
import type { ExemplarsByBucket } from '@/demo/spans/exemplars';
import type { Labels } from '@/demo/traffic/labels';

const FAMILIES: readonly (readonly [name: string, type: 'counter' | 'histogram' | 'gauge'])[] = [
  ['istio_requests_total', 'counter'],
  ['istio_request_duration_milliseconds', 'histogram'],
  ['istio_request_bytes', 'histogram'],
  ['istio_response_bytes', 'histogram'],
  ['istio_request_messages_total', 'counter'],
  ['istio_response_messages_total', 'counter'],
  ['istio_tcp_sent_bytes_total', 'counter'],
  ['istio_tcp_received_bytes_total', 'counter'],
  ['istio_tcp_connections_opened_total', 'counter'],
  ['istio_tcp_connections_closed_total', 'counter'],
  ['traces_span_metrics_calls_total', 'counter'],
  ['traces_span_metrics_duration_milliseconds', 'histogram'],
  ['container_cpu_usage_seconds_total', 'counter'],
  ['container_memory_working_set_bytes', 'gauge'],
  ['kube_pod_container_status_restarts_total', 'counter'],
  ['istio_agent_cert_expiry_seconds', 'gauge'],
  ['istio_build', 'gauge'],
  ['pilot_info', 'gauge'],
  ['istiod_uptime_seconds', 'gauge'],
  ['pilot_xds', 'gauge'],
  ['pilot_xds_pushes', 'counter'],
  ['pilot_push_triggers', 'counter'],
  ['pilot_total_xds_rejects', 'counter'],
  ['pilot_proxy_convergence_time', 'histogram'],
  ['pilot_services', 'gauge'],
  ['pilot_virt_services', 'gauge'],
  ['pilot_k8s_cfg_events', 'counter'],
  ['galley_validation_passed', 'counter'],
  ['galley_validation_failed', 'counter'],
  ['citadel_server_csr_count', 'counter'],
  ['citadel_server_success_cert_issuance_count', 'counter'],
  ['citadel_server_root_cert_expiry_timestamp', 'gauge'],
  ['citadel_server_root_cert_expiry_seconds', 'gauge'],
  ['sidecar_injection_requests_total', 'counter'],
  ['sidecar_injection_success_total', 'counter'],
  ['sidecar_injection_skip_total', 'counter'],
];

const HISTOGRAMS = new Set(FAMILIES.flatMap(([name, type]) => (type === 'histogram' ? [name] : [])));

interface Line {
  readonly family: string;
  /** The line without its value. */
  readonly text: string;
}

const lines = new WeakMap<Labels, Line>();

/** Collects one scrape. Lines are remembered by label object, so that a scrape every five seconds costs little. */
export class Exposition {
  readonly #exemplars: ExemplarsByBucket | null;
  readonly #families = new Map<string, string[]>(FAMILIES.map(([name]) => [name, []]));

  /** With exemplars the text is OpenMetrics, which ends with a mark. */
  constructor(exemplars: ExemplarsByBucket | null = null) {
    this.#exemplars = exemplars;
  }

  add(labels: Labels, value: number): void {
    const line = lineOf(labels);
    let family = this.#families.get(line.family);
    if (family === undefined) {
      family = [];
      this.#families.set(line.family, family);
    }
    family.push(`${line.text}${value}${this.#exemplarOf(labels)}`);
  }

  text(): string {
    const parts: string[] = [];
    for (const [name, type] of FAMILIES) {
      const family = this.#families.get(name) ?? [];
      if (family.length > 0) parts.push(`# TYPE ${name} ${type}`, ...family);
    }
    if (this.#exemplars !== null) parts.push('# EOF');
    return `${parts.join('\n')}\n`;
  }

  /** The newest of a bucket: a line holds one. */
  #exemplarOf(labels: Labels): string {
    const newest = this.#exemplars?.take(labels).at(-1);
    if (newest === undefined) return '';
    return ` # {trace_id="${newest.traceId}"} ${newest.valueMs} ${newest.atSeconds.toFixed(3)}`;
  }
}

function lineOf(labels: Labels): Line {
  const known = lines.get(labels);
  if (known !== undefined) return known;
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${escaped(value)}"`);
  const line = { family: familyOf(name), text: `${name}{${pairs.join(',')}} ` };
  lines.set(labels, line);
  return line;
}

/** A series belongs to the histogram that its name begins with; some counters are called `…_count` all the same. */
function familyOf(name: string): string {
  const stem = name.replace(/_(bucket|sum|count)$/, '');
  return HISTOGRAMS.has(stem) ? stem : name;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
