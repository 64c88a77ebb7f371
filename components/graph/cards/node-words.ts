/** Words of a node: its name, its tag, its card's title and how wide that makes the card. */
import type { GraphNode } from '@/lib/graph/contract';

const NARROWEST_CARD = 116;
/** The word `service` and two badges beside it, between round ends. */
const NARROWEST_SERVICE = 140;
const WIDEST_CARD = 152;
const WIDEST_IN_FULL = 248;
/** A letter of a name that stands in full also on the one line of a picture that is seen from a little afar. */
const LETTER_IN_FULL = 7.8;
/** Pixels of a letter of the card's 12 px medium type, on average with a margin. */
const LETTER = 6.7;
/** Icon, edge, paddings, and the corner where health shows. */
const AROUND_NAME = 52;

/** Gateways and what is outside the mesh are known by their whole name. */
function inFull({ kind }: GraphNode): boolean {
  return kind === 'gateway' || kind === 'external' || kind === 'passthrough' || kind === 'blackhole';
}

/** As a person would say it: `reviews v2`, `ratings service`, `payments.example.com`. */
export function nodeName(node: GraphNode): string {
  if (node.kind === 'service') return `${node.name} service`;
  if (node.kind === 'unknown') return 'unknown';
  return node.version === null || node.kind === 'gateway' ? node.name : `${node.name} ${node.version}`;
}

/** The version, else what the thing is. */
export function nodeTag(node: GraphNode): string | null {
  switch (node.kind) {
    case 'gateway':
      return 'gateway';
    case 'waypoint':
      return 'waypoint';
    case 'operation':
      return 'operation';
    case 'service':
      return 'service';
    case 'external':
      return 'external';
    case 'passthrough':
      return 'outside the mesh';
    case 'blackhole':
      return 'dropped';
    case 'unknown':
      return 'no proxy';
    case 'app':
      return node.version ?? 'app';
    case 'workload':
      return node.version ?? 'workload';
  }
  return node.kind satisfies never;
}

export function cardTitle(node: GraphNode): string {
  const room = inFull(node)
    ? Math.floor((WIDEST_IN_FULL - AROUND_NAME) / LETTER_IN_FULL)
    : Math.floor((WIDEST_CARD - AROUND_NAME) / LETTER);
  return middleEllipsis(node.name, room);
}

export function cardWidth(node: GraphNode): number {
  const letter = inFull(node) ? LETTER_IN_FULL : LETTER;
  const wanted = Math.ceil(
    Math.max(cardTitle(node).length * letter, (nodeTag(node)?.length ?? 0) * 6.2 + 10) + AROUND_NAME,
  );
  const widest = inFull(node) ? WIDEST_IN_FULL : WIDEST_CARD;
  // Whole steps keep cards of nearly the same name alike, and the columns straight.
  const narrowest = node.kind === 'service' ? NARROWEST_SERVICE : NARROWEST_CARD;
  return Math.min(widest, Math.max(narrowest, Math.ceil(wanted / 8) * 8));
}

/** Both ends of a name tell it apart (`recommendation-v2`): what must go is taken from the middle. */
export function middleEllipsis(name: string, most: number): string {
  if (name.length <= most) return name;
  const tail = Math.floor((most - 1) * 0.4);
  return `${name.slice(0, most - 1 - tail)}…${name.slice(name.length - tail)}`;
}
