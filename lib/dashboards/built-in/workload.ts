/** One workload: what it answers, what it calls, what it uses. */
import { chart, compose, figure, graph, type VariableInput } from './compose';
import { errorShare, FAILING, quantile, requests, tcpBytes } from './queries';

const inbound =
  'reporter=~"destination|waypoint",destination_workload_namespace=~"$namespace",destination_workload=~"$workload"';
const outbound =
  'reporter=~"source|waypoint",source_workload_namespace=~"$namespace",source_workload=~"$workload"';
const caller = 'source_workload, source_workload_namespace';
const CALLER = '{{source_workload}}.{{source_workload_namespace}}';
const called = 'destination_service_name, destination_service_namespace';
const CALLED = '{{destination_service_name}}.{{destination_service_namespace}}';
const pods = 'namespace=~"$namespace",pod=~"$workload-.*"';

const VARIABLES: readonly VariableInput[] = [
  {
    type: 'query',
    name: 'namespace',
    label: 'Namespace',
    query:
      'query_result(sum by (namespace) (label_replace({__name__=~"istio_requests_total|istio_tcp_connections_opened_total"}, "namespace", "$1", "destination_workload_namespace", "(.+)")) or sum by (namespace) (label_replace({__name__=~"istio_requests_total|istio_tcp_connections_opened_total"}, "namespace", "$1", "source_workload_namespace", "(.+)")))',
    regex: '/namespace="([^"]+)"/',
    sort: 'asc',
    refresh: 'time',
  },
  {
    type: 'query',
    name: 'workload',
    label: 'Workload',
    query:
      'query_result(sum by (workload) (label_replace({__name__=~"istio_requests_total|istio_tcp_connections_opened_total",destination_workload_namespace=~"$namespace"}, "workload", "$1", "destination_workload", "(.+)")) or sum by (workload) (label_replace({__name__=~"istio_requests_total|istio_tcp_connections_opened_total",source_workload_namespace=~"$namespace"}, "workload", "$1", "source_workload", "(.+)")))',
    regex: '/workload="([^"]+)"/',
    sort: 'asc',
    refresh: 'time',
  },
];

export const WORKLOAD = compose({
  uid: 'workload',
  title: 'Workload',
  description: 'What one workload answers, what it calls, and what it uses.',
  tags: ['istio', 'workload'],
  variables: VARIABLES,
  parts: [
    {
      title: null,
      pieces: [
        figure('Requests in', requests(inbound, ''), { unit: 'reqps' }),
        figure('Errors in', errorShare(inbound), { unit: 'percentunit', thresholds: FAILING }),
        figure('p95 in', quantile(0.95, inbound), { unit: 's' }),
        figure('Requests out', requests(outbound, ''), { unit: 'reqps' }),
        figure('Errors out', errorShare(outbound), { unit: 'percentunit', thresholds: FAILING }),
        figure('p95 out', quantile(0.95, outbound), { unit: 's' }),
      ],
    },
    {
      title: 'Graph',
      pieces: [
        graph('Who calls it, and what it calls', {
          namespaces: '$namespace',
          focus: '$workload',
          w: 24,
        }),
      ],
    },
    {
      title: 'Inbound',
      pieces: [
        chart(
          'Requests by caller and code',
          [[requests(inbound, `${caller}, response_code`), `${CALLER} {{response_code}}`]],
          { unit: 'reqps', stack: true },
        ),
        chart('Error rate by caller', [[errorShare(inbound, caller), CALLER]], { unit: 'percentunit' }),
        chart(
          'Duration',
          [
            [quantile(0.5, inbound), 'p50'],
            [quantile(0.95, inbound), 'p95'],
            [quantile(0.99, inbound), 'p99'],
          ],
          { unit: 's', exemplars: true },
        ),
        chart(
          'TCP bytes',
          [
            [tcpBytes('sent', inbound), 'sent'],
            [tcpBytes('received', inbound), 'received'],
          ],
          { unit: 'Bps' },
        ),
      ],
    },
    {
      title: 'Outbound',
      pieces: [
        chart('Requests by service', [[requests(outbound, called), CALLED]], { unit: 'reqps', stack: true }),
        chart('Error rate by service', [[errorShare(outbound, called), CALLED]], { unit: 'percentunit' }),
        chart('p95 by service', [[quantile(0.95, outbound, called), CALLED]], { unit: 's' }),
        chart(
          'Response flags',
          [[requests(`${outbound},response_flags!="-"`, 'response_flags'), '{{response_flags}}']],
          { unit: 'reqps', stack: true },
        ),
      ],
    },
    {
      title: 'Resources',
      collapsed: true,
      pieces: [
        chart(
          'CPU',
          [
            [
              `sum by (pod) (rate(container_cpu_usage_seconds_total{${pods},container!=""}[$__rate_interval]))`,
              '{{pod}}',
            ],
          ],
          { unit: 'short', description: 'Cores, from cAdvisor.' },
        ),
        chart(
          'Memory',
          [[`sum by (pod) (container_memory_working_set_bytes{${pods},container!=""})`, '{{pod}}']],
          { unit: 'bytes', description: 'Working set, from cAdvisor.' },
        ),
        chart(
          'Restarts',
          [
            [
              `sum by (pod) (increase(kube_pod_container_status_restarts_total{${pods}}[$__range]))`,
              '{{pod}}',
            ],
          ],
          { unit: 'none', description: 'From kube-state-metrics.' },
        ),
      ],
    },
  ],
});
