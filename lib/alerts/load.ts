/** Rules and alerts in our words: the gravest state, what they are about, where their threshold is. */
import type { AlertRule, AlertState, AlertsAnswer } from './contract';
import type { AlertPort, StoreAlert, StoreRule } from './port';
import { alertSubject } from './subject';
import { thresholdOf } from './threshold';

/** A store of thousands of rules would be no page; those with alerts are kept before others. */
const MOST_RULES = 5000;
const MOST_ALERTS = 500;

/** Throws the port's faults. */
export async function loadAlerts(port: AlertPort, signal?: AbortSignal): Promise<AlertsAnswer> {
  const groups = await port.rules(signal);
  if (groups === null) return { isSupported: false, groups: [], firing: 0, pending: 0, leftOut: 0 };
  const all = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  let room = MOST_RULES;
  const shown = groups
    .toSorted((a, b) => Number(hasAlerts(b.rules)) - Number(hasAlerts(a.rules)))
    .map(({ name, file, intervalSeconds, rules }) => {
      const part = rules.slice(0, room).map(ruleOf);
      room -= part.length;
      return { name, file, intervalSeconds, rules: part };
    })
    .filter(({ rules }) => rules.length > 0);
  const states = groups.flatMap(({ rules }) =>
    rules.flatMap(({ alerts }) => alerts.map(({ state }) => state)),
  );
  return {
    isSupported: true,
    groups: shown,
    firing: states.filter((state) => state === 'firing').length,
    pending: states.filter((state) => state === 'pending').length,
    leftOut: Math.max(0, all - MOST_RULES),
  };
}

function hasAlerts(rules: readonly StoreRule[]): boolean {
  return rules.some(({ alerts }) => alerts.length > 0);
}

function ruleOf(rule: StoreRule): AlertRule {
  const alerts = rule.alerts.slice(0, MOST_ALERTS).map(alertOf);
  return {
    ...rule,
    labels: { ...rule.labels },
    annotations: { ...rule.annotations },
    alerts,
    state: gravest(alerts.map(({ state }) => state)),
    threshold: rule.kind === 'alerting' ? thresholdOf(rule.expr) : null,
  };
}

function alertOf({ state, labels, annotations, activeAtSeconds, value }: StoreAlert) {
  return {
    state: stateOf(state),
    labels: { ...labels },
    annotations: { ...annotations },
    activeAtSeconds,
    value,
    subject: alertSubject(labels),
  };
}

function stateOf(state: string): AlertState {
  return state === 'firing' || state === 'pending' || state === 'inactive' ? state : 'unknown';
}

function gravest(states: readonly AlertState[]): AlertState {
  if (states.includes('firing')) return 'firing';
  return states.includes('pending') ? 'pending' : 'inactive';
}
