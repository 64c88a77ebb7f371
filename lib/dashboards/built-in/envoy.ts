/** What proxies use, and how their pools do. */
import { chart, compose } from './compose';

const proxies = 'container="istio-proxy"';

export const ENVOY = compose({
  uid: 'envoy',
  title: 'Envoy resources',
  description:
    "Proxies' CPU, memory, connections and upstream pools. Most need Envoy's own statistics to be scraped.",
  tags: ['istio', 'envoy'],
  variables: [
    {
      type: 'textbox',
      name: 'pod',
      label: 'Pod',
      description: 'Part of a name, as a regular expression.',
      value: '.*',
    },
  ],
  parts: [
    {
      title: 'Resources',
      pieces: [
        chart(
          'CPU',
          [
            [
              `topk(20, sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{${proxies},pod=~"$pod"}[$__rate_interval])))`,
              '{{pod}}',
            ],
          ],
          { unit: 'short', description: 'Cores, the twenty largest.' },
        ),
        chart(
          'Memory',
          [
            [
              `topk(20, sum by (namespace, pod) (container_memory_working_set_bytes{${proxies},pod=~"$pod"}))`,
              '{{pod}}',
            ],
          ],
          { unit: 'bytes', description: 'The twenty largest.' },
        ),
        chart(
          'CPU for a thousand requests a second',
          [
            [
              `sum(rate(container_cpu_usage_seconds_total{${proxies}}[$__rate_interval])) / (sum(rate(istio_requests_total{reporter="source"}[$__rate_interval])) / 1000)`,
              'cores',
            ],
          ],
          { unit: 'short' },
        ),
        chart('Memory of all proxies', [[`sum(container_memory_working_set_bytes{${proxies}})`, 'all']], {
          unit: 'bytes',
        }),
      ],
    },
    {
      title: 'Connections and pools',
      pieces: [
        chart(
          'Downstream connections',
          [['topk(20, sum by (pod) (envoy_http_downstream_cx_active{pod=~"$pod"}))', '{{pod}}']],
          { unit: 'none' },
        ),
        chart(
          'Upstream connections',
          [
            [
              'topk(20, sum by (cluster_name) (envoy_cluster_upstream_cx_active{pod=~"$pod"}))',
              '{{cluster_name}}',
            ],
          ],
          { unit: 'none' },
        ),
        chart(
          'Requests pending',
          [
            [
              'topk(20, sum by (cluster_name) (envoy_cluster_upstream_rq_pending_active{pod=~"$pod"}))',
              '{{cluster_name}}',
            ],
          ],
          { unit: 'none' },
        ),
        chart(
          'Circuit breakers open',
          [
            [
              'topk(20, sum by (cluster_name) (envoy_cluster_circuit_breakers_default_rq_open{pod=~"$pod"} + envoy_cluster_circuit_breakers_default_cx_open{pod=~"$pod"}))',
              '{{cluster_name}}',
            ],
          ],
          { unit: 'none' },
        ),
        chart(
          'Hosts ejected',
          [
            [
              'topk(20, sum by (cluster_name) (envoy_cluster_outlier_detection_ejections_active{pod=~"$pod"}))',
              '{{cluster_name}}',
            ],
          ],
          { unit: 'none' },
        ),
        chart(
          'Retries',
          [
            [
              'topk(20, sum by (cluster_name) (rate(envoy_cluster_upstream_rq_retry{pod=~"$pod"}[$__rate_interval])))',
              '{{cluster_name}}',
            ],
          ],
          { unit: 'reqps' },
        ),
      ],
    },
  ],
});
