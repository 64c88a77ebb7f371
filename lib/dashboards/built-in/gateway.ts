/** What comes in and goes out through gateways. */
import { chart, compose, figure, type VariableInput } from './compose';
import { errorShare, FAILING, quantile, requests } from './queries';

const of = 'reporter="source",source_workload_namespace=~"$namespace",source_workload=~"$gateway"';
const service = 'destination_service_name, destination_service_namespace';
const SERVICE = '{{destination_service_name}}.{{destination_service_namespace}}';

const VARIABLES: readonly VariableInput[] = [
  {
    type: 'query',
    name: 'gateway',
    label: 'Gateway',
    query:
      'label_values(istio_requests_total{reporter="source",source_workload=~".*gateway.*"}, source_workload)',
    sort: 'asc',
    multi: true,
    includeAll: true,
    current: ['$__all'],
    refresh: 'time',
  },
  {
    type: 'query',
    name: 'namespace',
    label: 'Namespace',
    query:
      'label_values(istio_requests_total{reporter="source",source_workload=~"$gateway"}, source_workload_namespace)',
    sort: 'asc',
    multi: true,
    includeAll: true,
    current: ['$__all'],
    refresh: 'time',
  },
];

export const GATEWAY = compose({
  uid: 'gateway',
  title: 'Gateway',
  description: 'Requests that gateways pass into the mesh, and out of it.',
  tags: ['istio', 'gateway'],
  variables: VARIABLES,
  parts: [
    {
      title: null,
      pieces: [
        figure('Requests', requests(of, ''), { unit: 'reqps', w: 6 }),
        figure('Error rate', errorShare(of), { unit: 'percentunit', thresholds: FAILING, w: 6 }),
        figure('p95', quantile(0.95, of), { unit: 's', w: 6 }),
        figure('No route', requests(`${of},response_flags=~".*(NR|NC).*"`, ''), {
          unit: 'reqps',
          w: 6,
          description: 'Response flags NR and NC: no route or no cluster fitted.',
        }),
        chart('Requests by service', [[requests(of, service), SERVICE]], { unit: 'reqps', stack: true }),
        chart('Requests by code', [[requests(of, 'response_code'), '{{response_code}}']], {
          unit: 'reqps',
          stack: true,
        }),
        chart('Error rate by service', [[errorShare(of, service), SERVICE]], { unit: 'percentunit' }),
        chart('p95 by service', [[quantile(0.95, of, service), SERVICE]], { unit: 's', exemplars: true }),
        chart(
          'Requests by gateway',
          [
            [
              requests(of, 'source_workload, source_workload_namespace'),
              '{{source_workload}}.{{source_workload_namespace}}',
            ],
          ],
          { unit: 'reqps', stack: true },
        ),
        chart(
          'Response flags',
          [[requests(`${of},response_flags!="-"`, 'response_flags'), '{{response_flags}}']],
          { unit: 'reqps', stack: true },
        ),
      ],
    },
  ],
});
