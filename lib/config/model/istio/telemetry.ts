/** Telemetry. https://istio.io/latest/docs/reference/config/telemetry/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, atMostOne, duration } from '@/lib/config/model/field-types';
import { istioObject } from './object';
import { refuse } from './rules';
import { policyTargets } from './selection';

const MODES = {
  CLIENT_AND_SERVER: 'both sides',
  CLIENT: 'the side that calls',
  SERVER: 'the side that is called',
};

const mode = () =>
  field(z.enum(['CLIENT_AND_SERVER', 'CLIENT', 'SERVER']), 'Whose view is meant.', {
    default: 'CLIENT_AND_SERVER',
    values: MODES,
  }).optional();

const providers = () =>
  field(
    z.array(z.strictObject({ name: field(z.string().min(1), 'Name of an extension provider of the mesh.') })),
    'Where it is sent.',
    { default: 'the default providers of the mesh' },
  ).optional();

const match = () => field(z.strictObject({ mode: mode() }), 'Which proxies it is for.').optional();

const customTag = z
  .strictObject({
    literal: field(
      z.strictObject({ value: field(z.string().min(1), 'The value.') }),
      'A fixed value.',
    ).optional(),
    environment: field(
      z.strictObject({
        name: field(z.string().min(1), 'Name of the variable.'),
        defaultValue: field(z.string(), 'Value where the variable is not set.').optional(),
      }),
      'A variable of the proxy’s environment.',
    ).optional(),
    header: field(
      z.strictObject({
        name: field(z.string().min(1), 'Name of the header.'),
        defaultValue: field(z.string(), 'Value where the header is missing.').optional(),
      }),
      'A header of the request.',
    ).optional(),
    formatter: field(
      z.strictObject({ value: field(z.string().min(1), 'Format with variables of the proxy.') }),
      'A value in the format of access logs.',
      { since: '1.28' },
    ).optional(),
  })
  .check(
    atMostOne('literal', 'environment', 'header', 'formatter'),
    atLeastOne('literal', 'environment', 'header', 'formatter'),
  );

const tracing = z.strictObject({
  match: match(),
  providers: providers(),
  randomSamplingPercentage: field(
    z.number().min(0).max(100).nullable(),
    'Share of requests that begin a trace, per cent.',
    {
      default: 'as the mesh says, else 1',
    },
  ).optional(),
  disableSpanReporting: field(z.boolean().nullable(), 'Reports no spans; headers are still passed on.', {
    default: 'false',
  }).optional(),
  disableContextPropagation: field(
    z.boolean().nullable(),
    'Passes no trace headers on (`traceparent`, `X-B3-*`), so that traces end here.',
    { default: 'false', since: '1.31' },
  ).optional(),
  customTags: field(z.record(z.string().min(1), customTag), 'Tags added to each span, by name.').optional(),
  useRequestIdForTraceSampling: field(
    z.boolean().nullable(),
    'Keeps the decision to sample in the request’s id.',
    {
      default: 'true',
    },
  ).optional(),
  enableIstioTags: field(z.boolean().nullable(), 'Adds Istio’s own tags to each span.', {
    default: 'true',
    since: '1.26',
  }).optional(),
});

const METRICS = [
  'ALL_METRICS',
  'REQUEST_COUNT',
  'REQUEST_DURATION',
  'REQUEST_SIZE',
  'RESPONSE_SIZE',
  'TCP_OPENED_CONNECTIONS',
  'TCP_CLOSED_CONNECTIONS',
  'TCP_SENT_BYTES',
  'TCP_RECEIVED_BYTES',
  'GRPC_REQUEST_MESSAGES',
  'GRPC_RESPONSE_MESSAGES',
] as const;

const METRIC_NAMES = {
  ALL_METRICS: 'all of Istio’s',
  REQUEST_COUNT: 'istio_requests_total',
  REQUEST_DURATION: 'istio_request_duration_milliseconds',
  REQUEST_SIZE: 'istio_request_bytes',
  RESPONSE_SIZE: 'istio_response_bytes',
  TCP_OPENED_CONNECTIONS: 'istio_tcp_connections_opened_total',
  TCP_CLOSED_CONNECTIONS: 'istio_tcp_connections_closed_total',
  TCP_SENT_BYTES: 'istio_tcp_sent_bytes_total',
  TCP_RECEIVED_BYTES: 'istio_tcp_received_bytes_total',
  GRPC_REQUEST_MESSAGES: 'istio_request_messages_total',
  GRPC_RESPONSE_MESSAGES: 'istio_response_messages_total',
};

const tagOverride = z
  .strictObject({
    operation: field(z.enum(['UPSERT', 'REMOVE']), 'What happens to the label.', {
      default: 'UPSERT',
      values: { UPSERT: 'it is set to value', REMOVE: 'it is taken away' },
    }).optional(),
    value: field(z.string(), 'Expression (CEL) over attributes of the request.').optional(),
  })
  .check((checked) => {
    const { operation = 'UPSERT', value = '' } = checked.value;
    if (operation === 'UPSERT' && value === '') refuse(checked, 'PER0089', 'UPSERT needs a value');
    if (operation === 'REMOVE' && value !== '') {
      refuse(checked, 'PER0089', 'REMOVE has no use for a value; leave it out', ['value']);
    }
  });

const override = z.strictObject({
  match: field(
    z
      .strictObject({
        metric: field(z.enum(METRICS), 'One of Istio’s metrics.', { values: METRIC_NAMES }).optional(),
        customMetric: field(z.string().min(1), 'A metric of a module, by its name.').optional(),
        mode: mode(),
      })
      .check(atMostOne('metric', 'customMetric')),
    'Which metric is meant.',
    { default: 'all metrics' },
  ).optional(),
  disabled: field(z.boolean().nullable(), 'The metric is not made.', { default: 'false' }).optional(),
  tagOverrides: field(
    z.record(z.string().min(1), tagOverride),
    'Changes of the metric’s labels, by name.',
  ).optional(),
});

const metrics = z.strictObject({
  providers: providers(),
  overrides: field(z.array(override), 'Changes of metrics, from top to bottom.').optional(),
  reportingInterval: field(duration, 'Time between reports of long TCP connections.', {
    default: '5s',
    since: '1.16',
  }).optional(),
});

const accessLogging = z.strictObject({
  match: match(),
  providers: providers(),
  disabled: field(z.boolean().nullable(), 'Nothing is logged.', { default: 'false' }).optional(),
  filter: field(
    z.strictObject({
      expression: field(
        z.string().min(1),
        'Expression (CEL) that is true for what is logged, e.g. response.code >= 400.',
      ),
    }),
    'Which requests are logged.',
    { default: 'all' },
  ).optional(),
});

const spec = z
  .strictObject({
    ...policyTargets,
    tracing: field(z.array(tracing), 'How traces are made.').optional(),
    metrics: field(z.array(metrics), 'How metrics are made.').optional(),
    accessLogging: field(z.array(accessLogging), 'What is logged about requests.').optional(),
  })
  .check(atMostOne('selector', 'targetRef', 'targetRefs'));

export const telemetryModel = istioObject(
  'Telemetry',
  field(spec, 'What proxies tell about the requests that pass.').optional(),
);
