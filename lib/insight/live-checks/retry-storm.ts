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
}

export const retryStorm: LiveCheck = {
  code: 'PER1305',
  title: 'Retries multiply along a chain of calls',
  condition: `More than ${percent(FAILING)} of the calls at the end of a chain fail, and the retries of its links together may make ${MANY} tries or more of one request.`,
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#retries',
  *run({ calls }) {
    const links = calls.map(linkOf).filter((link) => link !== null);
    const callersOf = Map.groupBy(links, ({ followed }) =>
      followed.call.reached[0] === undefined ? '' : workloadKey(followed.call.reached[0]),
    );
    for (const end of links) {
      const { call } = end.followed;
      if (end.tries < 2 || call.errorsPerSecond / call.ratePerSecond < FAILING) continue;
      const chain = longestChain(end, callersOf);
      const tries = chain.reduce((product, link) => product * link.tries, 1);
      const written = chain.find(({ isWritten }) => isWritten);
      if (chain.length < 2 || tries < MANY || written === undefined) continue;
      const sample = written.followed.samples[0];
      const at = sample === undefined ? undefined : ruleAt(sample, 'before', 'retries')[0];
      if (at === undefined) continue;
      const names = [...chain.map(({ followed }) => callerLabel(followed)), calleeLabel(end.followed)];
      yield {
        object: at.object,
        path: at.path,
        message: `${percent(call.errorsPerSecond / call.ratePerSecond)} of the calls to ${calleeLabel(end.followed)} fail, and along ${names.join(' → ')} one request may become ${tries} tries. Retry at one place of the chain only.`,
      };
    }
  },
};

function linkOf(followed: FollowedCall): Link | null {
  const { call, samples } = followed;
  const outcome = samples[0]?.before.outcome ?? null;
  if (outcome === null || !('retries' in outcome) || outcome.protocol !== 'http' || !(call.ratePerSecond > 0))
    return null;
  return { followed, tries: outcome.retries.attempts + 1, isWritten: !outcome.retries.isDefault };
}

/** From the end back to where requests come in, by the callers that try most often. */
function longestChain(end: Link, callersOf: ReadonlyMap<string, readonly Link[]>): readonly Link[] {
  const chain = [end];
  const seen = new Set([keyOf(end)]);
  while (chain.length < LONGEST) {
    const first = chain[0];
    if (first === undefined) break;
    const callers = (callersOf.get(keyOf(first)) ?? []).filter(
      (link) => !seen.has(keyOf(link)) && link.tries > 1,
    );
    const next = callers.toSorted((a, b) => b.tries - a.tries)[0];
    if (next === undefined) break;
    seen.add(keyOf(next));
    chain.unshift(next);
  }
  return chain;
}

function keyOf({ followed: { call } }: Link): string {
  return `${call.source.namespace ?? ''}/${call.source.workload ?? call.source.app ?? ''}`;
}
