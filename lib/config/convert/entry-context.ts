/** What rules of an HTTPRoute are converted in. */
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { Differences } from './difference';

/** Where the VirtualService applies, and what destinations are read against. */
export interface EntryContext {
  readonly mesh: MeshObjects;
  /** Namespace of the route, and of the VirtualService. */
  readonly namespace: string;
  /** Ports of the parents that count; null = every port. */
  readonly ports: readonly number[] | null;
  readonly differences: Differences;
}
