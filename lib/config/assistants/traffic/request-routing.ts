/** Which requests go where: the rules of a VirtualService, in their order. */
import { z } from 'zod';
import { REQUEST_ROUTING } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isObjectId } from '@/lib/config/identity';
import { fieldsAt, textsAt } from '@/lib/config/simulation/read/fields';
import {
  choiceProblems,
  freshVirtualService,
  openRoutes,
  rulesOf,
  shapeLosses,
  virtualServiceId,
} from './route-choice';
import { type MatchState, matchText, type RuleState, ruleSchema, ruleState, ruleValue } from './route-rule';
import { placeWords } from './rule-words';
import { keyOf } from './string-condition';
import { subsetWords, withSubsets } from './subsets';

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** The service that new rules send to. */
  host: z.string(),
  rules: z.array(ruleSchema),
});
export type RequestRouting = z.infer<typeof schema>;

/** A rule that sends everything to a host. */
export function freshRule(host: string, subset = ''): RuleState {
  return {
    from: null,
    name: '',
    matches: [],
    destinations: [{ from: null, host, subset, port: '', weight: null }],
    instead: null,
  };
}

const KNOWN_MATCH = new Set(['uri', 'method', 'headers', 'queryParams']);
const KNOWN_RULE = new Set(['name', 'match', 'route', 'redirect', 'directResponse', 'delegate']);

/** What the rules hold beyond the form. */
function keptOf(object: MeshObject | null): readonly string[] {
  if (object === null) return [];
  return rulesOf(object.value).flatMap((rule, index) => {
    const own = Object.keys(rule).filter((name) => !KNOWN_RULE.has(name));
    const inMatches = Array.isArray(rule.match)
      ? rule.match.flatMap((match: unknown) => Object.keys(Object(match)))
      : [];
    const extra = [
      ...own,
      ...inMatches.filter((name) => !KNOWN_MATCH.has(name)).map((name) => `match ${name}`),
    ];
    return extra.length === 0 ? [] : [`rule ${index + 1}: ${[...new Set(extra)].join(', ')}`];
  });
}

function wanted({ rules }: RequestRouting) {
  return rules.flatMap(({ destinations }) => destinations);
}

export const requestRouting: Assistant<RequestRouting> = {
  about: REQUEST_ROUTING,
  schema,
  read(mesh, target) {
    const { choice, object } = openRoutes(mesh, target);
    const losses = shapeLosses(object);
    if (losses.length > 0) return { kind: 'refused', losses };
    const { namespace, name, host } = choice;
    const rules = object === null ? [freshRule(host)] : rulesOf(object.value).map(ruleState);
    return { kind: 'state', state: { namespace, name, host, rules }, kept: keptOf(object) };
  },
  write(state, mesh) {
    const id = virtualServiceId(state);
    if (!isObjectId(id) || state.host === '') return [];
    const value = mesh.get(id)?.value ?? freshVirtualService(state);
    const stored = rulesOf(value);
    const http = state.rules.map((rule) => ruleValue(rule, stored));
    const spec = { ...fieldsAt(value, 'spec'), http: http.length === 0 ? undefined : http };
    return [...withSubsets(mesh, state.namespace, wanted(state)), { id, value: { ...value, spec } }];
  },
  says(state, mesh) {
    const value = mesh.get(virtualServiceId(state))?.value;
    const hosts = value === undefined ? [state.host] : textsAt(fieldsAt(value, 'spec'), 'hosts');
    return [
      `Requests to ${hosts.map((host) => placeWords(host)).join(', ')} are compared with the rules from the top; the first that fits decides.`,
      ...state.rules.map((rule, index) => `${index + 1}. ${ruleText(rule)}`),
      ...subsetWords(mesh, state.namespace, wanted(state)),
    ];
  },
  problems: (state, mesh) => [
    ...choiceProblems(state, mesh),
    ...state.rules.flatMap((rule, index) => ruleProblems(rule, index, state, mesh)),
  ],
};

function ruleText({ matches, destinations, instead }: RuleState): string {
  const who =
    matches.length === 0 ? 'Every request' : `Requests with ${matches.map(matchText).join(', or ')}`;
  if (instead !== null) return `${who}: ${instead}.`;
  const places = destinations.map(({ host, subset, weight }) =>
    weight === null ? placeWords(host, subset) : `${weight} % to ${placeWords(host, subset)}`,
  );
  return destinations.length === 1 && destinations[0]?.weight === null
    ? `${who}: to ${places[0]}.`
    : `${who}: ${places.join(', ')}.`;
}

function ruleProblems(
  rule: RuleState,
  index: number,
  { rules, namespace }: RequestRouting,
  mesh: MeshObjects,
): readonly FieldProblem[] {
  const at = `rules.${index}`;
  const problems: FieldProblem[] = [];
  const isLast = index === rules.length - 1;
  if (rule.matches.length === 0 && !isLast) {
    problems.push({
      field: `${at}.matches`,
      message: `Rule ${index + 1} takes every request, so the rules below it are never reached`,
    });
  }
  for (const [place, match] of rule.matches.entries()) {
    problems.push(...matchProblems(match, `${at}.matches.${place}`));
  }
  if (rule.instead !== null) return problems;
  if (rule.destinations.length === 0)
    problems.push({ field: at, message: `Rule ${index + 1} needs a destination` });
  for (const [place, { host }] of rule.destinations.entries()) {
    if (host === '' || (mesh.service(host, namespace) === null && !host.includes('.'))) {
      problems.push({ field: `${at}.destinations.${place}.host`, message: 'Choose a service' });
    }
  }
  const weights = rule.destinations.map(({ weight }) => weight ?? 0);
  if (rule.destinations.length > 1 && weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    problems.push({
      field: `${at}.weights`,
      message: `The weights of rule ${index + 1} add up to ${weights.reduce((sum, weight) => sum + weight, 0)}, not 100`,
    });
  }
  return problems;
}

function matchProblems({ path, headers, query }: MatchState, at: string): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (path.kind === 'regex' ? path.value === '' : path.kind !== 'any' && !path.value.startsWith('/')) {
    problems.push({
      field: `${at}.path`,
      message: path.kind === 'regex' ? 'Write a pattern' : 'A path begins with "/"',
    });
  }
  for (const [list, conditions] of Object.entries({ headers, query })) {
    const seen = new Set<string>();
    for (const [index, condition] of conditions.entries()) {
      const field = `${at}.${list}.${index}`;
      const key = keyOf(condition).toLowerCase();
      if (condition.name === '') problems.push({ field, message: 'Give it a name' });
      else if (condition.kind !== 'present' && condition.value === '')
        problems.push({ field, message: `Give ${condition.name} a value` });
      else if (seen.has(key))
        problems.push({ field, message: `${key} can be asked for only once in one condition` });
      seen.add(key);
    }
  }
  return problems;
}
