/**
 * What happened in the mesh before the demo was started, so that its history has something to tell: a new version of
 * one workload that took over from the old one, and a canary that was given more. Read backwards from what is
 * configured now.
 */
import { REPLACED } from '@/demo/world/workloads';
import type { ObjectValue } from './configuration';
import { beginHistory, type History, withChange } from './history';

/** Before now, in seconds. The old version stays for a while beside the new one. */
export const ROLLOUT_BEGAN = 150 * 60;
export const ROLLOUT_ENDED = 130 * 60;
export const CANARY_GREW = 48 * 60;

const SUCCESSOR = { namespace: 'shop', name: 'email-v2' };
export const CANARY = { namespace: 'shop', name: 'catalog' };
export const WEIGHTS_BEFORE = [90, 10] as const;

/**
 * A history that begins `beginsSeconds` (Unix) and leads to `objects` as they are at `nowSeconds`. Where the objects
 * were edited beyond recognition, the steps that they do not know are left out.
 */
export function historyLeadingTo(
  seed: number,
  beginsSeconds: number,
  nowSeconds: number,
  objects: readonly ObjectValue[],
): History {
  const smallCanary = objects.map(withSmallCanary);
  const bothVersions = smallCanary.flatMap(withPredecessor);
  const oldVersion = bothVersions.filter((object) => !isNamed(object, 'Deployment', SUCCESSOR));
  const steps: readonly (readonly [beforeSeconds: number, objects: readonly ObjectValue[]])[] = [
    [ROLLOUT_BEGAN, bothVersions],
    [ROLLOUT_ENDED, smallCanary],
    [CANARY_GREW, objects],
  ];
  let history = beginHistory(seed, beginsSeconds, oldVersion);
  for (const [beforeSeconds, then] of steps) history = withChange(history, nowSeconds - beforeSeconds, then);
  return history;
}

function withSmallCanary(object: ObjectValue): ObjectValue {
  if (!isNamed(object, 'VirtualService', CANARY)) return object;
  const copy: ObjectValue = structuredClone(object);
  const rule = first(at(copy, 'spec', 'http'));
  const routes = at(rule, 'route');
  if (!Array.isArray(routes) || routes.length !== WEIGHTS_BEFORE.length) return object;
  for (const [index, weight] of WEIGHTS_BEFORE.entries()) Object.assign(routes[index], { weight });
  return copy;
}

/** The new version's Deployment, and before it the old one's: the same but for name and version. */
function withPredecessor(object: ObjectValue): readonly ObjectValue[] {
  if (!isNamed(object, 'Deployment', SUCCESSOR)) return [object];
  const old: ObjectValue = structuredClone(object);
  const metadata = at(old, 'metadata');
  const spec = at(old, 'spec');
  const version = { version: REPLACED.version };
  assign(metadata, { name: REPLACED.name });
  for (const labels of [at(metadata, 'labels'), at(spec, 'selector', 'matchLabels')]) assign(labels, version);
  assign(at(spec, 'template', 'metadata', 'labels'), version);
  const container = first(at(spec, 'template', 'spec', 'containers'));
  assign(container, { image: 'registry.example.com/shop/email:1.8.2' });
  return [old, object];
}

function isNamed(
  object: ObjectValue,
  kind: string,
  named: { readonly namespace: string; readonly name: string },
): boolean {
  return (
    object.kind === kind &&
    at(object, 'metadata', 'namespace') === named.namespace &&
    at(object, 'metadata', 'name') === named.name
  );
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function assign(target: unknown, fields: Readonly<Record<string, unknown>>): void {
  if (typeof target === 'object' && target !== null) Object.assign(target, fields);
}
