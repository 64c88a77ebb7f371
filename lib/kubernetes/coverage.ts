/** What may be missing from what was read of a cluster, as sentences: kinds that share a reason are told together. */
import 'server-only';
import type { ConfigGap } from '@/lib/config/store';
import { ApiFault } from './api-fault';
import type { ReflectorState } from './reflector';
import type { WantedKind } from './wanted-kinds';

/** How one part of a kind is kept up with. */
export interface PartState {
  readonly kind: WantedKind;
  /** null = the whole cluster. */
  readonly namespace: string | null;
  readonly state: ReflectorState;
  /** Objects that are not kept because there are too many. */
  readonly left: number;
}

interface Finding {
  readonly reason: ConfigGap['reason'];
  readonly kind: WantedKind;
  readonly namespace: string | null;
  readonly because: string;
}

export function gapsOf(parts: readonly PartState[], notInstalled: readonly WantedKind[]): ConfigGap[] {
  const findings = parts.flatMap(findingsOf);
  for (const kind of notInstalled) {
    if (!kind.isOptional) findings.push({ reason: 'not-installed', kind, namespace: null, because: '' });
  }
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { reason, namespace, because } = finding;
    // Namespaces with the same reason are told in one sentence with their kinds.
    const key = `${reason}\n${namespace === null}\n${because}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map(gapOf);
}

function findingsOf({ kind, namespace, state, left }: PartState): Finding[] {
  const found: Finding[] = [];
  const add = (reason: ConfigGap['reason'], because: string) =>
    found.push({ reason, kind, namespace, because });
  if (left > 0) add('too-many', '');
  switch (state.kind) {
    case 'synced':
    case 'missing':
      break;
    case 'denied':
      add('forbidden', '');
      break;
    case 'stale':
      add('outdated', `${timeOf(state.sinceMs)} (${reasonOf(state.problem)})`);
      break;
    case 'starting':
      add('unknown', state.problem === null ? 'they are still being read' : reasonOf(state.problem));
      break;
    default:
      state satisfies never;
  }
  return found;
}

function timeOf(ms: number): string {
  // To the minute: hundreds of watches that break together are told of once.
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function reasonOf(problem: unknown): string {
  if (problem instanceof ApiFault && problem.status === 401)
    return 'the API server does not accept the account';
  const text = problem instanceof Error ? problem.message : String(problem);
  return text.replace(/\.$/, '');
}

function gapOf(findings: readonly Finding[]): ConfigGap {
  const [first] = findings;
  const kinds = [...new Map(findings.map(({ kind }) => [`${kind.group}/${kind.kind}`, kind])).values()];
  const names = findings.flatMap(({ namespace }) => (namespace === null ? [] : [namespace]));
  const namespaces = names.length === 0 ? null : [...new Set(names)].sort();
  const reason = first?.reason ?? 'unknown';
  return {
    reason,
    kinds: kinds.map(({ group, kind }) => ({ group, kind })),
    namespaces,
    message: sentence(reason, listed(kinds.map(({ plural }) => plural)), namespaces, first?.because ?? ''),
  };
}

function sentence(
  reason: ConfigGap['reason'],
  kinds: string,
  namespaces: readonly string[] | null,
  because: string,
): string {
  const where = namespaces === null ? '' : ` in ${listed(namespaces)}`;
  switch (reason) {
    case 'not-installed':
      return `The cluster does not have these kinds: ${kinds}.`;
    case 'forbidden':
      return `The account may not list ${kinds}${where === '' ? ' in the whole cluster' : where}.`;
    case 'too-many':
      return `There are more ${kinds}${where} than are kept; the rest is not shown.`;
    case 'outdated':
      return `${capital(kinds)}${where} are shown as they were at ${because}.`;
    case 'unknown':
      return `${capital(kinds)}${where} are not known: ${because}.`;
    default:
      return reason satisfies never;
  }
}

const MOST_LISTED = 6;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
