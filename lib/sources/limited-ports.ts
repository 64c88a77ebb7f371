/**
 * The ports as somebody may see them who asks by their own token. Metrics are limited query by query; what belongs to
 * the mesh as a whole and to no namespace (the control plane, releases of proxies) is told to those who see all of it.
 */
import 'server-only';
import type { StoreRuleGroup } from '@/lib/alerts/port';
import { alertSubject } from '@/lib/alerts/subject';
import type { ScopeOf } from '@/lib/mesh/scope';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { prometheusAlerts } from '@/lib/prometheus/rules';
import { limitedClient } from '@/lib/prometheus/scope/limited-client';
import { type PrometheusPorts, type PrometheusPortsOptions, prometheusPorts } from './prometheus-ports';

const NO_CONTROL_PLANE = {
  figures: null,
  warnings: ['The control plane’s metrics are shown to those who may see all namespaces.'],
};

export function limitedPorts(
  client: PrometheusClient,
  options: PrometheusPortsOptions,
  scopeOf: ScopeOf,
): PrometheusPorts {
  const ports = prometheusPorts(limitedClient(client, scopeOf), options);
  const { performance, sightings, controlPlane } = ports;
  // What alerts recorded cannot be limited by a query, but by the labels of each.
  const whole = prometheusAlerts(client);
  const isWhole = async (signal?: AbortSignal) => (await scopeOf(signal)).namespaces === null;
  return {
    ...ports,
    performance: {
      mesh: performance.mesh,
      // Metrics of spans name services by no label that tells their namespace.
      spans: {
        measure: async (query) => ((await isWhole(query.signal)) ? performance.spans.measure(query) : null),
      },
    },
    controlPlane: {
      read: async (query) => ((await isWhole(query.signal)) ? controlPlane.read(query) : NO_CONTROL_PLANE),
    },
    // A rule's words may name anything, so a rule is told only through alerts of visible namespaces.
    alerts: {
      rules: async (signal) => {
        const [{ namespaces }, groups] = await Promise.all([scopeOf(signal), ports.alerts.rules(signal)]);
        return namespaces === null || groups === null ? groups : visibleAlerts(groups, namespaces);
      },
      fired: async (window, signal) => {
        const [{ namespaces }, fired] = await Promise.all([scopeOf(signal), whole.fired(window, signal)]);
        return namespaces === null ? fired : fired.filter((labels) => isVisible(labels, namespaces));
      },
    },
    sightings: {
      ...sightings,
      proxies: async (query) => ((await isWhole(query.signal)) ? sightings.proxies(query) : []),
      objects: async (query) => {
        const [scope, objects] = await Promise.all([scopeOf(query.signal), sightings.objects(query)]);
        return objects.filter((object) => scope.mayRead(object));
      },
    },
  };
}

function visibleAlerts(
  groups: readonly StoreRuleGroup[],
  namespaces: readonly string[],
): readonly StoreRuleGroup[] {
  return groups
    .map((group) => ({
      ...group,
      rules: group.rules
        .map((rule) => ({
          ...rule,
          alerts: rule.alerts.filter(({ labels }) => isVisible(labels, namespaces)),
        }))
        .filter(({ alerts }) => alerts.length > 0),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** Whom it is about, and whoever else its labels name. */
function isVisible(labels: Readonly<Record<string, string>>, namespaces: readonly string[]): boolean {
  const named = Object.entries(labels).filter(
    ([label, value]) => label.endsWith('namespace') && value !== 'unknown',
  );
  const all = [alertSubject(labels)?.namespace ?? '', ...named.map(([, namespace]) => namespace)];
  return all.every((namespace) => namespaces.includes(namespace));
}
