/** Changes of configuration as events: from kept revisions, and where there are none from versions seen in metrics. */
import { appliesTo } from '@/lib/config/applies';
import { objectHref, objectKey } from '@/lib/config/identity';
import { formerValue, lineChanges } from '@/lib/config/line-diff';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { Revision } from '@/lib/config/revisions';
import { meshView } from '@/lib/config/simulation/mesh-view';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import type { ConfigEvent } from './contract';
import type { ObjectSightings } from './sightings';

/** Services that are named for an object; a policy of the whole mesh rules more than anybody would read. */
const MOST_RULED = 200;
/** Characters of the one field that is quoted. */
const LONGEST_QUOTE = 60;

/** The services that an object of this text rules in the mesh of these objects, as `<namespace>/<name>`. */
export type RulesOf = (id: ObjectId, texts: readonly (string | null)[]) => string[];

export function rulesAmong(objects: readonly StoredObject[]): RulesOf {
  const view = meshView(objects, meshConfigOf(objects).config);
  return (id, texts) => {
    const key = objectKey(id);
    const versions = [
      ...objects.filter((object) => objectKey(object.id) === key),
      ...texts.flatMap((text) => parsed(text, key)),
    ];
    // Gateways are reached through the routes that name them.
    const routes =
      id.kind === 'Gateway'
        ? objects.filter(({ id: { kind } }) => kind === 'VirtualService' || kind === 'HTTPRoute')
        : [];
    const ruled = view.services.filter(({ namespace, name }) =>
      appliesTo([...versions, ...routes], view, namespace, name).some(
        (object) => objectKey(object.id) === key,
      ),
    );
    const own = id.kind === 'Service' && id.namespace !== null ? [`${id.namespace}/${id.name}`] : [];
    return [...new Set([...own, ...ruled.map(({ namespace, name }) => `${namespace}/${name}`)])]
      .sort()
      .slice(0, MOST_RULED);
  };
}

function parsed(text: string | null, key: string): StoredObject[] {
  if (text === null) return [];
  return storedObjects(text, 'history', () => '')
    .placed.map(({ object }) => object)
    .filter((object) => objectKey(object.id) === key);
}

export function revisionEvents(revisions: readonly Revision[], rulesOf: RulesOf): ConfigEvent[] {
  return revisions.map((revision) => {
    const { id, atSeconds, before, after, change, author } = revision;
    const hasDiff =
      change === 'created' ? after !== null : before !== null && (after !== null || change === 'removed');
    return {
      kind: 'config',
      id: `config${objectHref(id)}@${atSeconds}`,
      atSeconds,
      withinSeconds: 0,
      title: `${id.kind} ${id.name} ${change}`,
      detail: detailOf(revision),
      namespace: id.namespace,
      object: id,
      change,
      author,
      diff: hasDiff ? { before, after } : null,
      rules: rulesOf(id, [before, after]),
    };
  });
}

/** `weight 100 → 80`, where that is all; else how much of the text changed. */
function detailOf({ change, before, after }: Revision): string {
  if (change !== 'changed' || before === null || after === null) return '';
  const lines = after.split('\n');
  const changes = lineChanges(before, after);
  const fields = changes.flatMap((one) => {
    if (one.kind !== 'changed') return [];
    const now = lines[one.line - 1] ?? '';
    const was = formerValue(one.was, now);
    const field = /^\s*(?:- )?([\w./-]+):\s+(\S.*)$/.exec(now);
    return was === null || field === null
      ? []
      : [`${field[1]} ${was} → ${(field[2] ?? '').replace(/\s+#.*$/, '')}`];
  });
  const text = fields.join(', ');
  if (fields.length === changes.length && text !== '' && text.length <= LONGEST_QUOTE) return text;
  return changes.length === 1
    ? '1 place in its text changed'
    : `${changes.length} places in its text changed`;
}

/**
 * From figures that change with every change. Where a revision tells of the same change, the revision is better; the
 * figure's own beginning is no change, since every server begins to export at some time.
 */
export function sightingEvents(
  sightings: readonly ObjectSightings[],
  known: readonly Pick<ConfigEvent, 'object' | 'atSeconds'>[],
  fromSeconds: number,
  stepSeconds: number,
  rulesOf: RulesOf,
): ConfigEvent[] {
  return sightings.flatMap((sighting) => {
    const { group, kind, namespace, name } = sighting;
    const object: ObjectId = { group, kind, namespace, name };
    const key = objectKey(object);
    const own = known.filter((event) => objectKey(event.object) === key);
    return sighting.points.flatMap(([atSeconds, version], index) => {
      const earlier = sighting.points[index - 1];
      if (earlier === undefined || earlier[1] === version || atSeconds < fromSeconds) return [];
      const isKnown = own.some(
        (event) => event.atSeconds <= atSeconds && event.atSeconds >= earlier[0] - 2 * stepSeconds,
      );
      if (isKnown) return [];
      return [
        {
          kind: 'config' as const,
          id: `config${objectHref(object)}@${atSeconds}`,
          atSeconds,
          withinSeconds: atSeconds - earlier[0],
          title: `${kind} ${name} changed`,
          detail: 'its text was not kept',
          namespace,
          object,
          change: 'changed' as const,
          author: null,
          diff: null,
          rules: rulesOf(object, []),
        },
      ];
    });
  });
}
