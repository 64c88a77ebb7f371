/** Which headers of a request the rules on its way look at, so that a reader sees which of them matter. */
import { isSameObject } from '@/lib/config/identity';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MatchedRoute } from '@/lib/config/simulation/outcome';
import type { ObjectId } from '@/lib/config/store';

/** Lower case, each once. `policies` are those that were asked. */
export function headersRead(
  view: MeshView,
  matched: MatchedRoute | null,
  policies: readonly ObjectId[],
): string[] {
  const names = new Set<string>();
  if (matched !== null) for (const name of ofRules(view, matched.object)) names.add(name.toLowerCase());
  for (const policy of view.authorizationPolicies) {
    if (!policies.some((id) => isSameObject(id, policy.id))) continue;
    for (const { from, to, when } of policy.rules) {
      for (const { attribute } of [...from.flat(), ...to.flat(), ...when]) {
        const name = /^request\.headers\[(.+)\]$/.exec(attribute)?.[1];
        if (name !== undefined) names.add(name.toLowerCase());
      }
    }
  }
  return [...names].sort();
}

function ofRules(view: MeshView, object: ObjectId): readonly string[] {
  const service = view.virtualServices.find(({ id }) => isSameObject(id, object));
  if (service !== undefined) {
    return service.http.flatMap(({ match }) =>
      match.flatMap(({ headers, withoutHeaders }) => [...headers, ...withoutHeaders].map(([name]) => name)),
    );
  }
  const route = view.httpRoutes.find(({ id }) => isSameObject(id, object));
  return (route?.rules ?? []).flatMap(({ matches }) =>
    matches.flatMap(({ headers }) => headers.map(({ name }) => name)),
  );
}
