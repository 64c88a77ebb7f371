/**
 * Istiod's own metrics (https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics) in two queries,
 * whatever is shown of them: the versions that run, and all figures as the parts of one vector. What a release of
 * Istio, or its scrape configuration, does not have is missing from the answer and nothing else.
 */
import 'server-only';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { ControlPlaneAnswer, ControlPlaneFigures, ControlPlaneQuery } from '@/lib/metrics/control-plane';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import {
  type Expression,
  histogramQuantile,
  type LabelMatcher,
  marked,
  rate,
  selector,
  sumBy,
} from '@/lib/prometheus/promql';

interface FigureRow {
  readonly figure: string;
  /** xDS type of rejections, else ''. */
  readonly type: string;
  readonly namespace: string;
  readonly pod: string;
  readonly value: number;
}

interface VersionRow {
  readonly component: string;
  readonly version: string;
  readonly count: number;
}

/** Counters whose growth over the window is one figure; a mesh has some of them, old and new names alike. */
const COUNTED = {
  pushErrors: ['pilot_total_xds_internal_errors', 'pilot_xds_write_timeout', 'pilot_xds_push_timeout'],
  configRejections: ['galley_validation_failed', 'pilot_total_rejected_configs'],
  configChanges: ['pilot_k8s_cfg_events'],
  certificateFailures: [
    'citadel_server_authentication_failure_count',
    'citadel_server_csr_parsing_err_count',
    'citadel_server_csr_sign_err_count',
    'citadel_server_id_extraction_err_count',
  ],
  injectionFailures: ['sidecar_injection_failure_total'],
} as const satisfies Partial<Record<keyof ControlPlaneFigures, readonly string[]>>;

type CountedFigure = keyof typeof COUNTED;

/** Failed sends are pushes of their own types: `cds_senderr`. */
const SEND_ERROR = '.*_?senderr';

/** Told by the agent beside each proxy, seconds from the scrape; only those that end first are of interest. */
const CERTIFICATE = 'istio_agent_cert_expiry_seconds';
const CERTIFICATES = 20;

const CONVERGENCE = { p50: 0.5, p99: 0.99 } as const;

export async function controlPlane(
  client: PrometheusClient,
  { window, signal }: ControlPlaneQuery,
): Promise<ControlPlaneAnswer> {
  const at = { atSeconds: window.toSeconds, signal };
  const every = client.labelMatchers;
  const [figures, versions] = await Promise.all([
    client.instant(figuresQuery(windowSeconds(window), every), { ...at, read: readFigure }),
    client.instant(`count by (component,tag) (${selector('istio_build', every)})`, {
      ...at,
      read: readVersion,
    }),
  ]);
  return {
    // Agents tell of their certificates wherever the control plane is.
    figures: figures.rows.every(({ figure }) => figure === 'certificate')
      ? null
      : figuresOf(figures.rows, versions.rows, window),
    warnings: [...figures.warnings, ...versions.warnings],
  };
}

function figuresQuery(seconds: number, every: readonly LabelMatcher[]): Expression {
  const of = (metric: string, ...matchers: LabelMatcher[]) => selector(metric, [...matchers, ...every]);
  const grown = (metric: string, ...matchers: LabelMatcher[]) => rate(of(metric, ...matchers), seconds);
  const parts: Expression[] = [];
  const add = (figure: string, part: string, expression: Expression) =>
    parts.push(marked(marked(expression, 'figure', figure), 'part', part));
  add('instances', '', `count(${of('pilot_info')})`);
  add('proxiesConnected', '', `sum(${of('pilot_xds')})`);
  add('services', '', `max(${of('pilot_services')})`);
  add('virtualServices', '', `max(${of('pilot_virt_services')})`);
  add('rootCertificateExpires', '', `min(${of('citadel_server_root_cert_expiry_timestamp')})`);
  const ownCertificate: LabelMatcher = { name: 'resource_name', operator: '!=', value: 'ROOTCA' };
  const byPod = `min by (namespace,pod) (${of(CERTIFICATE, ownCertificate)})`;
  add('certificate', '', `bottomk(${CERTIFICATES}, ${byPod})`);
  const sendError: LabelMatcher = { name: 'type', operator: '=~', value: SEND_ERROR };
  add('pushes', '', `sum(${grown('pilot_xds_pushes', { ...sendError, operator: '!~' })})`);
  add('pushErrors', 'pilot_xds_pushes', `sum(${grown('pilot_xds_pushes', sendError)})`);
  add('rejections', '', sumBy(['type'], grown('pilot_total_xds_rejects')));
  for (const [figure, metrics] of Object.entries(COUNTED)) {
    for (const metric of metrics) add(figure, metric, `sum(${grown(metric)})`);
  }
  for (const [name, share] of Object.entries(CONVERGENCE)) {
    const buckets = sumBy(['le'], grown('pilot_proxy_convergence_time_bucket'));
    add(name, '', histogramQuantile(share, buckets));
  }
  return parts.join(' or ');
}

function figuresOf(
  rows: readonly FigureRow[],
  versions: readonly VersionRow[],
  window: ControlPlaneQuery['window'],
): ControlPlaneFigures {
  const seconds = windowSeconds(window);
  const sum = (figure: string) => {
    const found = rows.filter((row) => row.figure === figure);
    return found.length === 0 ? null : found.reduce((total, { value }) => total + value, 0);
  };
  const inWindow = (figure: CountedFigure) => times(sum(figure), seconds);
  return {
    instances: sum('instances'),
    versions: versions.toSorted((a, b) => b.count - a.count || a.component.localeCompare(b.component)),
    proxiesConnected: sum('proxiesConnected'),
    pushesPerSecond: sum('pushes'),
    pushErrors: inWindow('pushErrors'),
    rejections: rows
      .filter(({ figure }) => figure === 'rejections')
      .map(({ type, value }) => ({ type, count: value * seconds }))
      .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type)),
    convergenceMs: { p50: times(sum('p50'), 1000), p99: times(sum('p99'), 1000) },
    configRejections: inWindow('configRejections'),
    configChanges: inWindow('configChanges'),
    services: sum('services'),
    virtualServices: sum('virtualServices'),
    rootCertificateExpiresSeconds: sum('rootCertificateExpires'),
    workloadCertificates: rows
      .filter(({ figure, pod }) => figure === 'certificate' && pod !== '')
      .map(({ namespace, pod, value }) => ({ namespace, pod, expiresSeconds: window.toSeconds + value }))
      .sort((a, b) => a.expiresSeconds - b.expiresSeconds),
    certificateFailures: inWindow('certificateFailures'),
    injectionFailures: inWindow('injectionFailures'),
  };
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

/** Quantiles of a histogram that nothing was counted in are no numbers. */
const readFigure: ReadSample<FigureRow> = ({ figure, type = '', namespace = '', pod = '' }, value) =>
  figure === undefined || !Number.isFinite(value) ? null : { figure, type, namespace, pod, value };

const readVersion: ReadSample<VersionRow> = ({ component, tag }, count) =>
  component === undefined || tag === undefined ? null : { component, version: tag, count };
