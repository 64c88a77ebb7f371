/** Which rule of which VirtualService an assistant works on, and how a change of it is written. */
import { z } from 'zod';
import type { AssistantTarget, FieldProblem, Loss, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isObjectId } from '@/lib/config/identity';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';

export const NETWORKING = 'networking.istio.io';

export type RouteList = 'http' | 'tcp';

export const routeChoiceSchema = z.object({
  /** Of the VirtualService. */
  namespace: z.string(),
  name: z.string(),
  /** The service that is called, as the object writes it. */
  host: z.string(),
  /** Place in the list of rules; null = a new object's only rule. */
  rule: z.number().int().min(0).nullable(),
});
export type RouteChoice = z.infer<typeof routeChoiceSchema>;

export function virtualServiceId({ namespace, name }: { namespace: string; name: string }): ObjectId {
  return { group: NETWORKING, kind: 'VirtualService', namespace, name };
}

/** The VirtualService that a target means: itself, or the one that rules calls to the service inside the mesh. */
export function virtualServiceOf(mesh: MeshObjects, target: AssistantTarget): MeshObject | null {
  if (target.kind === 'object') return mesh.get(target.id);
  if (target.kind === 'nothing') return null;
  const full = mesh.fullHost(target.name, target.namespace);
  const found = mesh.ofKind(`${NETWORKING}/VirtualService`).filter(({ id, value }) => {
    const spec = fieldsAt(value, 'spec');
    const gateways = textsAt(spec, 'gateways');
    return (
      (gateways.length === 0 || gateways.includes('mesh')) &&
      textsAt(spec, 'hosts').some((host) => mesh.fullHost(host, id.namespace ?? '') === full)
    );
  });
  return found.find(({ id }) => id.namespace === target.namespace) ?? found[0] ?? null;
}

export interface OpenedRoutes {
  readonly choice: RouteChoice;
  readonly object: MeshObject | null;
}

/** What is opened, at the rule that most requests meet: the last that sends somewhere. */
export function openRoutes(
  mesh: MeshObjects,
  target: AssistantTarget,
  list: RouteList = 'http',
): OpenedRoutes {
  const object = virtualServiceOf(mesh, target);
  if (object === null) return { choice: freshChoice(target), object };
  const rules = rulesOf(object.value, list);
  const rule = rules.findLastIndex((entry) => destinationsOf(entry).length > 0);
  const fallback = textsAt(fieldsAt(object.value, 'spec'), 'hosts')[0] ?? '';
  return {
    object,
    choice: {
      namespace: object.id.namespace ?? '',
      name: object.id.name,
      host: hostOf(rules[rule]) ?? fallback,
      rule: rule < 0 ? null : rule,
    },
  };
}

function freshChoice(target: AssistantTarget): RouteChoice {
  if (target.kind === 'service') {
    return { namespace: target.namespace, name: target.name, host: target.name, rule: null };
  }
  const namespace = target.kind === 'object' ? target.id.namespace : target.namespace;
  return {
    namespace: namespace ?? '',
    name: target.kind === 'object' ? target.id.name : '',
    host: '',
    rule: null,
  };
}

export function rulesOf(value: Fields, list: RouteList = 'http'): readonly Fields[] {
  return fieldsListAt(fieldsAt(value, 'spec'), list);
}

/** The rule that is worked on; empty for a new one. */
export function chosenRule(mesh: MeshObjects, choice: RouteChoice, list: RouteList = 'http'): Fields {
  const object = mesh.get(virtualServiceId(choice));
  return (
    (object === null || choice.rule === null ? undefined : rulesOf(object.value, list)[choice.rule]) ?? {}
  );
}

export function destinationsOf(rule: Fields | undefined): readonly Fields[] {
  return rule === undefined ? [] : fieldsListAt(rule, 'route');
}

function hostOf(rule: Fields | undefined): string | null {
  const [first] = destinationsOf(rule);
  return first === undefined ? null : textAt(fieldsAt(first, 'destination'), 'host');
}

/** Where the object's lists are none, nothing of it can be edited safely. */
export function shapeLosses(object: MeshObject | null, list: RouteList = 'http'): readonly Loss[] {
  if (object === null) return [];
  const { spec } = object.value;
  if (!isFields(spec)) return [{ path: 'spec', because: 'it is no object, so there is nothing to edit' }];
  const losses = ['hosts', 'gateways', list].flatMap((name) => listLoss(spec, name));
  if (losses.length > 0) return losses;
  if (rulesOf(object.value, list).length === 0) return otherLosses(object, list);
  return rulesOf(object.value, list).flatMap((rule, index) => {
    const path = `spec.${list}[${index}]`;
    if (rule.route !== undefined && !Array.isArray(rule.route)) {
      return [{ path: `${path}.route`, because: 'a list of destinations is expected here' }];
    }
    return rule.match === undefined || Array.isArray(rule.match)
      ? []
      : [{ path: `${path}.match`, because: 'a list of conditions is expected here' }];
  });
}

const RULES_FOR = { http: 'HTTP requests', tcp: 'TCP connections', tls: 'TLS connections' } as const;

/** Rules for another protocol: one for `list` beside them would be for traffic that the host does not get. */
function otherLosses({ value }: MeshObject, list: RouteList): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  return (['http', 'tcp', 'tls'] as const)
    .filter((name) => name !== list && fieldsListAt(spec, name).length > 0)
    .map((name) => ({
      path: `spec.${name}`,
      because: `its rules are for ${RULES_FOR[name]}, and this form writes rules for ${RULES_FOR[list]}`,
    }));
}

function listLoss(spec: Fields, name: string): readonly Loss[] {
  const value = spec[name];
  if (value === undefined || Array.isArray(value)) return [];
  return [{ path: `spec.${name}`, because: 'a list is expected here; what stands there would be lost' }];
}

/** What acts in place of destinations, so that a form about sending has nothing to hold on to. */
export function answerLosses(object: MeshObject | null, what: string): readonly Loss[] {
  const rules = object === null ? [] : rulesOf(object.value);
  if (rules.length === 0 || rules.some((rule) => destinationsOf(rule).length > 0)) return [];
  return rules.map((rule, index) => {
    const action = ['redirect', 'directResponse', 'delegate'].find((name) => rule[name] !== undefined);
    return {
      path: `spec.http[${index}]${action === undefined ? '' : `.${action}`}`,
      because: `it sends requests to no destination of its own, so ${what} would have to replace it`,
    };
  });
}

/** The object with its chosen rule changed; a new object where there is none. */
export function withRule(
  mesh: MeshObjects,
  choice: RouteChoice,
  change: (rule: Fields) => Fields,
  list: RouteList = 'http',
): readonly ObjectEdit[] {
  const id = virtualServiceId(choice);
  if (choice.host === '' || !isObjectId(id)) return [];
  const value = mesh.get(id)?.value ?? freshVirtualService(choice);
  const spec = fieldsAt(value, 'spec');
  const rules = [...rulesOf(value, list)];
  const at = choice.rule ?? rules.length;
  rules[at] = change(rules[at] ?? { route: [{ destination: { host: choice.host } }] });
  return [{ id, value: { ...value, spec: { ...spec, [list]: rules } } }];
}

export function freshVirtualService({ namespace, name, host }: Omit<RouteChoice, 'rule'>): Fields {
  return {
    apiVersion: `${NETWORKING}/v1`,
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec: { hosts: [host] },
  };
}

/** What is wrong with name, namespace and host. */
export function choiceProblems(
  choice: Omit<RouteChoice, 'rule'>,
  mesh: MeshObjects,
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (choice.host === '') problems.push({ field: 'host', message: 'Choose the service that is called' });
  if (choice.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
  if (choice.name === '') problems.push({ field: 'name', message: 'Give the object a name' });
  else if (!isObjectId(virtualServiceId({ ...choice, namespace: choice.namespace || 'default' }))) {
    problems.push({ field: 'name', message: 'A name has lower case letters, digits, "-" and "."' });
  }
  if (choice.host !== '' && choice.namespace !== '' && mesh.service(choice.host, choice.namespace) === null) {
    if (!choice.host.includes('*')) {
      problems.push({
        field: 'host',
        message: `No service is called ${choice.host} from ${choice.namespace}`,
      });
    }
  }
  return problems;
}
