/** A VirtualService as HTTPRoutes that send the same requests to the same pods, with what they cannot carry over. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { Conversion } from './conversion';
import { Differences } from './difference';
import type { BackendContext } from './route-backends';
import type { RouteMatchValue } from './route-match';
import { type RouteParents, routeParents } from './route-parents';
import { type ConvertedRule, routeRules } from './route-rule';
import { areDisjoint, askedBefore, covers } from './rule-order';

/** Rules that the API takes in one HTTPRoute. */
const MOST_RULES = 16;

type WrittenObject = ObjectEdit & { readonly value: Fields };

export function httpRoutesOf({ id, value }: MeshObject, mesh: MeshObjects): Conversion {
  const differences = new Differences();
  const spec = fieldsAt(value, 'spec');
  for (const name of ['tcp', 'tls'] as const) {
    if (fieldsListAt(spec, name).length === 0) continue;
    const kind = name === 'tcp' ? 'a TCPRoute' : 'a TLSRoute';
    differences.leftOut(
      ['spec', name],
      `An HTTPRoute has no rules for ${name.toUpperCase()}; they need ${kind}.`,
    );
  }
  const needed = new Map<string, WrittenObject>();
  const namespace = id.namespace ?? '';
  const routes = routeParents(mesh, spec, namespace, differences).flatMap((parents) => {
    const context = { mesh, namespace, routeNamespace: parents.namespace, differences, needed };
    return routesOf(context, spec, parents, id.name);
  });
  return { objects: [...routes, ...needed.values()], differences: differences.all };
}

function routesOf(
  context: BackendContext,
  spec: Fields,
  parents: RouteParents,
  name: string,
): readonly WrittenObject[] {
  const converted = fieldsListAt(spec, 'http').flatMap((rule, index) => {
    const wanted = matchesFor(rule, parents.gateway);
    if (wanted !== null && wanted.length === 0) return [];
    return routeRules(context, rule, ['spec', 'http', index], wanted);
  });
  const rules = reachable(converted, context.differences).map(writtenRule);
  const chunks: Fields[][] = [];
  for (let at = 0; at < rules.length; at += MOST_RULES) chunks.push(rules.slice(at, at + MOST_RULES));
  return chunks.map((chunk, index) => {
    // Routes that are equally old count by their names.
    const number = chunks.length < 10 ? String(index + 1) : String(index + 1).padStart(2, '0');
    const ownName = `${name}${parents.suffix}${index === 0 ? '' : `-${number}`}`;
    const id = {
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      namespace: parents.namespace,
      name: ownName,
    };
    const metadata = { name: ownName, namespace: parents.namespace };
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: parents.references,
        ...(parents.hostnames.length === 0 ? {} : { hostnames: parents.hostnames }),
        rules: chunk,
      },
    };
    return { id, value: route };
  });
}

/** Indexes of the matches for a gateway; null = the rule has no match and takes everything. */
function matchesFor(rule: Fields, gateway: string): readonly number[] | null {
  const matches = fieldsListAt(rule, 'match');
  if (matches.length === 0) return null;
  return matches.flatMap((match, index) => {
    const own = textsAt(match, 'gateways');
    return own.length === 0 || own.includes(gateway) ? [index] : [];
  });
}

/** Without matches that nothing reaches; those whose turn comes earlier than before are among the differences. */
function reachable(rules: readonly ConvertedRule[], differences: Differences): readonly ConvertedRule[] {
  const asked: RouteMatchValue[] = [];
  return rules.flatMap((rule) => {
    const matches = rule.matches.filter(({ value, path }) => {
      if (asked.some((earlier) => covers(earlier, value))) {
        const because = 'An earlier rule takes everything that this one asks for.';
        differences.add({ path, kind: 'unreached', because });
        return false;
      }
      const overtaken = asked.some(
        (earlier) => askedBefore(value, earlier) < 0 && !areDisjoint(earlier, value),
      );
      if (overtaken) {
        const because =
          'An HTTPRoute asks the more specific match first, so this one takes requests that an earlier rule took.';
        differences.changed(path, because);
      }
      asked.push(value);
      return true;
    });
    return matches.length === 0 ? [] : [{ ...rule, matches }];
  });
}

function writtenRule({ matches, rest }: ConvertedRule): Fields {
  const isEverything = matches.length === 1 && Object.keys(matches[0]?.value ?? {}).length === 0;
  const { name, ...other } = rest;
  const asked = isEverything ? {} : { matches: matches.map(({ value }) => value) };
  return { ...(name === undefined ? {} : { name }), ...asked, ...other };
}
