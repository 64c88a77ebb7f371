/** The affected calls as a small graph: what runs over each line today, and what would. */

import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import type { ChangeDraft, Compared } from './changes/change-draft';
import type { EdgeState, ImpactEdge, ImpactNode, Range } from './contract';
import { workloadKey } from './follow';
import { sharesOf } from './mix';
import { neighbours } from './neighbours';
import { sourceNode, targetNode, unreachedNode } from './picture-nodes';
import type { Prediction } from './prediction';

/** Rates closer than this, as a share of the call's, are the same. */
const SAME = 0.002;

export interface Picture {
  readonly nodes: ImpactNode[];
  readonly edges: ImpactEdge[];
}

export interface ChangedCall {
  readonly compared: Compared;
  readonly drafts: readonly ChangeDraft[];
}

/** `all` are the observed calls, among which neighbours are looked for. */
export function pictureOf(
  calls: readonly ChangedCall[],
  all: readonly ObservedCall[],
  view: MeshView,
): Picture {
  const nodes = new Map<string, ImpactNode>();
  const edges = calls.flatMap((call) => edgesOf(call, nodes, view));
  const around = neighbours(edges, nodes, all, view);
  return { nodes: [...nodes.values()], edges: [...edges, ...around] };
}

function edgesOf(
  { compared, drafts }: ChangedCall,
  nodes: Map<string, ImpactNode>,
  view: MeshView,
): readonly ImpactEdge[] {
  const { followed } = compared;
  const from = sourceNode(followed.call);
  nodes.set(from.key, from);
  const rates = ratesOf(compared);
  const worst = worstState(drafts);
  const ofCall = {
    callPerSecond: followed.call.ratePerSecond,
    kinds: [...new Set(drafts.map(({ kind }) => kind))],
  };
  const edges = [...rates].map(([key, { before, after }]) => {
    const to = key === '' ? unreachedNode(followed) : targetNode(key, followed.call, view);
    nodes.set(to.key, to);
    const state = stateOf(before, after, followed.call.ratePerSecond, worst);
    return {
      from: from.key,
      to: to.key,
      protocol: followed.call.protocol,
      state,
      isMirror: false,
      beforePerSecond: before,
      afterPerSecond: after,
      ...ofCall,
    };
  });
  return [...edges, ...mirrorEdges(compared, from.key, nodes, view).map((edge) => ({ ...edge, ...ofCall }))];
}

function worstState(drafts: readonly ChangeDraft[]): EdgeState | null {
  const kinds = new Set(drafts.map(({ kind }) => kind));
  if (kinds.has('denied')) return 'denied';
  if (kinds.has('broken')) return 'broken';
  return kinds.has('plaintext') ? 'plaintext' : null;
}

function stateOf(before: Range, after: Range, total: number, worst: EdgeState | null): EdgeState {
  if (worst !== null && after.to > 0) return worst;
  const least = total * SAME;
  if (before.to <= least && after.to > least) return 'new';
  if (before.to > least && after.to <= least) return 'gone';
  if (after.from > before.to + least) return 'more';
  if (after.to < before.from - least) return 'less';
  const moved = (after.from + after.to - before.from - before.to) / 2;
  return Math.abs(moved) <= least ? 'same' : moved > 0 ? 'more' : 'less';
}

/** By where requests end; `''` = they reach nothing. Today's figures are the observed ones. */
function ratesOf({ followed, classes }: Compared): ReadonlyMap<string, { before: Range; after: Range }> {
  const { call } = followed;
  const observed = new Map(call.reached.map((one) => [workloadKey(one), one.ratePerSecond]));
  const found = new Map<string, { before: Range; after: Range }>();
  const keys = new Set([
    ...observed.keys(),
    ...classes.flatMap(({ samples }) =>
      samples.flatMap(({ before, after }) => [...endsOf(before).keys(), ...endsOf(after).keys()]),
    ),
  ]);
  for (const key of keys) {
    const predicted = rangeOf(classes, (sample) => endsOf(sample.before).get(key) ?? 0, call.ratePerSecond);
    const after = rangeOf(classes, (sample) => endsOf(sample.after).get(key) ?? 0, call.ratePerSecond);
    const isSame = classes.every(({ samples }) =>
      samples.every((sample) => endsOf(sample.before).get(key) === endsOf(sample.after).get(key)),
    );
    const seen = observed.get(key);
    const before =
      seen === undefined ? (observed.size > 0 ? { from: 0, to: 0 } : predicted) : { from: seen, to: seen };
    found.set(key, { before, after: isSame ? before : after });
  }
  for (const [key, { before, after }] of found) {
    if (before.to === 0 && after.to === 0) found.delete(key);
  }
  return found;
}

/** Shares by where requests end, those that are not forwarded at `''`. */
function endsOf(prediction: Prediction): ReadonlyMap<string, number> {
  const { outcome, parts } = prediction;
  if (parts.length > 0) return sharesOf(prediction);
  return new Map(outcome === null || outcome.kind === 'passthrough' ? [] : [['', 1]]);
}

/** Over all mixes that are possible: the shares of the classes add up to 1. */
function rangeOf(
  classes: Compared['classes'],
  share: (sample: Compared['followed']['samples'][number]) => number,
  total: number,
): Range {
  const parts = classes.map(({ samples, low, high }) => {
    const values = samples.map(share);
    return { low, high, least: Math.min(...values), most: Math.max(...values) };
  });
  const filled = (pick: (part: (typeof parts)[number]) => number, ascending: boolean) => {
    let left = 1 - parts.reduce((sum, { low }) => sum + low, 0);
    let sum = parts.reduce((all, part) => all + part.low * pick(part), 0);
    for (const part of parts.toSorted((a, b) => (ascending ? 1 : -1) * (pick(a) - pick(b)))) {
      const more = Math.max(0, Math.min(left, part.high - part.low));
      sum += more * pick(part);
      left -= more;
    }
    return sum * total;
  };
  return { from: filled(({ least }) => least, true), to: filled(({ most }) => most, false) };
}

function mirrorEdges(
  { followed, classes }: Compared,
  from: string,
  nodes: Map<string, ImpactNode>,
  view: MeshView,
): readonly Omit<ImpactEdge, 'callPerSecond' | 'kinds'>[] {
  const shares = (prediction: Prediction) => {
    const { outcome } = prediction;
    const found = new Map<string, number>();
    if (outcome === null || !('mirrors' in outcome)) return found;
    for (const mirror of outcome.mirrors) {
      for (const one of mirror.workloads) {
        const key = `${one.namespace}/${one.name}`;
        found.set(key, (found.get(key) ?? 0) + mirror.share * one.share);
      }
    }
    return found;
  };
  const samples = classes.flatMap((one) => one.samples);
  const keys = new Set(
    samples.flatMap(({ before, after }) => [...shares(before).keys(), ...shares(after).keys()]),
  );
  const total = followed.call.ratePerSecond;
  return [...keys].map((key) => {
    const to = targetNode(key, followed.call, view);
    nodes.set(to.key, to);
    const beforePerSecond = rangeOf(classes, (sample) => shares(sample.before).get(key) ?? 0, total);
    const afterPerSecond = rangeOf(classes, (sample) => shares(sample.after).get(key) ?? 0, total);
    const state = stateOf(beforePerSecond, afterPerSecond, total, null);
    return {
      from,
      to: to.key,
      protocol: followed.call.protocol,
      state,
      isMirror: true,
      beforePerSecond,
      afterPerSecond,
    };
  });
}
