/**
 * What an assistant is: a form whose state can be read from objects that somebody wrote, and written into them
 * again. Pure, so that page, tests and anything else use the same.
 */
import type { z } from 'zod';
import type { Fields } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import type { MeshObjects } from './mesh-objects';

/** What lists and menus show of an assistant, without loading it. */
export interface AssistantAbout {
  /** In the URL: `/config/assistants/<name>`. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what somebody uses it for. */
  readonly purpose: string;
  readonly topic: AssistantTopic;
  /** Kinds whose objects can be opened in it, as `group/Kind`. */
  readonly opens: readonly string[];
  /** True when it can start from a service that has no object yet. */
  readonly fromService: boolean;
}

export type AssistantTopic = 'Routes' | 'Resilience' | 'Limits' | 'Entry and exit' | 'Security' | 'Workloads';

/** What the reader came from. `service` names a Kubernetes service. */
export type AssistantTarget =
  | { readonly kind: 'nothing'; readonly namespace: string | null }
  | { readonly kind: 'object'; readonly id: ObjectId }
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string };

/** A field of an object that the form cannot hold, so that writing would lose it. */
export interface Loss {
  /** As written in the object: `spec.http[0].mirrors[1]`. */
  readonly path: string;
  readonly because: string;
}

export type AssistantReading<S> =
  | {
      readonly kind: 'state';
      readonly state: S;
      /** What the object holds beyond the form, each in words; it is kept as it is. */
      readonly kept: readonly string[];
    }
  | { readonly kind: 'refused'; readonly losses: readonly Loss[] };

/** An object as the assistant wants it. The whole value, with everything that the assistant does not know; null deletes. */
export interface ObjectEdit {
  readonly id: ObjectId;
  readonly value: Fields | null;
}

/** How a sentence of `says` begins that tells of something that works today and would not. */
export const BREAKS = 'Breaks: ';

/** A mistake in the form. */
export interface FieldProblem {
  /** Dotted path in the state, e.g. `rules.0.destinations.1.weight`. */
  readonly field: string;
  readonly message: string;
}

/** `S` is the state of the form: plain JSON, checked by `schema` when it comes from storage. */
export interface Assistant<S> {
  readonly about: AssistantAbout;
  readonly schema: z.ZodType<S>;
  /** Objects whose whole text `read` looks at; of ConfigMaps the mesh holds no data. */
  needs?(mesh: MeshObjects, target: AssistantTarget): readonly ObjectId[];
  /** The state found in the objects, or a fresh one where there are none. */
  read(mesh: MeshObjects, target: AssistantTarget): AssistantReading<S>;
  /** The objects as they would be; those that stay as they are may be among them. Empty while the form has no name. */
  write(state: S, mesh: MeshObjects): readonly ObjectEdit[];
  /** What will happen, in sentences. */
  says(state: S, mesh: MeshObjects): readonly string[];
  problems(state: S, mesh: MeshObjects): readonly FieldProblem[];
}
