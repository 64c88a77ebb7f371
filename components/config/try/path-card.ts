/** One card of a request's way: what stands there, where it is written, and which reason it is. */
import type { Place } from '@/lib/config/simulation/contract';

export type CardIcon =
  | 'caller'
  | 'gateway'
  | 'access'
  | 'denied'
  | 'host'
  | 'rules'
  | 'match'
  | 'fault'
  | 'rewrite'
  | 'mirror'
  | 'answer'
  | 'leave'
  | 'stop'
  | 'subset'
  | 'lock'
  | 'unlock'
  | 'broken'
  | 'pods';

export type CardTone = 'plain' | 'chosen' | 'good' | 'caution' | 'bad';

export interface PathCard {
  readonly key: string;
  readonly icon: CardIcon;
  readonly tone: CardTone;
  readonly title: string;
  readonly text: string;
  readonly place: Place | null;
  /** Number of the reason that it stands for, from 1; null = none. */
  readonly step: number | null;
}

type CardFields = Pick<PathCard, 'key' | 'icon' | 'title' | 'text'> & Partial<PathCard>;

/** A card with what most of them leave out. */
export function card(fields: CardFields): PathCard {
  return { tone: 'plain', place: null, step: null, ...fields };
}
