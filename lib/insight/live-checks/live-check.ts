/** One condition that needs today's traffic beside the configuration: what the docs say of it, and what finds it. */
import type { Severity } from '@/lib/config/analysis/finding';
import type { CodeFacts } from '@/lib/config/codes';
import type { SimulatedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { StepPath } from '@/lib/config/simulation/reasons';
import type { ObjectId } from '@/lib/config/store';
import type { Ends } from '@/lib/insight/impact/ends';
import type { FollowedCall } from '@/lib/insight/impact/follow';
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';

/** What live checks look at. */
export interface LiveMesh {
  readonly mesh: SimulatedMesh;
  readonly calls: readonly FollowedCall[];
  readonly ends: Ends;
  /** null = not told. */
  readonly controlPlane: ControlPlaneFigures | null;
  /** The instant that the figures belong to, Unix seconds. */
  readonly nowSeconds: number;
}

export interface LiveDraft {
  /** null = the mesh as a whole. */
  readonly object: ObjectId | null;
  readonly path: StepPath;
  readonly message: string;
  /** Left out: the check's own. */
  readonly severity?: Severity;
}

export interface LiveCheck {
  /** `PER13` and two digits; never given to another condition. */
  readonly code: string;
  readonly title: string;
  readonly condition: string;
  readonly severity: Severity;
  readonly docs: string;
  run(live: LiveMesh): Iterable<LiveDraft>;
}

export function factsOf({ code, title, condition, severity, docs }: LiveCheck): CodeFacts {
  return { code, title, condition, severity, ist: [], kia: [], fix: null, docs };
}

export const DAY_SECONDS = 86_400;
