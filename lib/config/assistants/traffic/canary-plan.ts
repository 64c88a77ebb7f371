/** The plan of a canary: which version it is and through which shares it goes. Kept as an annotation of the object. */
import { z } from 'zod';

export const CANARY_ANNOTATION = 'periplus.io/canary-plan';

export const canarySchema = z.object({
  /** Subset that gets more with every step. */
  subset: z.string(),
  /** Shares in per cent, growing. */
  steps: z.array(z.number()),
});
export type CanaryPlan = z.infer<typeof canarySchema>;

export const USUAL_STEPS = [5, 25, 50, 100];

/** "v3: 5, 25, 50, 100"; null when it says something else. */
export function readPlan(text: string | null): CanaryPlan | null {
  const [, subset, list] = /^\s*([A-Za-z0-9._-]+)\s*:\s*([\d.,\s]+)$/.exec(text ?? '') ?? [];
  if (subset === undefined || list === undefined) return null;
  return { subset, steps: readSteps(list) };
}

/** Shares as somebody types them, in any order; what is no share is left out. */
export function readSteps(text: string): number[] {
  const shares = text
    .split(/[\s,;→]+/)
    .map((part) => Number.parseFloat(part))
    .filter((share) => share >= 0 && share <= 100);
  return [...new Set(shares)].sort((a, b) => a - b);
}

export function planText({ subset, steps }: CanaryPlan): string {
  return `${subset}: ${steps.join(', ')}`;
}

export interface Share {
  readonly subset: string;
  readonly weight: number;
}

/** The next share of the plan after what the canary has; null at the end. */
export function nextStep(plan: CanaryPlan, shares: readonly Share[]): number | null {
  const now = shares.find(({ subset }) => subset === plan.subset)?.weight ?? 0;
  return plan.steps.find((step) => step > now) ?? null;
}

/** The share before what the canary has, 0 before the first; null where it has none. */
export function previousStep(plan: CanaryPlan, shares: readonly Share[]): number | null {
  const now = shares.find(({ subset }) => subset === plan.subset)?.weight ?? 0;
  if (now === 0) return null;
  return plan.steps.findLast((step) => step < now) ?? 0;
}

/**
 * Shares with the canary at `weight`; the others keep their proportions to each other, in whole per cent that add up
 * to 100. Where none of them had anything, the first gets the rest.
 */
export function sharesAt<S extends Share>(shares: readonly S[], canary: string, weight: number): S[] {
  const others = shares.filter(({ subset }) => subset !== canary);
  const before = others.reduce((sum, share) => sum + share.weight, 0);
  let left = 100 - weight;
  return shares.map((share) => {
    if (share.subset === canary) return { ...share, weight };
    const isLast = share === others.at(-1);
    const even =
      before === 0 ? (share === others[0] ? left : 0) : Math.round((share.weight / before) * (100 - weight));
    const own = isLast ? left : Math.min(even, left);
    left -= own;
    return { ...share, weight: own };
  });
}
