/** What was added, changed and taken away from one state of the configuration to the next. */
import type { ObjectValue } from './configuration';
import type { History, Segment } from './history';

export interface ObjectChange {
  readonly kind: string;
  readonly event: 'add' | 'update' | 'delete';
}

const known = new WeakMap<Segment, readonly ObjectChange[]>();

/** The changes of each edit after `fromSeconds` (Unix) and before `toSeconds`. */
export function changesBetween(
  { segments }: History,
  fromSeconds: number,
  toSeconds: number,
): readonly (readonly ObjectChange[])[] {
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    if (before === undefined || segment.fromSeconds <= fromSeconds || segment.fromSeconds >= toSeconds)
      return [];
    let changes = known.get(segment);
    if (changes === undefined) {
      changes = difference(before.objects, segment.objects);
      known.set(segment, changes);
    }
    return [changes];
  });
}

const counted = new WeakMap<Segment, ReadonlyMap<string, number>>();

/** How many objects of each kind there were at an instant, Unix seconds. */
export function objectCounts({ segments }: History, seconds: number): ReadonlyMap<string, number> {
  const segment = segments.findLast(({ fromSeconds }) => fromSeconds <= seconds) ?? segments[0];
  if (segment === undefined) return new Map();
  let counts = counted.get(segment);
  if (counts === undefined) {
    const fresh = new Map<string, number>();
    for (const { kind } of segment.objects) fresh.set(String(kind), (fresh.get(String(kind)) ?? 0) + 1);
    counts = fresh;
    counted.set(segment, counts);
  }
  return counts;
}

function difference(before: readonly ObjectValue[], after: readonly ObjectValue[]): readonly ObjectChange[] {
  const old = new Map(before.map((object) => [nameOf(object), object]));
  const changes: ObjectChange[] = [];
  for (const object of after) {
    const name = nameOf(object);
    const was = old.get(name);
    old.delete(name);
    if (was === undefined) changes.push({ kind: String(object.kind), event: 'add' });
    else if (JSON.stringify(was) !== JSON.stringify(object)) {
      changes.push({ kind: String(object.kind), event: 'update' });
    }
  }
  for (const object of old.values()) changes.push({ kind: String(object.kind), event: 'delete' });
  return changes;
}

function nameOf(object: ObjectValue): string {
  const { namespace = '', name = '' } = object.metadata as { namespace?: string; name?: string };
  return `${object.apiVersion} ${object.kind} ${namespace}/${name}`;
}
