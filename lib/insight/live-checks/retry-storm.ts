/** Retries that multiply along a chain of calls whose end fails. */
import { calleeLabel, callerLabel, ruleAt } from '@/lib/insight/impact/changes/change-draft';
import { type FollowedCall, workloadKey } from '@/lib/insight/impact/follow';
import { percent } from '@/lib/insight/impact/words';
import type { LiveCheck } from './live-check';

/** As often as this one request of a user may become one at the end. */
const MANY = 9;
/** Share of calls that must fail for retries to matter. */
const FAILING = 0.05;
/** Longer chains are found by their ends. */
const LONGEST = 5;

interface Link {
  readonly followed: FollowedCall;
  readonly tries: number;
  readonly isWritten: boolean;
  /** Tries that one call costs at the failures of the window: a next one only where the last failed. */
  readonly triesNow: number;
}

export const retryStorm: LiveCheck = {
  code: 'PER1305',
  title: 'Retries multiply along a chain of calls',
  condition: `More than ${percent(FAILING)} of the calls at the end of a chain fail, and the retries of its links together may make ${MANY} tries or more of one request.`,
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#retries',
  *run({ calls }) {
    const links = calls.map(linkOf).filter((link) => link !== null);
    const callersOf = callersByWorkload(links);
    for (const end of links) {
      const { call } = end.followed;
      if (end.tries < 2 || call.errorsPerSecond / call.ratePerSecond < FAILING) continue;
      const chain = worstChain(end, callersOf);
      const tries = product(chain);
      const written = chain.find(({ isWritten }) => isWritten);
      if (chain.length < 2 || tries < MANY || written === undefined) continue;
      const sample = written.followed.samples[0];
      const at = sample === undefined ? undefined : ruleAt(sample, 'before', 'retries')[0];
      if (at === undefined) continue;
      const names = [...chain.map(({ followed }) => callerLabel(followed)), calleeLabel(end.followed)];
      yield {
        object: at.object,
        path: at.path,
        message: `${percent(call.errorsPerSecond / call.ratePerSecond)} of the calls to ${calleeLabel(end.followed)} fail, and along ${names.join(' → ')} one request may become ${tries} tries${loadNow(chain)}. Retry at one place of the chain only.`,
      };
    }
  },
};

/** What the retries of the chain already cost. */
function loadNow(chain: readonly Link[]): string {
  const factor = chain.reduce((product, link) => product * link.triesNow, 1);
  return factor < 1.05 ? '' : `; at the failures of this window it is ${Number(factor.toPrecision(2))}`;
}

function callersByWorkload(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const callers = new Map<string, Link[]>();
  for (const link of links) {
    for (const key of new Set(link.followed.call.reached.map(workloadKey))) {
      const own = callers.get(key);
      if (own === undefined) callers.set(key, [link]);
      else own.push(link);
    }
  }
  return callers;
}

function linkOf(followed: FollowedCall): Link | null {
  const { call, samples } = followed;
  const outcome = samples[0]?.before.outcome ?? null;
  if (outcome === null || !('retries' in outcome) || outcome.protocol !== 'http' || !(call.ratePerSecond > 0))
    return null;
  const tries = outcome.retries.attempts + 1;
  // What is seen to fail has failed at every try.
  const failing = (call.errorsPerSecond / call.ratePerSecond) ** (1 / tries);
  let triesNow = 0;
  for (let tried = 0; tried < tries; tried += 1) triesNow += failing ** tried;
  return { followed, tries, isWritten: !outcome.retries.isDefault, triesNow };
}

/** Of all chains of observed calls that lead to this end, the one whose tries multiply to the most. */
function worstChain(
  end: Link,
  callersOf: ReadonlyMap<string, readonly Link[]>,
  seen: ReadonlySet<string> = new Set(),
): readonly Link[] {
  const key = keyOf(end);
  const passed = new Set(seen).add(key);
  if (passed.size >= LONGEST) return [end];
  let worst: readonly Link[] = [];
  // Callers whose own retries are the same lead on alike; the first that tries most suffices of each workload.
  for (const link of distinctCallers(callersOf.get(key) ?? [])) {
    if (passed.has(keyOf(link)) || link.tries < 2) continue;
    const chain = worstChain(link, callersOf, passed);
    if (product(chain) > product(worst)) worst = chain;
  }
  return [...worst, end];
}

function distinctCallers(links: readonly Link[]): readonly Link[] {
  const byCaller = new Map<string, Link>();
  for (const link of links) {
    const known = byCaller.get(keyOf(link));
    if (known === undefined || known.tries < link.tries) byCaller.set(keyOf(link), link);
  }
  return [...byCaller.values()];
}

function product(chain: readonly Link[]): number {
  return chain.reduce((tries, link) => tries * link.tries, 1);
}

function keyOf({ followed: { call } }: Link): string {
  return `${call.source.namespace ?? ''}/${call.source.workload ?? call.source.app ?? ''}`;
}
