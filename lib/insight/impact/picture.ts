/** The affected calls as a small graph: what runs over each line today, and what would. */

import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { type NodeIdentity, nodeId, peerIdentity, serviceIdentity } from '@/lib/graph/identity';
import { canonicalApp, canonicalVersion } from '@/lib/insight/mesh-facts/canonical-names';
import type { Peer } from '@/lib/mesh/identity';
import { type ChangeDraft, type Compared, calleeLabel, callerLabel } from './changes/change-draft';
import type { EdgeState, ImpactEdge, ImpactEnd, ImpactNode, Range } from './contract';
import { type FollowedCall, workloadKey } from './follow';
import { sharesOf } from './mix';
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

export function pictureOf(calls: readonly ChangedCall[], view: MeshView): Picture {
  const nodes = new Map<string, ImpactNode>();
  const edges = calls.flatMap((call) => edgesOf(call, nodes, view));
  return { nodes: [...nodes.values()], edges };
}

function edgesOf(
  { compared, drafts }: ChangedCall,
  nodes: Map<string, ImpactNode>,
  view: MeshView,
): readonly ImpactEdge[] {
  const { followed } = compared;
  const from = callerNode(followed);
  nodes.set(from.key, from);
  const rates = ratesOf(compared);
  const worst = worstState(drafts);
  const edges = [...rates].map(([key, { before, after }]) => {
    const to = key === '' ? unreachedNode(followed) : targetNode(key, followed, view);
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
    };
  });
  return [...edges, ...mirrorEdges(compared, from.key, nodes, view)];
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
): readonly ImpactEdge[] {
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
    const to = targetNode(key, followed, view);
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

function callerNode(followed: FollowedCall): ImpactNode {
  const { source } = followed.call;
  const isKnown = source.workload !== null || source.app !== null;
  return {
    key: isKnown ? `${source.namespace ?? ''}/${source.workload ?? source.app ?? ''}` : 'outside',
    label: isKnown ? callerLabel(followed) : 'Without a proxy',
    detail: source.namespace,
    nodeId: nodeOf(peerIdentity('versionedApp', source) ?? { kind: 'unknownSource' }),
  };
}

function targetNode(key: string, { call }: FollowedCall, view: MeshView): ImpactNode {
  const slash = key.indexOf('/');
  if (slash < 0) {
    return { key, label: key, detail: 'outside the mesh', nodeId: nodeOf(serviceIdentity(call.service)) };
  }
  const [namespace, name] = [key.slice(0, slash), key.slice(slash + 1)];
  const seen = call.reached.find((one) => workloadKey(one) === key)?.peer;
  return {
    key,
    label: name,
    detail: namespace,
    nodeId: nodeOf(peerIdentity('versionedApp', seen ?? peerOf(view, namespace, name, call.source.cluster))),
  };
}

/** As metrics would name a workload that gets no requests today. */
function peerOf(view: MeshView, namespace: string, name: string, cluster: string | null): Peer {
  const labels =
    (view.workloadsByNamespace.get(namespace) ?? []).find((one) => one.name === name)?.labels ?? {};
  const app = canonicalApp(labels, name);
  return { cluster, namespace, workload: name, app, version: canonicalVersion(labels) };
}

function unreachedNode(followed: FollowedCall): ImpactNode {
  return {
    key: `service ${followed.host}`,
    label: calleeLabel(followed),
    detail: 'reached by nobody',
    nodeId: nodeOf(serviceIdentity(followed.call.service)),
  };
}

function nodeOf(identity: NodeIdentity | null): string | null {
  return identity === null ? null : nodeId(identity);
}

export function callerEnd(followed: FollowedCall): ImpactEnd {
  const { label, detail, nodeId: id } = callerNode(followed);
  return { namespace: detail, name: label, label, nodeId: id };
}

export function calleeEnd(followed: FollowedCall): ImpactEnd {
  const { service } = followed.call;
  const label = calleeLabel(followed);
  return { namespace: service.namespace, name: label, label, nodeId: nodeOf(serviceIdentity(service)) };
}
