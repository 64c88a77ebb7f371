/**
 * The parts that the series of a traffic metric fall into for a reader who sees some namespaces, each series into one
 * part at most. An edge is seen where one of its ends is. Of the other end nothing is told: the labels that tell of it
 * are summed away before anything else is done with the series, and `(other)` stands in their place.
 *
 * | part | caller | called workload | called service |
 * |---|---|---|---|
 * | whole | seen | seen or of no namespace | seen or of no namespace |
 * | from nowhere | of no namespace | one of both is seen, the other seen or of no namespace | |
 * | from elsewhere | hidden | as before | |
 * | to elsewhere | seen | one of both is hidden | |
 *
 * A workload of a cluster that is hidden is hidden, whatever its namespace is called. PromQL has no "or" between labels,
 * so what is hidden by its namespace and what is hidden by its cluster are two parts.
 */
import { ELSEWHERE, type Scope } from '@/lib/mesh/scope';
import { literally } from '@/lib/prometheus/promql';
import type { Matcher } from '@/lib/promql/selectors';
import {
  CALL_LABELS,
  CALLED_NAMES,
  CALLER_NAMES,
  DESTINATION_CLUSTER,
  DESTINATION_LABELS,
  DESTINATION_NAMESPACE,
  SERVICE_NAMES,
  SERVICE_NAMESPACE,
  SOURCE_CLUSTER,
  SOURCE_LABELS,
  SOURCE_NAMESPACE,
} from './limited-metrics';

export interface TrafficPart {
  /** The series that belong to it. */
  readonly matchers: readonly Matcher[];
  /** The labels that are kept. */
  readonly kept: readonly string[];
  /** Labels whose value is put in place of what was summed away. */
  readonly put: readonly (readonly [label: string, value: string])[];
}

/** How metrics say that somebody is of no namespace. */
const NO_NAMESPACE = ['', 'unknown'];

export class Namespaces {
  readonly #seen: ReadonlySet<string>;
  readonly #pattern: string;
  /** Of clusters that are hidden; '' = none is. */
  readonly #hiddenClusters: string;

  constructor({
    namespaces,
    hiddenClusters,
  }: Pick<Scope, 'hiddenClusters'> & { namespaces: readonly string[] }) {
    // "unknown" is what Istio writes for none, whatever a namespace is called.
    this.#seen = new Set(namespaces.filter((name) => !NO_NAMESPACE.includes(name)));
    this.#pattern = [...this.#seen].map(literally).join('|');
    this.#hiddenClusters = hiddenClusters.map(literally).join('|');
  }

  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }

  seen(label: string): Matcher {
    return { name: label, operator: '=~', value: this.#pattern };
  }

  none(label: string): Matcher {
    return { name: label, operator: '=~', value: 'unknown|' };
  }

  notHidden(label: string): Matcher {
    return { name: label, operator: '=~', value: `${this.#pattern}|unknown|` };
  }

  /** For a label that names a cluster: it is not a hidden one. */
  inSeenCluster(label: string): readonly Matcher[] {
    return this.#hiddenClusters === '' ? [] : [{ name: label, operator: '!~', value: this.#hiddenClusters }];
  }

  hidden(label: string): Matcher {
    return { name: label, operator: '!~', value: `${this.#pattern}|unknown|` };
  }

  /** Whatever hides a workload, each with its own matchers, so that none is hidden twice. */
  hiddenWorkload(namespace: string, cluster: string): readonly (readonly Matcher[])[] {
    const byName = [...this.inSeenCluster(cluster), this.hidden(namespace)];
    if (this.#hiddenClusters === '') return [byName];
    return [byName, [{ name: cluster, operator: '=~', value: this.#hiddenClusters }]];
  }
}

/** `configured`: labels that the operator limits the whole console by, which tell of no workload. */
export function trafficParts(
  names: Namespaces,
  isTcp: boolean,
  configured: readonly string[],
): TrafficPart[] {
  if (names.isEmpty) return [];
  const call = [...CALL_LABELS, ...configured];
  const called = [...call, ...DESTINATION_LABELS];
  const calling = [...call, ...SOURCE_LABELS];
  const callerHere = names.inSeenCluster(SOURCE_CLUSTER);
  const calledHere = names.inSeenCluster(DESTINATION_CLUSTER);
  const toSeen = [
    [...calledHere, names.seen(DESTINATION_NAMESPACE), names.notHidden(SERVICE_NAMESPACE)],
    [...calledHere, names.none(DESTINATION_NAMESPACE), names.seen(SERVICE_NAMESPACE)],
  ];
  const calledKnown = [...calledHere, names.notHidden(DESTINATION_NAMESPACE)];
  const from = (caller: readonly Matcher[], put: TrafficPart['put']): TrafficPart[] =>
    toSeen.map((to) => ({ matchers: [...caller, ...to], kept: called, put }));
  const elsewhere = (labels: readonly string[]) => labels.map((label) => [label, ELSEWHERE] as const);
  const seenCaller = [...callerHere, names.seen(SOURCE_NAMESPACE)];
  const parts: TrafficPart[] = [
    {
      matchers: [...seenCaller, ...calledKnown, names.notHidden(SERVICE_NAMESPACE)],
      kept: [...called, ...SOURCE_LABELS],
      put: [],
    },
    ...from([...callerHere, names.none(SOURCE_NAMESPACE)], []),
    ...names
      .hiddenWorkload(SOURCE_NAMESPACE, SOURCE_CLUSTER)
      .flatMap((caller, at) => from(caller, [...elsewhere(CALLER_NAMES), ...apart(at)])),
    ...names.hiddenWorkload(DESTINATION_NAMESPACE, DESTINATION_CLUSTER).map((to, at) => ({
      matchers: [...seenCaller, ...to],
      kept: calling,
      put: [...elsewhere([...SERVICE_NAMES, ...CALLED_NAMES]), ...apart(at)],
    })),
    {
      matchers: [...seenCaller, ...calledKnown, names.hidden(SERVICE_NAMESPACE)],
      kept: calling,
      put: elsewhere(SERVICE_NAMES),
    },
  ];
  return isTcp ? parts.flatMap(byTeller) : parts;
}

/** Parts that would look the same are kept apart by a label, since `or` takes only the first of those. */
function apart(at: number): TrafficPart['put'] {
  return at === 0 ? [] : [['periplus_part', String(at)]];
}

/** The label `app` is the scraped pod's, and is needed of ztunnel only: what it tells of is told apart by it. */
function byTeller(part: TrafficPart): TrafficPart[] {
  return [
    {
      ...part,
      matchers: [...part.matchers, { name: 'app', operator: '=', value: 'ztunnel' }],
      put: [...part.put, ['app', 'ztunnel']],
    },
    { ...part, matchers: [...part.matchers, { name: 'app', operator: '!=', value: 'ztunnel' }] },
  ];
}
