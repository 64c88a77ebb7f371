/** Where requests arrive: shares per workload, and requests that end before they reach one. */
import { type Sample, workloadKey } from '@/lib/insight/impact/follow';
import { rounded, sharesOf } from '@/lib/insight/impact/mix';
import type { Prediction } from '@/lib/insight/impact/prediction';
import { listed, percent } from '@/lib/insight/impact/words';
import {
  type ChangeDraft,
  type Compared,
  calleeLabel,
  callerLabel,
  type Group,
  grouped,
  isRerouted,
  rulesAt,
  shareFigure,
  textFigure,
  times,
} from './change-draft';

interface Moves {
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

export function routingChanges(compared: Compared): readonly ChangeDraft[] {
  return [...ends(compared), ...moves(compared)];
}

/** Requests that no longer reach a server, or do again. */
function ends(compared: Compared): readonly ChangeDraft[] {
  const groups = grouped(compared, (sample) => {
    if (!isRerouted(sample)) return null;
    const [before, after] = [lostShare(sample.before), lostShare(sample.after)];
    const [was, is] = [fateOf(sample.before), fateOf(sample.after)];
    if (rounded(before) === rounded(after) && was === is) return null;
    return {
      signature: `${rounded(before)}|${rounded(after)}|${was}|${is}`,
      data: { before, after, was, is },
    };
  });
  return groups.map(({ data: { before, after, was, is }, samples, condition, share }) => {
    const isWorse = after > before;
    const isAnswer = samples.every(
      ({ after: { outcome } }) => outcome?.kind === 'redirect' || outcome?.kind === 'direct-response',
    );
    const who = `Calls of ${callerLabel(compared.followed)} to ${calleeLabel(compared.followed)}`;
    const [subject, part] = [who, percent(Math.abs(after - before))];
    const sentence =
      after === before
        ? `${subject} end otherwise: ${is} instead of ${was}.`
        : isWorse
          ? `${subject} no longer arrive (${part}): ${is}.`
          : `${subject} arrive again (${part}); today: ${was}.`;
    return {
      kind: isWorse || after === before ? 'unrouted' : 'routed',
      tone: isWorse ? (isAnswer ? 'caution' : 'bad') : after === before ? 'quiet' : 'good',
      sentence,
      condition,
      affected: times(share, Math.abs(after - before) || after),
      figures: [
        shareFigure('do not arrive', before, after, null),
        textFigure('what becomes of them', was, is),
      ],
      causes: rulesAt(samples[0]),
    };
  });
}

/** Share that no server answers. */
function lostShare({ outcome, parts }: Prediction): number {
  if (outcome !== null && !('destinations' in outcome)) return outcome.kind === 'passthrough' ? 0 : 1;
  return parts.reduce((sum, { kind, share }) => sum + (kind === 'none' ? share : 0), 0);
}

function fateOf({ outcome, parts }: Prediction): string {
  switch (outcome?.kind) {
    case 'redirect':
      return `redirected to ${outcome.location}`;
    case 'direct-response':
      return `answered with ${outcome.httpStatus} by the proxy itself`;
    case 'not-found':
      return `answered with 404, ${lowered(outcome.because)}`;
    case 'passthrough':
      return 'passed on to wherever the name leads, past every rule';
    case 'blackhole':
      return 'refused with 502, the mesh knows no such host';
    default: {
      const missing = parts.filter(({ kind }) => kind === 'none');
      if (missing.length === 0) return 'arrive';
      const states = outcome !== null && 'destinations' in outcome ? outcome.destinations : [];
      const because = states.find(({ state }) => state !== 'ready')?.because;
      return because == null
        ? 'answered with 503, nothing is behind it'
        : `answered with 503, ${lowered(because)}`;
    }
  }
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    .replace(/\.$/, '')
    .replace(/any-other\.\S+/, 'other hosts');
}

/** Shares of the workloads. */
function moves(compared: Compared): readonly ChangeDraft[] {
  const groups = grouped<Moves>(compared, (sample) => {
    if (!isRerouted(sample)) return null;
    const before = arriving(sample.before);
    const after = arriving(sample.after);
    if (before.size === 0 || after.size === 0) return null;
    const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
    const differs = keys.filter((key) => rounded(before.get(key) ?? 0) !== rounded(after.get(key) ?? 0));
    if (differs.length === 0) return null;
    const signature = keys.map(
      (key) => `${key}:${rounded(before.get(key) ?? 0)}:${rounded(after.get(key) ?? 0)}`,
    );
    return { signature: signature.join('|'), data: { before, after } };
  });
  return groups.map((group) => moved(compared, group));
}

function moved({ followed }: Compared, group: Group<Moves>): ChangeDraft {
  const { before, after } = group.data;
  const { call } = followed;
  const observed = new Map(
    call.reached.map((one) => [workloadKey(one), one.ratePerSecond / (call.ratePerSecond || 1)]),
  );
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const label = (key: string) => key.slice(key.indexOf('/') + 1);
  const changed = keys.filter((key) => rounded(before.get(key) ?? 0) !== rounded(after.get(key) ?? 0));
  const arriving = changed.reduce(
    (sum, key) => sum + Math.max(0, (after.get(key) ?? 0) - (before.get(key) ?? 0)),
    0,
  );
  const leaving = changed.reduce(
    (sum, key) => sum + Math.max(0, (before.get(key) ?? 0) - (after.get(key) ?? 0)),
    0,
  );
  const words = changed
    .toSorted((a, b) => (after.get(b) ?? 0) - (after.get(a) ?? 0))
    .map((key) => `${label(key)} from ${percent(before.get(key) ?? 0)} to ${percent(after.get(key) ?? 0)}`);
  return {
    kind: 'shares',
    tone: 'quiet',
    sentence: `Requests of ${callerLabel(followed)} to ${calleeLabel(followed)} move: ${listed(words)}.`,
    condition: group.condition,
    affected: times(group.share, Math.max(arriving, leaving)),
    figures: keys
      .toSorted((a, b) => (before.get(b) ?? 0) - (before.get(a) ?? 0))
      .map((key) =>
        shareFigure(label(key), before.get(key) ?? 0, after.get(key) ?? 0, observed.get(key) ?? 0),
      ),
    causes: causesOf(group.samples[0]),
  };
}

/** The rule, and the DestinationRules whose subsets choose the pods. */
function causesOf(sample: Sample | undefined): ReturnType<typeof rulesAt> {
  if (sample === undefined) return [];
  const subsets = (['after', 'before'] as const).flatMap((side) => {
    const { outcome } = sample[side];
    if (outcome === null || !('destinations' in outcome)) return [];
    return outcome.destinations.flatMap(({ subset, limits }) =>
      subset === null || limits.destinationRule === null
        ? []
        : [{ side, object: limits.destinationRule, path: ['spec', 'subsets'] }],
    );
  });
  return [...rulesAt(sample, 'route'), ...subsets];
}

function arriving(prediction: Prediction): ReadonlyMap<string, number> {
  return new Map([...sharesOf(prediction)].filter(([key]) => key !== ''));
}
