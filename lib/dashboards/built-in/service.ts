/** One service: what arrives, who sends it, who answers. */
import { chart, compose, figure, graph, traces, type VariableInput } from './compose';
import { errorShare, FAILING, quantile, REPORTER, requests, tcpBytes } from './queries';

const of =
  'reporter=~"$reporter",destination_service_namespace=~"$namespace",destination_service_name=~"$service"';
const client = 'source_workload, source_workload_namespace';
const CLIENT = '{{source_workload}}.{{source_workload_namespace}}';
const server = 'destination_workload, destination_version';
const SERVER = '{{destination_workload}} {{destination_version}}';

const VARIABLES: readonly VariableInput[] = [
  {
    type: 'query',
    name: 'namespace',
    label: 'Namespace',
    query: 'label_values(istio_requests_total, destination_service_namespace)',
    sort: 'asc',
    refresh: 'time',
  },
  {
    type: 'query',
    name: 'service',
    label: 'Service',
    query:
      'label_values({__name__=~"istio_requests_total|istio_tcp_connections_opened_total",destination_service_namespace=~"$namespace"}, destination_service_name)',
    sort: 'asc',
    refresh: 'time',
  },
  REPORTER,
];

export const SERVICE = compose({
  uid: 'service',
  title: 'Service',
  description: 'Requests to one service, by caller and by the workload that answered.',
  tags: ['istio', 'service'],
  variables: VARIABLES,
  parts: [
    {
      title: null,
      pieces: [
        figure('Requests', requests(of, ''), { unit: 'reqps' }),
        figure('Error rate', errorShare(of), { unit: 'percentunit', thresholds: FAILING }),
        figure('p50', quantile(0.5, of), { unit: 's' }),
        figure('p95', quantile(0.95, of), { unit: 's' }),
        figure('p99', quantile(0.99, of), { unit: 's' }),
        figure(
          'mTLS',
          `sum(rate(istio_requests_total{reporter=~"destination|waypoint",destination_service_namespace=~"$namespace",destination_service_name=~"$service",connection_security_policy="mutual_tls"}[$__rate_interval])) / sum(rate(istio_requests_total{reporter=~"destination|waypoint",destination_service_namespace=~"$namespace",destination_service_name=~"$service"}[$__rate_interval]))`,
          {
            unit: 'percentunit',
            description: 'Share of requests that arrived over mutual TLS; only the side of the server knows.',
          },
        ),
      ],
    },
    {
      title: 'Graph and traces',
      pieces: [
        graph('Who calls it, and what it calls', { namespaces: '$namespace', focus: '$service' }),
        traces('Newest traces', { service: '$service.$namespace' }),
      ],
    },
    {
      title: 'Callers',
      pieces: [
        chart(
          'Requests by caller and code',
          [[requests(of, `${client}, response_code`), `${CLIENT} {{response_code}}`]],
          { unit: 'reqps', stack: true },
        ),
        chart('Error rate by caller', [[errorShare(of, client), CLIENT]], { unit: 'percentunit' }),
        chart('p95 by caller', [[quantile(0.95, of, client), CLIENT]], { unit: 's', exemplars: true }),
        chart(
          'Response flags',
          [[requests(`${of},response_flags!="-"`, 'response_flags'), '{{response_flags}}']],
          { unit: 'reqps', stack: true },
        ),
      ],
    },
    {
      title: 'Versions and workloads',
      pieces: [
        chart('Requests by workload', [[requests(of, server), SERVER]], { unit: 'reqps', stack: true }),
        chart('Error rate by workload', [[errorShare(of, server), SERVER]], { unit: 'percentunit' }),
        chart('p95 by workload', [[quantile(0.95, of, server), SERVER]], { unit: 's' }),
        chart(
          'Sizes, median',
          [
            [
              `histogram_quantile(0.5, sum by (le) (rate(istio_request_bytes_bucket{${of}}[$__rate_interval])))`,
              'request',
            ],
            [
              `histogram_quantile(0.5, sum by (le) (rate(istio_response_bytes_bucket{${of}}[$__rate_interval])))`,
              'response',
            ],
          ],
          { unit: 'bytes' },
        ),
      ],
    },
    {
      title: 'TCP and gRPC messages',
      collapsed: true,
      pieces: [
        chart(
          'TCP bytes',
          [
            [tcpBytes('sent', of), 'sent by the server'],
            [tcpBytes('received', of), 'sent by clients'],
          ],
          { unit: 'Bps' },
        ),
        chart(
          'TCP connections',
          [
            [`sum(rate(istio_tcp_connections_opened_total{${of}}[$__rate_interval]))`, 'opened'],
            [`sum(rate(istio_tcp_connections_closed_total{${of}}[$__rate_interval]))`, 'closed'],
          ],
          { unit: 'cps' },
        ),
        chart(
          'gRPC messages',
          [
            [`sum(rate(istio_request_messages_total{${of}}[$__rate_interval]))`, 'requests'],
            [`sum(rate(istio_response_messages_total{${of}}[$__rate_interval]))`, 'responses'],
          ],
          { unit: 'mps' },
        ),
      ],
    },
  ],
});
