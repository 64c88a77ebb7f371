'use client';
/** Why this route: what counted, numbered as in the path, and under it what was passed over. */
import { CircleMinus } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import { isSameObject } from '@/lib/config/identity';
import type { RouteAnswer, Step } from '@/lib/config/simulation/contract';
import { PlaceLink } from './place-link';
import { SectionTitle } from './section-title';

interface Reason {
  readonly step: Step | null;
  readonly passedOver: readonly Step[];
}

/** What was passed over stands under what was chosen in its stead, which is what comes after it. */
export function groupedReasons(steps: readonly Step[]): readonly Reason[] {
  const reasons: Reason[] = [];
  let waiting: Step[] = [];
  for (const step of steps) {
    if (step.kind === 'skipped') waiting.push(step);
    else {
      reasons.push({ step, passedOver: waiting });
      waiting = [];
    }
  }
  if (waiting.length > 0) reasons.push({ step: null, passedOver: waiting });
  return reasons;
}

export function ReasonsView({ route }: { route: RouteAnswer }) {
  const reasons = groupedReasons(route.steps);
  return (
    <section className="px-4 py-3">
      <SectionTitle title="Why this route" note="numbers as in the path" />
      <ol className="-mx-2 grid gap-0.5">
        {reasons.map(({ step, passedOver }, at) => (
          <li
            // Reasons may repeat word for word; their order is fixed.
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={at}
            className={classNames(
              'grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 rounded-control px-2 py-1 text-sm',
              step !== null && isDeciding(step, route) && 'bg-accent-wash',
            )}
          >
            {step !== null && (
              <>
                <span
                  className={classNames(
                    'mt-0.5 grid size-4 place-items-center rounded-full text-2xs tabular-nums',
                    isDeciding(step, route) ? 'bg-accent text-on-accent' : 'bg-raised text-text-2',
                  )}
                >
                  {at + 1}
                </span>
                <span className="text-pretty">{step.text}</span>
                <PlaceLink place={step.place} />
              </>
            )}
            {passedOver.map((other, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
                key={index}
                className="col-span-2 col-start-2 flex items-start gap-1.5 text-text-3 text-xs"
              >
                <CircleMinus aria-label="Not taken:" role="img" className="mt-0.5 size-3 shrink-0" />
                <span className="min-w-0 flex-1 text-pretty">{other.text}</span>
                <PlaceLink place={other.place} />
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The step of the rule that took it. */
function isDeciding({ kind, place }: Step, { matched, places }: RouteAnswer): boolean {
  const rule = places.match ?? places.route;
  return (
    kind === 'chosen' &&
    matched !== null &&
    place !== null &&
    isSameObject(place.object, matched.object) &&
    place.line === rule?.line
  );
}
