/** Every followed call in both meshes, and what differs, heaviest first. Pure. */

import { objectKey } from '@/lib/config/identity';
import type { DraftedMesh, SimulatedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import { draftedMesh, storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { Place } from '@/lib/config/simulation/contract';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { StoredObject } from '@/lib/config/store';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import { accessChanges } from './changes/access';
import type { Cause, ChangeDraft, Compared } from './changes/change-draft';
import { handlingChanges } from './changes/handling';
import { limitChanges } from './changes/limits';
import { routingChanges } from './changes/routing';
import type { ImpactAnswer, ImpactChange } from './contract';
import { endsOf } from './ends';
import { type FollowedCall, followCalls } from './follow';
import { mixOf } from './mix';
import { type ChangedCall, pictureOf } from './picture';
import { calleeEnd, callerEnd } from './picture-nodes';
import { type Reach, reachOf } from './reach';
import { isUnfollowed, UNFOLLOWED_BECAUSE } from './unfollowed';

/** More would not be read; they are counted. */
const MOST_CHANGES = 200;
/** More lines would be no picture. */
const MOST_PICTURED = 40;

export type Comparison = Omit<ImpactAnswer, 'window' | 'warnings'>;

/** `bound` leaves out what the drafts cannot reach; the answer is the same without. */
export function compareCalls(
  calls: readonly ObservedCall[],
  objects: readonly StoredObject[],
  drafts: readonly Draft[],
  bound: typeof reachOf = reachOf,
): Comparison {
  const before = storedMesh(objects);
  const after = draftedMesh(
    objects,
    drafts.filter((draft) => !isUnfollowed(draft)),
  );
  const unfollowed = drafts.filter(isUnfollowed).map(({ id }) => ({ id, because: UNFOLLOWED_BECAUSE }));
  const leftOut = [...after.leftOut, ...unfollowed];
  const reach = bound(before.view, after.view, after.used);
  const { calls: followed, notFollowed } = followCalls(
    { before: before.view, after: after.view, reach },
    calls,
  );
  const reached = reach === null ? followed : followed.filter((one) => isReached(one, reach));
  const changed = changedCalls(reached, before, after);
  const causes = new CausePlaces(before, after);
  const changes = changed
    .flatMap(({ compared, drafts: own }) => own.map((draft, at) => changeOf(compared, draft, at, causes)))
    .sort(heavierFirst);
  return {
    verdict: verdictOf(changes, { used: after.used, leftOut }, followed.length, unfollowed.length),
    changes: changes.slice(0, MOST_CHANGES),
    leftOut: Math.max(0, changes.length - MOST_CHANGES),
    picture: pictureOf(heaviest(changed), calls, after.view),
    followed: {
      calls: followed.length,
      ratePerSecond: followed.reduce((sum, { call }) => sum + call.ratePerSecond, 0),
    },
    notFollowed: [...notFollowed].map(([because, figures]) => ({ because, ...figures })),
    drafts: { used: [...after.used], leftOut },
  };
}

function isReached({ before: caller, samples }: FollowedCall, reach: Reach): boolean {
  return (
    reach.entry(caller) ||
    samples.some(
      ({ before, after }) => before !== after || before.parts.some((part) => reach.end(caller, part)),
    )
  );
}

function changedCalls(
  followed: readonly FollowedCall[],
  before: SimulatedMesh,
  after: SimulatedMesh,
): readonly ChangedCall[] {
  const ends = { before: endsOf(before.view), after: endsOf(after.view) };
  return followed.flatMap((one) => {
    const compared: Compared = { followed: one, classes: mixOf(one), ...ends };
    const drafts = [
      ...accessChanges(compared),
      ...routingChanges(compared),
      ...limitChanges(compared),
      ...handlingChanges(compared),
    ];
    return drafts.length === 0 ? [] : [{ compared, drafts }];
  });
}

function heaviest(changed: readonly ChangedCall[]): readonly ChangedCall[] {
  const worst = ({ drafts }: ChangedCall) => Math.min(...drafts.map(({ tone }) => TONES.indexOf(tone)));
  return changed
    .toSorted(
      (a, b) =>
        worst(a) - worst(b) ||
        b.compared.followed.call.ratePerSecond - a.compared.followed.call.ratePerSecond,
    )
    .slice(0, MOST_PICTURED);
}

function changeOf({ followed }: Compared, draft: ChangeDraft, at: number, causes: CausePlaces): ImpactChange {
  const { call } = followed;
  const { affected, causes: written, ...rest } = draft;
  return {
    ...rest,
    sentence: rest.sentence.replace(/^a /, 'A '),
    figures: [...rest.figures],
    id: `${followed.key}#${draft.kind}#${at}`,
    caller: callerEnd(followed),
    callee: calleeEnd(followed),
    protocol: call.protocol,
    ratePerSecond: call.ratePerSecond,
    affectedPerSecond: {
      from: affected.from * call.ratePerSecond,
      to: affected.to * call.ratePerSecond,
    },
    causes: causes.of(written),
  };
}

const TONES: readonly ImpactChange['tone'][] = ['bad', 'caution', 'good', 'quiet'];

function heavierFirst(a: ImpactChange, b: ImpactChange): number {
  const weight = ({ affectedPerSecond: { from, to } }: ImpactChange) => from + to;
  return (
    TONES.indexOf(a.tone) - TONES.indexOf(b.tone) ||
    weight(b) - weight(a) ||
    b.ratePerSecond - a.ratePerSecond ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Lines of what is written, the drafts' own first; where none of them says it, the drafts as a whole. */
class CausePlaces {
  readonly #before: SimulatedMesh;
  readonly #after: DraftedMesh;
  readonly #drafted: ReadonlySet<string>;

  constructor(before: SimulatedMesh, after: DraftedMesh) {
    this.#before = before;
    this.#after = after;
    this.#drafted = new Set(after.used.map(objectKey));
  }

  of(causes: readonly Cause[]): Place[] {
    const own = causes.filter(({ object }) => this.#drafted.has(objectKey(object)));
    const places = (own.length > 0 ? own : []).map(({ side, object, path }) =>
      side === 'after' ? this.#after.places.at(object, path) : this.#before.places.at(object, path),
    );
    const found = new Map<string, Place>();
    for (const place of places) {
      const key = objectKey(place.object);
      if (!found.has(key)) found.set(key, place);
    }
    if (found.size > 0) return [...found.values()];
    return this.#after.used.map((object) => ({ object, line: null, isDraft: true }));
  }
}

function verdictOf(
  changes: readonly ImpactChange[],
  { used, leftOut }: Pick<DraftedMesh, 'used' | 'leftOut'>,
  followed: number,
  unfollowed: number,
): ImpactAnswer['verdict'] {
  const unread = leftOut.length === 0 ? '' : ' What is left out stands below.';
  if (used.length === 0 && leftOut.length > 0) {
    const sentence =
      leftOut.length === unfollowed
        ? 'What this does to proxies is not simulated, so its impact is not known.'
        : 'The text cannot be read, so its impact is not known.';
    return { tone: 'caution', sentence };
  }
  if (followed === 0) {
    return {
      tone: 'quiet',
      sentence: `There is no traffic in this window that configuration rules.${unread}`,
    };
  }
  if (changes.length === 0) {
    return { tone: 'good', sentence: `Nothing changes for today's traffic.${unread}` };
  }
  const count = (tone: ImpactChange['tone']) => changes.filter((change) => change.tone === tone).length;
  const [bad, caution] = [count('bad'), count('caution')];
  const pairs = new Set(changes.map(({ caller, callee }) => `${caller.label}>${callee.label}`)).size;
  const calls = `${pairs} ${pairs === 1 ? 'call changes' : 'calls change'}`;
  if (bad > 0)
    return {
      tone: 'bad',
      sentence: `${calls}; ${bad === 1 ? 'one thing' : `${bad} things`} would break.${unread}`,
    };
  if (caution > 0)
    return {
      tone: 'caution',
      sentence: `${calls}; look at ${caution === 1 ? 'one of them' : `${caution} findings`}.${unread}`,
    };
  return {
    tone: changes.some(({ tone }) => tone === 'good') ? 'good' : 'quiet',
    sentence: `${calls}, and nothing breaks.${unread}`,
  };
}
