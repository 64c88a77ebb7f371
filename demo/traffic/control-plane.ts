/**
 * What istiod says about itself (https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics): proxies
 * that are connected, what was pushed to them and how fast, what they or the webhooks refused, its certificates.
 * Closed forms of time, as everything here: it pushes when a pod is replaced and when the configuration changes.
 */
import { CONTROL_PLANE, PROXIED, workloadNamed } from '@/demo/world/workloads';
import { changesBetween, objectCounts } from './configuration-changes';
import type { Labels } from './labels';
import type { MeshTraffic } from './mesh-traffic';
import type { PodLife } from './pods';
import { podLabels } from './series';

/** Called for each series; the label object of a series is the same each time. */
type Visit = (labels: Labels, value: number) => void;

/** Version of istiod and of the proxies. */
export const ISTIO_VERSION = '1.30.3';

/** Somewhere in the mesh a pod is replaced this often. */
const POD_REPLACED_EVERY_SECONDS = 720;
const CERTIFICATE_ISSUED_EVERY_SECONDS = 900;
/** A proxy of an older version refuses what it does not know, now and then. */
const REJECTED_EVERY_SECONDS = 5400;
const SKIPPED_EVERY_SECONDS = 14_400;
const CONNECTIONS_PER_SECOND = 0.5;
const PUSHED_TYPES = ['cds', 'eds', 'lds', 'rds'] as const;

/** Shares of pushes that have reached their proxy within so many seconds. */
const CONVERGENCE: readonly (readonly [le: string, share: number])[] = [
  ['0.1', 0.81],
  ['0.5', 0.955],
  ['1', 0.985],
  ['3', 0.996],
  ['5', 0.999],
  ['10', 1],
  ['20', 1],
  ['30', 1],
  ['+Inf', 1],
];
const MEAN_CONVERGENCE_SECONDS = 0.11;

const DAY_SECONDS = 86_400;
/** The root certificate ends between one and two of these after the history began. */
const ROOT_CERTIFICATE_SECONDS = 60 * DAY_SECONDS;

export class ControlPlaneCounters {
  readonly #labels = new Map<string, Labels>();

  /** Visits every series of istiod at an instant, Unix seconds. */
  at(traffic: MeshTraffic, seconds: number, visit: Visit): void {
    const istiod = workloadNamed(CONTROL_PLANE);
    for (const life of traffic.podsAt(istiod, seconds)) {
      const say = (name: string, value: number, more: Labels = {}) => {
        if (value > 0) visit(this.#labelsOf(life, name, more), value);
      };
      sayItself(say, life, seconds);
      sayPushes(say, traffic, life, seconds);
      sayConfiguration(say, traffic, life, seconds);
      sayCertificates(say, traffic, life, seconds);
    }
  }

  #labelsOf(life: PodLife, name: string, more: Labels): Labels {
    const key = `${life.pod} ${name} ${Object.values(more).join(' ')}`;
    let labels = this.#labels.get(key);
    if (labels === undefined) {
      const pod = podLabels(workloadNamed(CONTROL_PLANE), life, 15_014);
      labels = { __name__: name, ...pod, istio: 'pilot', ...more };
      this.#labels.set(key, labels);
    }
    return labels;
  }
}

type Say = (name: string, value: number, more?: Labels) => void;

function every(seconds: number, age: number): number {
  return Math.floor(age / seconds);
}

function sayItself(say: Say, life: PodLife, seconds: number): void {
  say('istio_build', 1, { component: 'pilot', tag: ISTIO_VERSION });
  say('pilot_info', 1, { version: ISTIO_VERSION });
  say('istiod_uptime_seconds', seconds - life.sinceSeconds);
}

/** Proxies connect again when istiod begins, a few in each second. */
function connected(age: number): number {
  return Math.min(PROXIED, Math.floor(age * CONNECTIONS_PER_SECOND));
}

function sayPushes(say: Say, traffic: MeshTraffic, life: PodLife, seconds: number): void {
  const age = seconds - life.sinceSeconds;
  const changes = changesBetween(traffic.history, life.sinceSeconds, seconds).length;
  const replaced = every(POD_REPLACED_EVERY_SECONDS, age);
  say('pilot_xds', connected(age), { version: ISTIO_VERSION });
  for (const type of PUSHED_TYPES) {
    const rounds = type === 'eds' ? replaced + changes : changes;
    say('pilot_xds_pushes', connected(age) + rounds * PROXIED, { type });
  }
  say('pilot_push_triggers', replaced, { type: 'endpoint' });
  say('pilot_push_triggers', changes, { type: 'config' });
  say('pilot_total_xds_rejects', every(REJECTED_EVERY_SECONDS, age), { type: 'lds' });
  const converged = (replaced + changes) * PROXIED;
  if (converged === 0) return;
  for (const [le, share] of CONVERGENCE) {
    say('pilot_proxy_convergence_time_bucket', Math.floor(converged * share), { le });
  }
  say('pilot_proxy_convergence_time_sum', converged * MEAN_CONVERGENCE_SECONDS);
  say('pilot_proxy_convergence_time_count', converged);
}

function sayConfiguration(say: Say, traffic: MeshTraffic, life: PodLife, seconds: number): void {
  const counts = objectCounts(traffic.history, seconds);
  say('pilot_services', (counts.get('Service') ?? 0) + (counts.get('ServiceEntry') ?? 0));
  say('pilot_virt_services', counts.get('VirtualService') ?? 0);
  const events = new Map<string, number>();
  // What is there when istiod begins arrives as additions.
  for (const [kind, count] of objectCounts(traffic.history, life.sinceSeconds)) {
    if (kind in RESOURCES) events.set(`${kind} add`, count);
  }
  const passed = new Map<string, number>();
  let refused = 0;
  for (const changed of changesBetween(traffic.history, life.sinceSeconds, seconds)) {
    for (const { kind, event } of changed) {
      if (!(kind in RESOURCES)) continue;
      events.set(`${kind} ${event}`, (events.get(`${kind} ${event}`) ?? 0) + 1);
      passed.set(kind, (passed.get(kind) ?? 0) + 1);
      // Nobody gets it right at once.
      refused += 1;
    }
  }
  for (const [key, count] of events) {
    const [type = '', event = ''] = key.split(' ');
    say('pilot_k8s_cfg_events', count, { type, event });
  }
  for (const [kind, count] of passed) say('galley_validation_passed', count, resourceLabels(kind));
  say('galley_validation_failed', refused, {
    ...resourceLabels('VirtualService'),
    reason: 'invalid_resource',
  });
}

/** Kinds of Istio that its webhook looks at: group, version, resource. */
const RESOURCES: Readonly<Record<string, readonly [group: string, version: string, resource: string]>> = {
  VirtualService: ['networking.istio.io', 'v1', 'virtualservices'],
  DestinationRule: ['networking.istio.io', 'v1', 'destinationrules'],
  Gateway: ['networking.istio.io', 'v1', 'gateways'],
  ServiceEntry: ['networking.istio.io', 'v1', 'serviceentries'],
  Sidecar: ['networking.istio.io', 'v1', 'sidecars'],
  EnvoyFilter: ['networking.istio.io', 'v1alpha3', 'envoyfilters'],
  PeerAuthentication: ['security.istio.io', 'v1', 'peerauthentications'],
  AuthorizationPolicy: ['security.istio.io', 'v1', 'authorizationpolicies'],
  Telemetry: ['telemetry.istio.io', 'v1', 'telemetries'],
};

function resourceLabels(kind: string): Labels {
  const [group = '', version = '', resource = ''] = RESOURCES[kind] ?? [];
  return { group, version, resource };
}

function sayCertificates(say: Say, traffic: MeshTraffic, life: PodLife, seconds: number): void {
  const age = seconds - life.sinceSeconds;
  const issued = connected(age) + every(CERTIFICATE_ISSUED_EVERY_SECONDS, age);
  say('citadel_server_csr_count', issued);
  say('citadel_server_success_cert_issuance_count', issued);
  const expires = rootCertificateEnds(traffic, seconds);
  say('citadel_server_root_cert_expiry_timestamp', expires);
  say('citadel_server_root_cert_expiry_seconds', expires - seconds);
  const asked = every(POD_REPLACED_EVERY_SECONDS, age);
  const skipped = every(SKIPPED_EVERY_SECONDS, age);
  say('sidecar_injection_requests_total', asked);
  say('sidecar_injection_success_total', asked - skipped);
  say('sidecar_injection_skip_total', skipped);
}

/** Unix seconds; the same for as long as the history is. */
export function rootCertificateEnds({ history }: MeshTraffic, seconds: number): number {
  const begins = history.segments[0]?.fromSeconds ?? seconds;
  return (Math.floor(begins / ROOT_CERTIFICATE_SECONDS) + 2) * ROOT_CERTIFICATE_SECONDS;
}
