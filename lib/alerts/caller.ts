/** Who calls, where an alert is about calls from one to another. */

/** A part of the mesh by the names that its labels give it. */
export interface AlertCaller {
  readonly namespace: string;
  /** Of the workload, else its application. */
  readonly name: string;
}

type Labels = Readonly<Record<string, string>>;

const NAMES = ['source_workload', 'source_canonical_service', 'source_app'] as const;
const NAMESPACES = ['source_workload_namespace', 'source_canonical_namespace'] as const;

/** Null where no calling side is named, or where it is the only one named: then the alert is about that workload itself. */
export function alertCaller(labels: Labels): AlertCaller | null {
  // What is not known cannot be called from anywhere on a picture.
  if (labels.destination_service_namespace === 'unknown') return null;
  const calls = Object.keys(labels).some((label) => label.startsWith('destination_'));
  const name = told(labels, NAMES);
  const namespace = told(labels, NAMESPACES);
  return calls && name !== null && namespace !== null ? { namespace, name } : null;
}

function told(labels: Labels, names: readonly string[]): string | null {
  const name = names.find((one) => !['', 'unknown'].includes(labels[one] ?? ''));
  return name === undefined ? null : (labels[name] ?? null);
}
