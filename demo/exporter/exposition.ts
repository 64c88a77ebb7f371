/**
 * The mesh's counters in Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format), families together.
 */
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
  ['istio_build', 'gauge'],
];

interface Line {
  readonly family: string;
  /** The line without its value. */
  readonly text: string;
}

const lines = new WeakMap<Labels, Line>();

/** Collects one scrape. Lines are remembered by label object, so that a scrape every five seconds costs little. */
export class Exposition {
  readonly #families = new Map<string, string[]>(FAMILIES.map(([name]) => [name, []]));

  add(labels: Labels, value: number): void {
    const line = lineOf(labels);
    let family = this.#families.get(line.family);
    if (family === undefined) {
      family = [];
      this.#families.set(line.family, family);
    }
    family.push(`${line.text}${value}`);
  }

  text(): string {
    const parts: string[] = [];
    for (const [name, type] of FAMILIES) {
      const family = this.#families.get(name) ?? [];
      if (family.length > 0) parts.push(`# TYPE ${name} ${type}`, ...family);
    }
    return `${parts.join('\n')}\n`;
  }
}

function lineOf(labels: Labels): Line {
  const known = lines.get(labels);
  if (known !== undefined) return known;
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${escaped(value)}"`);
  const line = { family: name.replace(/_(bucket|sum|count)$/, ''), text: `${name}{${pairs.join(',')}} ` };
  lines.set(labels, line);
  return line;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
