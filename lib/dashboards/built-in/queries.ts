/** PromQL that several of the built-in dashboards share. */
import type { VariableInput } from './compose';

/** Per second over the window that suits the step. */
export function rate(selector: string): string {
  return `rate(${selector}[$__rate_interval])`;
}

/** Zero where nothing of that kind happened, so that a share is a figure as soon as there is traffic. */
export function orZero(numerator: string, denominator: string): string {
  return `(${numerator} or 0 * ${denominator})`;
}

/** 5xx, no response and gRPC statuses other than OK, as everywhere in this console; injected failures stand apart. */
export function failed(matchers: string, by: string): string {
  const grouped = by === '' ? 'sum' : `sum by (${by})`;
  const http = `istio_requests_total{${matchers},response_code=~"5..|0",response_flags!~".*FI.*"}`;
  const grpc = `istio_requests_total{${matchers},response_code!~"5..|0",request_protocol="grpc",grpc_response_status!~"0|",response_flags!~".*FI.*"}`;
  return `(${grouped} (${rate(http)}) or 0 * ${grouped} (${rate(`istio_requests_total{${matchers}}`)})) + (${grouped} (${rate(grpc)}) or 0 * ${grouped} (${rate(`istio_requests_total{${matchers}}`)}))`;
}

export function requests(matchers: string, by: string): string {
  return `${by === '' ? 'sum' : `sum by (${by})`} (${rate(`istio_requests_total{${matchers}}`)})`;
}

/** Share of failed requests, 0 to 1. */
export function errorShare(matchers: string, by = ''): string {
  return `(${failed(matchers, by)}) / (${requests(matchers, by)} > 0)`;
}

/** Seconds, from the buckets of exactly the series that fit. */
export function quantile(q: number, matchers: string, by = ''): string {
  const labels = by === '' ? 'le' : `le, ${by}`;
  return `histogram_quantile(${q}, sum by (${labels}) (${rate(`istio_request_duration_milliseconds_bucket{${matchers}}`)})) / 1000`;
}

export function tcpBytes(direction: 'sent' | 'received', matchers: string, by = ''): string {
  return `${by === '' ? 'sum' : `sum by (${by})`} (${rate(`istio_tcp_${direction}_bytes_total{${matchers}}`)})`;
}

/** Whose word counts. A request that a waypoint passed on is told of by it, where neither side has a proxy of its own. */
export const REPORTER: VariableInput = {
  type: 'custom',
  name: 'reporter',
  label: 'As told by',
  description: 'The proxy of the caller (or the waypoint), or that of the called service.',
  options: [
    { text: 'client', value: 'source|waypoint' },
    { text: 'server', value: 'destination|waypoint' },
  ],
};

export const FAILING = [
  [null, 'green'],
  [0.001, 'orange'],
  [0.1, 'red'],
] as const;
