/** An object of the cluster as the YAML that a person edits: in a fixed order, without what the server keeps for itself. */
import 'server-only';
import { dump } from 'js-yaml';

/** Of `metadata`: written by the server alone. They are kept when the text is saved. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);
const FIRST_METADATA = ['name', 'namespace', 'labels', 'annotations'];
const FIRST_FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];

type Fields = Readonly<Record<string, unknown>>;

export function objectText(value: Fields): string {
  const { status: _, ...kept } = value;
  const object = ordered({ ...kept, metadata: editableMetadata(value) }, FIRST_FIELDS);
  // The default schema quotes what YAML 1.1, and so kubectl, would take for a boolean or a number.
  return dump(object, { lineWidth: -1, noRefs: true });
}

function editableMetadata({ metadata }: Fields): Fields {
  const all = (metadata ?? {}) as Fields;
  return ordered(
    Object.fromEntries(Object.entries(all).filter(([name]) => !SERVER_METADATA.has(name))),
    FIRST_METADATA,
  );
}

/** The named fields first; the others keep the server's order, which is the same every time. */
function ordered(fields: Fields, first: readonly string[]): Fields {
  const result: Record<string, unknown> = {};
  for (const name of first) if (fields[name] !== undefined) result[name] = fields[name];
  for (const [name, value] of Object.entries(fields)) if (!first.includes(name)) result[name] = value;
  return result;
}
