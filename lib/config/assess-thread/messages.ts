/** What the process and its thread for large texts say to each other. Answers carry the number of their question. */
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { DraftText } from '@/lib/config/assess';
import type { Change } from '@/lib/config/changes/change';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import type { Simulation } from '@/lib/config/simulation/answer/simulation-of';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectStatus } from '@/lib/config/stored-problems';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { FaultCode } from '@/lib/mesh/fault';

/** An object on its way to the thread. A large one travels as text alone, which is read again over there. */
export type SentObject = Omit<StoredObject, 'value'> & { readonly value: StoredObject['value'] | null };

export type ThreadQuestion =
  /** Comes before what is asked, as often as it takes; the thread keeps what it was given. */
  | { readonly kind: 'follow'; readonly put: readonly SentObject[]; readonly removed: readonly string[] }
  | {
      readonly kind: 'assess';
      readonly request: number;
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
      readonly request: number;
      readonly id: ObjectId;
      readonly text: string;
      readonly schema: StructuralSchema | null;
    }
  /** One document as a value. */
  | { readonly kind: 'read'; readonly request: number; readonly text: string }
  /** How each object of the mesh stands, or everything that is said against them. */
  | {
      readonly kind: 'statuses' | 'findings';
      readonly request: number;
      readonly suppress: readonly SuppressRule[];
    }
  /** What becomes of a request, with these texts in place. */
  | {
      readonly kind: 'simulate';
      readonly request: number;
      readonly asked: SimulationRequest;
      readonly drafts: readonly Draft[];
    }
  /** What a change set would bring about. */
  | {
      readonly kind: 'changes';
      readonly request: number;
      readonly suppress: readonly SuppressRule[];
      readonly changes: readonly Change[];
    };

export type ThreadAnswer = { readonly request: number } & (
  | { readonly kind: 'assessed'; readonly assessment: Assessment }
  | { readonly kind: 'checked'; readonly problems: readonly TextProblem[] }
  /** `json` of the value; null where the text cannot be read, or holds what JSON does not. */
  | { readonly kind: 'read'; readonly json: string | null }
  /** By `objectKey`. */
  | { readonly kind: 'statuses'; readonly statuses: ReadonlyMap<string, ObjectStatus> }
  | { readonly kind: 'findings'; readonly findings: readonly FindingAnswer[] }
  | { readonly kind: 'changes'; readonly findings: readonly ElsewhereAnswer[] }
  | { readonly kind: 'simulated'; readonly simulation: Simulation }
  /** `fault`: what the one who asked did wrong. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly fault: { readonly code: FaultCode; readonly hint: string | null } | null;
    }
);
