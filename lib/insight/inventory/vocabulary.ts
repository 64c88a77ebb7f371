/** What can be asked of the inventory, by name. Without zod, so that a page's first scripts can list the choices. */

export const inventoryKinds = ['namespaces', 'applications', 'services', 'workloads'] as const;
export type InventoryKind = (typeof inventoryKinds)[number];

/** How something takes part in the mesh. `mixed`: its parts differ. `unknown`: cannot be told. */
export const planes = ['sidecar', 'ambient', 'gateway', 'waypoint', 'none', 'mixed', 'unknown'] as const;
export type Plane = (typeof planes)[number];

export const healthChoices = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;
export type HealthChoice = (typeof healthChoices)[number];

export const findingChoices = ['errors', 'warnings', 'none'] as const;
export type FindingChoice = (typeof findingChoices)[number];

export const inventorySorts = [
  'health',
  'name',
  'namespace',
  'cluster',
  'type',
  'plane',
  'replicas',
  'findings',
  'mtls',
  'rate',
  'errors',
  'p95',
  'cpu',
  'memory',
  'restarts',
] as const;
export type InventorySort = (typeof inventorySorts)[number];

/** Rows that one answer holds at most. */
export const MOST_ROWS = 200;

/**
 * How much of a subject is asked for. `facts`: what needs no metrics, which is there at once; `figures`: that and the
 * figures of it and of what belongs to it; `peers`: all that, and whom it talks to.
 */
export const subjectParts = ['facts', 'figures', 'peers'] as const;
export type SubjectPart = (typeof subjectParts)[number];
