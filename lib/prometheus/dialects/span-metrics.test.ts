import { describe, expect, it } from 'vitest';
import { metricsAmong } from './span-metrics';

const OTEL = new Set(['service_name', 'span_name', 'span_kind', 'status_code', 'le']);
const among = (names: readonly string[], labels: ReadonlySet<string> = OTEL) =>
  metricsAmong(new Set(names), labels);

describe('the names of span metrics', () => {
  it.each([
    ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_milliseconds', 1],
    ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_seconds', 1000],
    ['span_metrics_calls_total', 'span_metrics_duration_milliseconds', 1],
    ['calls_total', 'duration_milliseconds', 1],
    ['calls', 'duration_seconds', 1000],
  ])('are known as %s and %s', (counter, histogram, unitMs) => {
    expect(among([counter, `${histogram}_bucket`])).toEqual({
      counter,
      histogram,
      isNative: false,
      unitMs,
      serviceLabel: 'service_name',
      operationLabel: 'span_name',
      kindLabel: 'span_kind',
      statusLabel: 'status_code',
    });
  });

  it.each([
    ['traces.span.metrics.calls', 'traces.span.metrics.duration_bucket', 'traces.span.metrics.duration', 1],
    [
      'traces.span.metrics.calls_total',
      'traces.span.metrics.duration_seconds_bucket',
      'traces.span.metrics.duration_seconds',
      1000,
    ],
  ])('are OpenTelemetry’s own with dots: %s', (counter, bucket, histogram, unitMs) => {
    const labels = new Set(['service.name', 'span.name', 'span.kind', 'status.code', 'le']);
    expect(among([counter, bucket], labels)).toMatchObject({
      counter,
      histogram,
      unitMs,
      isNative: false,
      serviceLabel: 'service.name',
      operationLabel: 'span.name',
      kindLabel: 'span.kind',
      statusLabel: 'status.code',
    });
    expect(among([counter, bucket])).toBeNull();
  });

  it('are Tempo’s too, with its label, and of native histograms', () => {
    const labels = new Set(['service', 'span_name']);
    expect(among(['traces_spanmetrics_calls_total', 'traces_spanmetrics_latency'], labels)).toMatchObject({
      histogram: 'traces_spanmetrics_latency',
      isNative: true,
      unitMs: 1000,
      serviceLabel: 'service',
    });
  });

  it('are those with a latency where several are there, and none without their labels', () => {
    expect(
      among(['traces_span_metrics_calls_total', 'calls_total', 'duration_milliseconds_bucket'])?.counter,
    ).toBe('calls_total');
    expect(among(['calls_total'])).toMatchObject({ counter: 'calls_total', histogram: null });
    expect(among(['calls_total'], new Set(['service_name']))).toBeNull();
    expect(among([])).toBeNull();
  });
});
