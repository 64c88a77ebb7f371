/** What the thread for large texts is asked, and what it answers. */
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { DraftText } from '@/lib/config/assess';
import type { Change } from '@/lib/config/changes/change';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import type { Simulation } from '@/lib/config/simulation/answer/simulation-of';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectStatus } from '@/lib/config/stored-problems';
import type { TextProblem } from '@/lib/config/yaml/problem';

export type ThreadQuestion =
  | {
      readonly kind: 'assess';
      readonly suppress: readonly SuppressRule[];
      readonly id: ObjectId | null;
      readonly text: string;
      readonly drafts: readonly DraftText[];
      /** Of the text's kind in the cluster; null = not known. */
      readonly schema: StructuralSchema | null;
    }
  /** What the text breaks by itself. */
  | {
      readonly kind: 'check';
      readonly id: ObjectId;
      readonly text: string;
      readonly schema: StructuralSchema | null;
    }
  /** A value, as JSON, as the text that a person edits. */
  | { readonly kind: 'render'; readonly json: string }
  /** One document as a value. */
  | { readonly kind: 'read'; readonly text: string }
  /** How each object of the mesh stands, or everything that is said against them. */
  | {
      readonly kind: 'statuses' | 'findings';
      readonly suppress: readonly SuppressRule[];
    }
  /** The line that a list shows for each large object. */
  | { readonly kind: 'summaries' }
  /** Which objects rule what happens to a service. */
  | { readonly kind: 'applies'; readonly namespace: string; readonly service: string }
  /** What becomes of a request, with these texts in place. */
  | {
      readonly kind: 'simulate';
      readonly asked: SimulationRequest;
      readonly drafts: readonly Draft[];
    }
  /** What a change set would bring about. */
  | {
      readonly kind: 'changes';
      readonly suppress: readonly SuppressRule[];
      readonly changes: readonly Change[];
    };

export type ThreadAnswer =
  | { readonly kind: 'assessed'; readonly assessment: Assessment }
  | { readonly kind: 'checked'; readonly problems: readonly TextProblem[] }
  | { readonly kind: 'rendered'; readonly text: string }
  /** `json` of the value; null where the text cannot be read, or holds what JSON does not. */
  | { readonly kind: 'read'; readonly json: string | null }
  /** By `objectKey`. */
  | { readonly kind: 'statuses'; readonly statuses: ReadonlyMap<string, ObjectStatus> }
  | { readonly kind: 'summaries'; readonly summaries: ReadonlyMap<string, string> }
  /** By `objectKey`. */
  | { readonly kind: 'applying'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'findings'; readonly findings: readonly FindingAnswer[] }
  | { readonly kind: 'changes'; readonly findings: readonly ElsewhereAnswer[] }
  | { readonly kind: 'simulated'; readonly simulation: Simulation };
