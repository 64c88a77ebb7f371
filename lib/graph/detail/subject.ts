/** What is asked for the details of a node or an edge: the same selections as its charts, and what they are parts of. */
import { type ChartSubject, selectionsOf } from '@/lib/graph/chart-subject';
import type { EntryHosts } from '@/lib/graph/entry-hosts';
import { parseNodeId } from '@/lib/graph/identity';
import { selectionFrom, selectionTo } from '@/lib/graph/node-selection';
import { Fault } from '@/lib/mesh/fault';
import type { EndsQuery } from '@/lib/metrics/traffic-detail';

export interface DetailSubject
  extends Pick<EndsQuery, 'selections' | 'side' | 'other' | 'wholes' | 'requests' | 'tcp'> {
  /** Of a node. */
  readonly direction: 'incoming' | 'outgoing' | null;
}

/** Throws `bad-request` where neither a node nor an edge is named, or one without traffic of its own. */
export function detailSubject(subject: ChartSubject, hostsOf: EntryHosts): DetailSubject {
  const { node, source, target, protocol, app } = subject;
  const counts = { requests: protocol !== 'tcp', tcp: protocol === undefined || protocol === 'tcp' };
  if (node !== undefined) return { ...nodeSubject({ ...subject, node }, hostsOf), ...counts };
  const selections = selectionsOf(subject, [], hostsOf);
  if (source === undefined || target === undefined) {
    throw new Fault('bad-request', 'Neither a node nor an edge is named.', {
      hint: 'Send "node", or "source" and "target", with ids from the answer of /api/graph.',
      issues: [{ path: ['node'], message: 'is missing' }],
    });
  }
  // What leaves a service for its workloads is a part of what arrives at it.
  const arrives = passesOn(source);
  const all = (id: string, direction: 'incoming' | 'outgoing') =>
    selectionsOf({ node: id, direction, app }, null, hostsOf);
  return {
    selections,
    direction: null,
    side: null,
    other: null,
    wholes: { caller: all(source, arrives ? 'incoming' : 'outgoing'), callee: all(target, 'incoming') },
    ...counts,
  };
}

function nodeSubject(
  subject: ChartSubject & { readonly node: string },
  hostsOf: EntryHosts,
): Omit<DetailSubject, 'requests' | 'tcp'> {
  const identity = parseNodeId(subject.node);
  const receives = identity !== null && (identity.kind === 'serviceEntry' || selectionTo(identity) !== null);
  const direction = subject.direction ?? (receives ? 'incoming' : 'outgoing');
  const selections = selectionsOf({ ...subject, direction }, null, hostsOf);
  const isPeer =
    identity !== null && ['workload', 'app', 'versionedApp', 'unknownSource'].includes(identity.kind);
  // Services send nothing of their own: their workloads do.
  const reverse =
    !isPeer || identity === null
      ? null
      : direction === 'incoming'
        ? selectionFrom(identity)
        : selectionTo(identity);
  return {
    selections,
    direction,
    side: direction === 'incoming' ? 'callers' : 'callees',
    other:
      reverse === null
        ? null
        : { side: direction === 'incoming' ? 'callees' : 'callers', selections: [reverse] },
    wholes: {},
  };
}

function passesOn(id: string): boolean {
  const identity = parseNodeId(id);
  if (identity === null) return false;
  if (identity.kind === 'service' || identity.kind === 'serviceEntry') return identity.role !== 'caller';
  return identity.kind === 'operation';
}
