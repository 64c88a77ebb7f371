/** What the page of alerts shows of all rules, and in which order. Pure. */
import { parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs';
import type { Alert, AlertRule, AlertsAnswer } from '@/lib/alerts/contract';

export const STATE_CHOICES = ['active', 'firing', 'pending', 'all'] as const;
export type StateChoice = (typeof STATE_CHOICES)[number];

/** In the address. */
export const alertParsers = {
  state: parseAsStringLiteral(STATE_CHOICES).withDefault('active'),
  q: parseAsString.withDefault(''),
  /** Recording rules too. */
  recording: parseAsBoolean.withDefault(false),
  /** The rule that is open: `group/name`. */
  rule: parseAsString,
};

export interface ShownRule {
  readonly key: string;
  readonly group: string;
  readonly rule: AlertRule;
}

const RANK: Readonly<Record<AlertRule['state'], number>> = { firing: 0, pending: 1, unknown: 2, inactive: 3 };

/** Firing first, then by group and name. Every word must stand in the name, the group or a label. */
export function shownRules(
  answer: Pick<AlertsAnswer, 'groups'>,
  chosen: { readonly state: StateChoice; readonly q: string; readonly recording: boolean },
): readonly ShownRule[] {
  const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
  return answer.groups
    .flatMap(({ name: group, rules }) =>
      rules.map((rule, at) => ({ key: `${group}/${rule.name}/${at}`, group, rule })),
    )
    .filter(({ rule }) => chosen.recording || rule.kind === 'alerting')
    .filter(({ rule }) => fitsState(rule, chosen.state))
    .filter(({ group, rule }) => words.every((word) => textOf(group, rule).includes(word)))
    .toSorted(
      (a, b) =>
        RANK[a.rule.state] - RANK[b.rule.state] ||
        a.group.localeCompare(b.group) ||
        a.rule.name.localeCompare(b.rule.name),
    );
}

function fitsState({ state, health }: AlertRule, choice: StateChoice): boolean {
  if (choice === 'all') return true;
  // A rule that cannot be evaluated would fire for nobody, which is worth knowing.
  if (choice === 'active') return state === 'firing' || state === 'pending' || health === 'err';
  return state === choice;
}

function textOf(group: string, rule: AlertRule): string {
  const labels = [rule.labels, ...rule.alerts.map((alert) => alert.labels)].flatMap((all) =>
    Object.entries(all).flatMap(([name, value]) => [name, value, `${name}=${value}`]),
  );
  return [group, rule.name, ...labels].join(' ').toLowerCase();
}

/** Where the thing that an alert names is shown; null for nothing of the mesh. */
export function subjectHref({ subject }: Pick<Alert, 'subject'>): string | null {
  if (subject === null) return null;
  const namespace = encodeURIComponent(subject.namespace);
  if (subject.kind === 'namespace') return `/namespaces/${namespace}`;
  return `/${subject.kind}s/${namespace}/${encodeURIComponent(subject.name)}`;
}

/** Prometheus writes `1e+00`: three digits as people write them; NaN and infinities as they are. */
export function valueText(value: string): string {
  const figure = Number(value);
  return value.trim() === '' || !Number.isFinite(figure) ? value : String(Number(figure.toPrecision(3)));
}

/** `http` and `https` only: what a rule says is data. */
export function safeHref(text: string): string | null {
  return /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text) ? text : null;
}
