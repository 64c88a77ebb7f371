/**
 * What the writer of pictures is given: cards, lines and boxes with their places, words and colours, as
 * plain data. All lengths are pixels at zoom 1, colours are `#rrggbb`.
 */
import type { EdgeRoute, Point, Rect } from '@/lib/graph/layout/drawing';
import type { Health } from '@/lib/health/contract';

export type HealthKind = Health['kind'];

export interface PictureColors {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly control: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly healthy: string;
  readonly degraded: string;
  readonly failing: string;
  readonly idle: string;
  readonly accent: string;
}

/** The inside of a 24 × 24 icon, as SVG elements that take stroke and fill from around them. */
export type IconMarkup = string;

export interface PictureCard {
  readonly rect: Rect;
  readonly shape: 'card' | 'pill' | 'dashed' | 'stack' | 'waypoint';
  readonly title: string;
  /** In full, for the tooltip. */
  readonly name: string;
  readonly tag: string | null;
  readonly health: HealthKind;
  readonly icon: IconMarkup;
  /** Signs after the tag, with what they mean. */
  readonly badges: readonly { readonly icon: IconMarkup; readonly name: string }[];
  /** Of a stack: the lines below its name. */
  readonly lines: readonly string[];
  /** Of two compared moments only one has it. */
  readonly change: 'new' | 'gone' | null;
  /** At an end of a line in the chain of the likely cause. */
  readonly chained: boolean;
}

export interface PicturePill {
  readonly at: Point;
  readonly width: number;
  readonly parts: readonly {
    readonly text: string;
    readonly unit: string;
    readonly tone: 'plain' | 'failing' | 'degraded' | 'healthy' | 'accent';
  }[];
  readonly icon: IconMarkup | null;
  /** Of a changed line: its icon's colour and its outline. */
  readonly mark: { readonly color: string; readonly border: string; readonly dashed: boolean } | null;
}

/** How a line looks that is compared with how it was. */
export interface LineChange {
  /** `slower`, `new`, and so on: what the legend calls it. */
  readonly name: string;
  readonly color: string;
  readonly arrow: string;
  readonly hollow: boolean;
  readonly dash: readonly [number, number] | null;
  /** Changed ones lie over those that stayed. */
  readonly front: boolean;
}

export interface PictureLine {
  readonly name: string;
  /** Null for a call to itself, drawn as a loop above `loop`. */
  readonly route: EdgeRoute | null;
  readonly loop: Rect | null;
  readonly width: number;
  readonly health: HealthKind;
  readonly pattern: 'solid' | 'idle' | 'tcp';
  /** 0..1 of requests. */
  readonly failedShare: number;
  /** Null where no moments are compared: it looks as its health is. */
  readonly change: LineChange | null;
  /** In the chain of the likely cause. */
  readonly chained: boolean;
  readonly pill: PicturePill | null;
}

export interface PictureBox {
  readonly rect: Rect;
  readonly name: string;
  readonly kind: string;
  /** `45.4 rps`, and so on, from left to right. */
  readonly summary: readonly string[];
  readonly health: HealthKind;
}

export interface GraphPicture {
  readonly bounds: Rect;
  readonly title: string;
  /** Window, instant, filters: each a phrase. */
  readonly notes: readonly string[];
  readonly cards: readonly PictureCard[];
  readonly lines: readonly PictureLine[];
  readonly boxes: readonly PictureBox[];
  readonly colors: PictureColors;
  readonly healthIcons: Readonly<Record<HealthKind, IconMarkup>>;
}
