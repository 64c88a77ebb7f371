/** A box as it is drawn: its name, its summary, how its members are. Pure. */

import type { Drawable } from '@/components/graph/elements';
import type { GraphBox, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';

export interface BoxModel {
  readonly id: string;
  readonly kind: GraphBox['kind'];
  readonly name: string;
  readonly parent: string | null;
  readonly requestsPerSecond: number | null;
  readonly errorShare: number | null;
  /** The worst of its members. */
  readonly health: Health['kind'];
  /** By its own rule, of all that arrives at it. */
  readonly fails: boolean;
  readonly members: number;
  /** Between two moments; null where none are compared. */
  readonly changes: BoxChanges | null;
}

/** What is in a box that is drawn at two moments. */
export interface BoxChanges {
  /** Different apps and services, as they are at both moments together. */
  readonly services: number;
  /** Nodes that came and that went. */
  readonly new: number;
  readonly gone: number;
}

interface Member {
  readonly kind: GraphNode['kind'] | 'stack';
  readonly health: Health['kind'];
  readonly nodes: number;
}

/** Pixels of a letter of a box's name and of its kind as they are read from a little afar, and of what stands before them. */
const NAME = { letter: 8.6, kindLetter: 7.6, before: 56 } as const;

/** How far the header's words on the left reach, whether or not a sign of health stands among them. */
export function boxNameWidth({ name, kind }: Pick<BoxModel, 'name' | 'kind'>): number {
  const words = name.length * NAME.letter + (kind === 'namespace' ? 0 : (kind.length + 1) * NAME.kindLetter);
  return Math.ceil(NAME.before + words);
}

/** Pixels of a rate, and of a share of errors with its word, as they are read from a little afar. */
const SUMMARY = { rate: 84, errors: 92, after: 12 } as const;

/** How far the header's words on the right reach. */
export function boxSummaryWidth(box: Pick<BoxModel, 'requestsPerSecond' | 'errorShare'>): number {
  if (box.requestsPerSecond === null) return 0;
  return SUMMARY.rate + SUMMARY.after + ((box.errorShare ?? 0) > 0 ? SUMMARY.errors : 0);
}

/** A box around a single gateway says nothing that its card does not: it is left out. */
export function drawnBoxes(graph: Drawable): BoxModel[] {
  const members = new Map<string, Member[]>();
  const put = (boxes: readonly string[], member: Member) => {
    for (const box of boxes) {
      const list = members.get(box);
      if (list === undefined) members.set(box, [member]);
      else list.push(member);
    }
  };
  for (const { boxes, kind, health } of graph.nodes) put(boxes, { kind, health: health.kind, nodes: 1 });
  for (const { boxes, health, members: nodes } of graph.folded ?? [])
    put(boxes, { kind: 'stack', health: health.kind, nodes });
  const worthIt = graph.boxes.filter((box) => {
    const inside = members.get(box.id) ?? [];
    return inside.length > 1 || (inside.length === 1 && inside[0]?.kind !== 'gateway');
  });
  const ids = new Set(worthIt.map((box) => box.id));
  return worthIt.map((box) => boxModel(box, members.get(box.id) ?? [], ids));
}

function boxModel(box: GraphBox, members: readonly Member[], drawn: ReadonlySet<string>): BoxModel {
  const { incoming } = box;
  const kinds = members.map(({ health }) => health);
  return {
    id: box.id,
    kind: box.kind,
    name: box.name,
    parent: box.parent !== null && drawn.has(box.parent) ? box.parent : null,
    requestsPerSecond: incoming?.requestsPerSecond ?? null,
    errorShare:
      incoming === null || incoming.requestsPerSecond === 0
        ? null
        : incoming.errorsPerSecond / incoming.requestsPerSecond,
    health: kinds.includes('failing') ? 'failing' : kinds.includes('degraded') ? 'degraded' : 'healthy',
    fails: box.health.kind === 'failing',
    members: members.reduce((sum, { nodes }) => sum + nodes, 0),
    changes: null,
  };
}

/** `12 services, 1 new, 1 gone`. */
export function boxChangeWords({ services, new: came, gone }: BoxChanges): string {
  return [
    `${services} ${services === 1 ? 'service' : 'services'}`,
    ...(came === 0 ? [] : [`${came} new`]),
    ...(gone === 0 ? [] : [`${gone} gone`]),
  ].join(', ');
}
