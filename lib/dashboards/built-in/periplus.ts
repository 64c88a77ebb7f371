/** This console itself. */
import { chart, compose, figure } from './compose';

const job = 'job=~"$job"';

export const PERIPLUS = compose({
  uid: 'periplus',
  title: 'Periplus',
  description: 'How this console does: its answers, the sources behind it, its process.',
  tags: ['periplus'],
  variables: [
    {
      type: 'query',
      name: 'job',
      label: 'Job',
      query: 'label_values(periplus_http_request_duration_seconds_count, job)',
      multi: true,
      includeAll: true,
      current: ['$__all'],
    },
  ],
  parts: [
    {
      title: null,
      pieces: [
        figure(
          'Answers',
          `sum(rate(periplus_http_request_duration_seconds_count{${job}}[$__rate_interval]))`,
          { unit: 'reqps', w: 6 },
        ),
        figure('Failed', `sum(rate(periplus_request_errors_total{${job}}[$__rate_interval])) or vector(0)`, {
          unit: 'reqps',
          w: 6,
          thresholds: [
            [null, 'green'],
            [0.01, 'red'],
          ],
        }),
        figure(
          'p95',
          `histogram_quantile(0.95, sum by (le) (rate(periplus_http_request_duration_seconds_bucket{${job}}[$__rate_interval])))`,
          { unit: 's', w: 6 },
        ),
        figure('Event loop p99', `max(nodejs_eventloop_lag_p99_seconds{${job}})`, { unit: 's', w: 6 }),
        chart(
          'Answers by route',
          [
            [
              `sum by (route) (rate(periplus_http_request_duration_seconds_count{${job}}[$__rate_interval]))`,
              '{{route}}',
            ],
          ],
          { unit: 'reqps', stack: true },
        ),
        chart(
          'p95 by route',
          [
            [
              `histogram_quantile(0.95, sum by (le, route) (rate(periplus_http_request_duration_seconds_bucket{${job}}[$__rate_interval])))`,
              '{{route}}',
            ],
          ],
          { unit: 's' },
        ),
        chart(
          'Calls to sources',
          [
            [
              `sum by (source, outcome) (rate(periplus_upstream_query_duration_seconds_count{${job}}[$__rate_interval]))`,
              '{{source}} {{outcome}}',
            ],
          ],
          { unit: 'reqps', stack: true },
        ),
        chart(
          'p95 of sources',
          [
            [
              `histogram_quantile(0.95, sum by (le, source) (rate(periplus_upstream_query_duration_seconds_bucket{${job}}[$__rate_interval])))`,
              '{{source}}',
            ],
          ],
          { unit: 's' },
        ),
        chart(
          'Memory',
          [
            [`process_resident_memory_bytes{${job}}`, 'resident'],
            [`nodejs_heap_size_used_bytes{${job}}`, 'heap used'],
            [`nodejs_heap_size_total_bytes{${job}}`, 'heap'],
          ],
          { unit: 'bytes' },
        ),
        chart('CPU', [[`rate(process_cpu_seconds_total{${job}}[$__rate_interval])`, '{{instance}}']], {
          unit: 'short',
        }),
        chart(
          'Sign-ins and writes',
          [
            [
              `sum by (outcome) (increase(periplus_sign_ins_total{${job}}[$__rate_interval]))`,
              'sign-in {{outcome}}',
            ],
            [
              `sum by (outcome) (increase(periplus_writes_total{${job}}[$__rate_interval]))`,
              'write {{outcome}}',
            ],
          ],
          { unit: 'none' },
        ),
      ],
    },
  ],
});
