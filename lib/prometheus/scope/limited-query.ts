/**
 * A query as a reader may ask it who sees some namespaces: every selector is replaced, by PromQL's own grammar, by one
 * that gives those series only (traffic-parts.ts). What cannot be limited is refused.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { Fault } from '@/lib/mesh/fault';
import { literally, quoted } from '@/lib/prometheus/promql';
import { type Matcher, type Selector, selectorsIn, selectorText } from '@/lib/promql/selectors';
import { type LimitedMetric, limitedMetric } from './limited-metrics';
import { matches } from './matches';
import { Namespaces, type TrafficPart, trafficParts } from './traffic-parts';

export interface Limits {
  /** That may be seen. */
  readonly namespaces: readonly string[];
  /** Clusters of which nothing may be seen. */
  readonly hiddenClusters: readonly string[];
  /** Labels that the operator limits the whole console by (PERIPLUS_PROMETHEUS_LABEL_MATCHERS). */
  readonly configured: readonly string[];
}

/** Of each series by itself, so that what they give for several series may be added up. */
const ADDITIVE = new Set([
  'rate',
  'increase',
  'irate',
  'delta',
  'idelta',
  'sum_over_time',
  'count_over_time',
]);
/** Joins series in that no selector names. */
const JOINING = 'info';
const MODIFIERS = new Set(['OffsetExpr', 'StepInvariantExpr']);

/** Throws `Fault`: `forbidden` for what cannot be limited, `bad-request` for what is no PromQL. */
export function limitedQuery(expr: string, limits: Limits): string {
  const selectors = selectorsIn(expr);
  const tree = parser.parse(expr);
  refuseJoins(expr);
  const namespaces = new Namespaces(limits);
  let result = '';
  let done = 0;
  for (const selector of selectors) {
    const { names, metric } = limitable(selector);
    const node = selectorNode(tree.resolveInner(selector.from, 1));
    const unit = metric.kind === 'pod' ? node : unitOf(node, expr);
    const before = expr.slice(unit.from, selector.from);
    const after = expr.slice(selector.to, unit.to);
    const within = (text: string) => `${before}${text}${after}`;
    result += expr.slice(done, unit.from) + replacement(selector, names, metric, namespaces, limits, within);
    done = unit.to;
  }
  return result + expr.slice(done);
}

/** Selectors of the very series that may be seen, with all their labels: for look-ups whose answers are cut afterwards. */
export function visibleSelectors(
  selector: Selector,
  limits: Limits,
  isWanted: (part: TrafficPart) => boolean = () => true,
): readonly string[] {
  const { metric } = limitable(selector);
  const namespaces = new Namespaces(limits);
  if (metric.kind !== 'traffic') {
    return [selectorText(selector, objectMatchers(metric, namespaces))];
  }
  return trafficParts(namespaces, metric.isTcp, limits.configured)
    .filter(isWanted)
    .flatMap((part) => {
      const own = ownMatchers(selector, part);
      return own === null ? [] : [selectorText({ ...selector, matchers: own }, part.matchers)];
    });
}

function replacement(
  selector: Selector,
  names: readonly string[],
  metric: LimitedMetric,
  namespaces: Namespaces,
  { configured }: Limits,
  within: (text: string) => string,
): string {
  if (metric.kind !== 'traffic') {
    const text = within(selectorText(selector, objectMatchers(metric, namespaces)));
    if (metric.kind === 'pod') return text;
    return `max by (object_group,object_kind,object_namespace,object_name) (${text})`;
  }
  const name = selector.metric === null && names.length > 0 ? ['__name__'] : [];
  const parts = trafficParts(namespaces, metric.isTcp, configured).flatMap((part) => {
    const own = ownMatchers(selector, part);
    if (own === null) return [];
    const series = within(selectorText({ ...selector, matchers: own }, part.matchers));
    const sum = `sum by (${[...name, ...part.kept].join(',')}) (${series})`;
    return [
      part.put.reduce(
        (text, [label, value]) => `label_replace(${text},${quoted(label)},${quoted(value)},"","")`,
        sum,
      ),
    ];
  });
  if (parts.length === 0) return within(selectorText(selector, NOTHING));
  return `(${parts.join(' or ')})`;
}

/** No series satisfies both. */
const NOTHING: readonly Matcher[] = [
  { name: 'source_workload_namespace', operator: '=', value: '' },
  { name: 'source_workload_namespace', operator: '!=', value: '' },
];

/**
 * The selector's matchers as they apply to a part. Whoever asks by a label that is summed away asks for what stands in
 * its place; else the answer would tell, guess by guess, what is hidden. null = nothing of the part is meant.
 */
function ownMatchers({ matchers }: Selector, part: TrafficPart): readonly Matcher[] | null {
  const kept: Matcher[] = [];
  for (const matcher of matchers) {
    if (matcher.name === '__name__' || part.kept.includes(matcher.name)) {
      const isRuledOut =
        matcher.operator === '=' &&
        part.matchers.some((own) => own.name === matcher.name && !matches(own, matcher.value));
      if (isRuledOut) return null;
      kept.push(matcher);
    } else if (!matches(matcher, part.put.find(([label]) => label === matcher.name)?.[1] ?? '')) return null;
  }
  return kept;
}

/** Where several clusters are scraped into one store, the label by which it keeps them apart is usually called so. */
const POD_CLUSTER = 'cluster';

function objectMatchers(metric: LimitedMetric, namespaces: Namespaces): readonly Matcher[] {
  if (namespaces.isEmpty) return NOTHING;
  if (metric.kind === 'object') return [namespaces.seen(metric.label)];
  const { value } = namespaces.seen('');
  // Without `honor_labels` the object's own namespace is moved aside by the exporter's.
  const moved: Matcher = { name: 'exported_namespace', operator: '=~', value: `${value}|` };
  return [namespaces.seen('namespace'), moved, ...namespaces.inSeenCluster(POD_CLUSTER)];
}

/** The metrics that a selector names, all of one kind. */
function limitable(selector: Selector): {
  readonly names: readonly string[];
  readonly metric: LimitedMetric;
} {
  const names = namesOf(selector);
  const metrics = names.map(limitedMetric);
  const [first] = metrics;
  if (first === undefined || first === null || metrics.some((one) => one?.kind !== first.kind)) {
    throw cannotBeLimited(selector.metric ?? selectorText(selector));
  }
  const isTcp = metrics.some((one) => one?.kind === 'traffic' && one.isTcp);
  return { names, metric: first.kind === 'traffic' ? { kind: 'traffic', isTcp } : first };
}

function namesOf({ metric, matchers }: Selector): readonly string[] {
  const asked = matchers.filter(({ name }) => name === '__name__');
  if (metric !== null) return asked.length === 0 ? [metric] : [];
  const [one] = asked;
  if (one === undefined || asked.length > 1) return [];
  if (one.operator === '=') return [one.value];
  const names = one.operator === '=~' ? one.value.split('|') : [];
  return names.every((name) => name === literally(name)) ? names : [];
}

export function cannotBeLimited(what: string): Fault {
  return new Fault(
    'forbidden',
    `“${what.slice(0, 120)}” cannot be limited to the namespaces that you may see.`,
    {
      source: 'prometheus',
      hint: 'Ask for metrics of Istio’s traffic (istio_…), of containers or of pods, or ask somebody who may see all namespaces.',
    },
  );
}

function refuseJoins(expr: string): void {
  parser.parse(expr).iterate({
    enter: ({ name, node }) => {
      if (name === 'FunctionIdentifier' && expr.slice(node.from, node.to).trim() === JOINING) {
        throw cannotBeLimited(`${JOINING}()`);
      }
    },
  });
}

function selectorNode(inner: SyntaxNode): SyntaxNode {
  let node: SyntaxNode | null = inner;
  while (node !== null && node.name !== 'VectorSelector') node = node.parent;
  if (node === null) throw new TypeError('No selector stands there.');
  return node;
}

/** What is replaced as a whole: the selector with its modifiers, with the function that makes figures of its samples. */
function unitOf(selector: SyntaxNode, expr: string): SyntaxNode {
  let node = selector;
  let isRange = false;
  for (let above = node.parent; above !== null; above = node.parent) {
    if (above.name === 'MatrixSelector') isRange = true;
    else if (!MODIFIERS.has(above.name)) break;
    node = above;
  }
  if (!isRange) return node;
  const call = node.parent?.name === 'FunctionCallBody' ? node.parent.parent : null;
  const name = call?.getChild('FunctionIdentifier') ?? null;
  const called = name === null ? '' : expr.slice(name.from, name.to).trim();
  if (call === null || !ADDITIVE.has(called)) {
    throw cannotBeLimited(expr.slice(call?.from ?? node.from, call?.to ?? node.to));
  }
  return call;
}
