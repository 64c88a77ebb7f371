/** A change in the making, and the samples of a call that it holds for. */
import type { ChangeKind, ImpactChange, ImpactFigure, Range } from '@/lib/insight/impact/contract';
import type { Ends, WrittenAt } from '@/lib/insight/impact/ends';
import type { FollowedCall, Sample } from '@/lib/insight/impact/follow';
import type { SampleClass } from '@/lib/insight/impact/mix';
import { listed } from '@/lib/insight/impact/words';

/** One call with all that is known of it on both sides. */
export interface Compared {
  readonly followed: FollowedCall;
  readonly classes: readonly SampleClass[];
  readonly before: Ends;
  readonly after: Ends;
}

export interface Cause extends WrittenAt {
  readonly side: 'before' | 'after';
}

export interface ChangeDraft {
  readonly kind: ChangeKind;
  readonly tone: ImpactChange['tone'];
  readonly sentence: string;
  readonly condition: string | null;
  /** Share of the call's requests that is meant. */
  readonly affected: Range;
  readonly figures: readonly ImpactFigure[];
  readonly causes: readonly Cause[];
}

/** Samples for which the same is to be said. */
export interface Group<T> {
  readonly data: T;
  readonly samples: readonly Sample[];
  /** Null = it holds for all requests of the call. */
  readonly condition: string | null;
  /** Share of the call's requests that these samples stand for. */
  readonly share: Range;
}

/** Whether the sample is routed otherwise: one prediction stands for both meshes where nothing differs. */
export function isRerouted({ before, after }: Sample): boolean {
  return before !== after;
}

/** `tell` gives null for samples with nothing to be said; equal signatures belong together. */
export function grouped<T>(
  { classes }: Compared,
  tell: (sample: Sample) => { readonly signature: string; readonly data: T } | null,
): readonly Group<T>[] {
  const found = new Map<string, { data: T; samples: Set<Sample> }>();
  for (const sample of classes.flatMap(({ samples }) => samples)) {
    const told = tell(sample);
    if (told === null) continue;
    const known = found.get(told.signature);
    if (known === undefined) found.set(told.signature, { data: told.data, samples: new Set([sample]) });
    else known.samples.add(sample);
  }
  return [...found.values()].map(({ data, samples }) => ({
    data,
    samples: [...samples],
    condition: conditionOf(classes, samples),
    share: shareOf(classes, samples),
  }));
}

function shareOf(classes: readonly SampleClass[], chosen: ReadonlySet<Sample>): Range {
  let from = 0;
  let to = 0;
  for (const { samples, low, high } of classes) {
    const count = samples.filter((sample) => chosen.has(sample)).length;
    if (count === samples.length) from += low;
    if (count > 0) to += high;
  }
  return { from: Math.min(1, from), to: Math.min(1, to) };
}

/** Words beyond these would be no help. */
const MOST_WORDS = 3;

function conditionOf(classes: readonly SampleClass[], chosen: ReadonlySet<Sample>): string | null {
  const all = classes.flatMap(({ samples }) => samples);
  if (all.every((sample) => chosen.has(sample))) return null;
  const words = [...new Set([...chosen].map((sample) => sample.words ?? 'that meet no condition of a rule'))];
  const rest = words.length - MOST_WORDS;
  const told = rest > 0 ? [...words.slice(0, MOST_WORDS), `${rest} more kinds`] : words;
  return `requests ${listed(told)}`;
}

export function times(range: Range, factor: number): Range {
  return { from: range.from * factor, to: range.to * factor };
}

export function exactly(value: number): Range {
  return { from: value, to: value };
}

export function shareFigure(
  label: string,
  before: number,
  after: number,
  observed: number | null,
): ImpactFigure {
  return {
    label,
    unit: 'share',
    before: exactly(before),
    after: exactly(after),
    beforeText: null,
    afterText: null,
    observed,
  };
}

export function textFigure(label: string, beforeText: string, afterText: string): ImpactFigure {
  return { label, unit: 'text', before: null, after: null, beforeText, afterText, observed: null };
}

export function numberFigure(
  label: string,
  unit: 'seconds' | 'count',
  before: number | null,
  after: number | null,
  observed: number | null,
): ImpactFigure {
  return {
    label,
    unit,
    before: before === null ? null : exactly(before),
    after: after === null ? null : exactly(after),
    beforeText: null,
    afterText: null,
    observed,
  };
}

/** "productpage-v1", or what is known of those without a proxy. */
export function callerLabel({ call }: FollowedCall): string {
  return call.source.workload ?? call.source.app ?? 'a caller without a proxy';
}

export function calleeLabel({ host }: FollowedCall): string {
  return host.includes('.svc.') ? (host.split('.')[0] ?? host) : host;
}

/** The rule that took a request, or a part of it. */
export function ruleAt(
  sample: Sample,
  side: 'before' | 'after',
  ...rest: readonly (string | number)[]
): readonly Cause[] {
  const { outcome } = sample[side];
  const matched = outcome?.matched ?? null;
  if (matched === null) return [];
  const list = matched.object.group === 'networking.istio.io' ? matched.protocol : 'rules';
  return [{ side, object: matched.object, path: ['spec', list, matched.routeIndex, ...rest] }];
}

/** Both sides of it: what is written now, and what stood there. */
export function rulesAt(sample: Sample | undefined, ...rest: readonly (string | number)[]): readonly Cause[] {
  if (sample === undefined) return [];
  return [...ruleAt(sample, 'after', ...rest), ...ruleAt(sample, 'before', ...rest)];
}

/** What stands in the list, each once and whatever the order, as one text to compare by. */
export function distinctText(values: readonly unknown[]): string {
  return JSON.stringify([...new Set(values.map((value) => JSON.stringify(value)))].sort());
}
