/** What comes of converting an object: the objects in its place, and what differs. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { Fields } from '@/lib/config/simulation/read/fields';
import type { Difference } from './difference';

export interface Conversion {
  /** The converted objects first, then others that they need (Services of versions, ReferenceGrants). */
  readonly objects: readonly (ObjectEdit & { readonly value: Fields })[];
  readonly differences: readonly Difference[];
}
