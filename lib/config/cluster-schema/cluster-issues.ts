/**
 * An object against the schema that its cluster has for it, with the verdict of the API server under strict validation:
 * unknown fields, values, lists of unique entries, and the definition's own rules, in that order.
 */
import { repeatedEntries } from './list-keys';
import { isSame, oldEntryOf, oldFieldOf } from './old-value';
import { ruleIssues } from './rules/rule-issues';
import type { SchemaIssue } from './schema-issue';
import { isFields, type StructuralSchema, schemaOfField } from './structural-schema';
import { unknownFields } from './unknown-fields';
import { valueIssues } from './value-issues';
import { withDefaults } from './with-defaults';

export interface ClusterIssue extends SchemaIssue {
  /**
   * It stands so already, and the server lets what is not changed pass
   * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting).
   */
  readonly isUnchanged: boolean;
}

/** `stored` is the object as the cluster has it now; null = it is new. */
export function clusterIssues(
  object: unknown,
  schema: StructuralSchema,
  stored: unknown = null,
): readonly ClusterIssue[] {
  if (!isFields(object)) return [];
  const unknown = unknownFields(object, schema);
  // A definition with a status of its own has the server ignore what a person writes there.
  const judged = judgedSchema(schema);
  const value = withDefaults(judgedObject(object), judged);
  const old = isFields(stored) ? withDefaults(judgedObject(stored), judged) : undefined;
  // Whether entries stand twice is not looked at in an object that had such entries already.
  const hadRepeated = old !== undefined && repeatedEntries(old, judged).length > 0;
  const repeated = repeatedEntries(value, judged).map((issue) => ({ ...issue, isUnchanged: hadRepeated }));
  const values = [...valueIssues(value, judged).map(withState), ...repeated];
  // What passes because it stands so already keeps no rule from being asked.
  const isBlocked = values.some((issue) => issue.keepsRulesFromBeingAsked && !issue.isUnchanged);
  const rules = isBlocked ? [] : ruleIssues(value, judged, old).map(withState);
  return [...unknown.map((issue) => ({ ...issue, isUnchanged: false })), ...values, ...rules];

  function withState(issue: SchemaIssue): ClusterIssue {
    const isUnchanged =
      old !== undefined && issue.kind !== 'left' && standsAlready(issue.path, value, old, judged);
    return { ...issue, isUnchanged };
  }
}

/** Who the object is, is judged elsewhere; so is its status, by whoever writes it. */
function judgedSchema(schema: StructuralSchema): StructuralSchema {
  const { apiVersion: _, kind: __, metadata: ___, status: ____, ...properties } = schema.properties ?? {};
  const required = schema.required?.filter((name) => name !== 'status' && name !== 'metadata');
  return { ...schema, properties, ...(required === undefined ? {} : { required }) };
}

function judgedObject({ status: _, ...object }: Readonly<Record<string, unknown>>): unknown {
  return object;
}

/** What is at the path, or around it where nothing is, is what was there before. */
function standsAlready(
  path: SchemaIssue['path'],
  value: unknown,
  old: unknown,
  schema: StructuralSchema,
): boolean {
  let [now, before, own]: [unknown, unknown, StructuralSchema | null] = [value, old, schema];
  for (const name of path) {
    if (own === null) break;
    const [around, was] = [now, before];
    if (typeof name === 'number') {
      now = Array.isArray(around) ? around[name] : undefined;
      before = oldEntryOf(was, now, own);
      own = own.items ?? null;
    } else {
      now = isFields(around) && Object.hasOwn(around, name) ? around[name] : undefined;
      before = oldFieldOf(was, name, own);
      own = schemaOfField(own, name);
    }
    // What cannot be told apart, or is missing, is as old as what is around it.
    if (now === undefined || before === undefined) return isSame(around, was);
  }
  return isSame(now, before);
}
