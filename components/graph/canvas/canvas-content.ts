/**
 * What is on the canvas. It is brought from one picture to the next with as little as possible: what looks the same is
 * not touched, and where much has changed the rest follows over the next frames, so that no refresh is felt.
 */
import type { Core, EdgeDefinition, NodeDefinition } from 'cytoscape';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import { type Emphasis, type GraphTarget, NO_EMPHASIS } from '@/components/graph/emphasis';
import type { LineModel } from '@/components/graph/lines/line-model';
import type { Layout } from '@/lib/graph/layout/drawing';
import { MOVE_MS } from './camera';
import {
  boxDefinitions,
  cardDefinition,
  DATA_CLASSES,
  failuresId,
  lineDefinitions,
  sameLook,
} from './canvas-elements';

type ElementDefinition = NodeDefinition | EdgeDefinition;

/** Up to so many changes are made at once. */
const AT_ONCE = 80;
/** Milliseconds of a frame that changes may take. */
const SLICE_MS = 6;
/** Elements that are added at once: a few, so that a slice is not overrun by much. */
const PART = 25;

export class CanvasContent {
  readonly #cy: Core;
  #layout: Layout | null = null;
  #lines = new Map<string, LineModel>();
  #cards = new Map<string, CardModel>();
  #far = false;
  #emphasis: Emphasis = NO_EMPHASIS;
  #chosen: string | null = null;
  #waiting: ElementDefinition[] = [];
  /** Of a first picture that comes in parts: what is not on the canvas yet, in the order to add it. */
  #missing: ElementDefinition[] = [];
  #onComplete: () => void = () => {};
  #frame = 0;

  constructor(cy: Core) {
    this.#cy = cy;
  }

  /** The first picture, which `complete` puts on the canvas. */
  prepare(elements: GraphElements, layout: Layout): void {
    this.#layout = layout;
    this.#missing = this.#changes(elements, layout, { arranged: true, drawn: true });
    this.#remember(elements);
  }

  /** Puts what was prepared on the canvas over the next frames; calls back when all of it is there. */
  complete(onComplete: () => void): void {
    this.#onComplete = onComplete;
    this.#addNext();
  }

  draw(elements: GraphElements, layout: Layout, animate: boolean): void {
    const before = this.#layout;
    // Lines may come later than the places, which then are the very same.
    const arranged = before?.nodes !== layout.nodes || before.boxes !== layout.boxes;
    const first = before === null;
    this.#layout = layout;
    this.#finish();
    const changes = this.#changes(elements, layout, { arranged, drawn: before !== layout });
    this.#cy.batch(() => {
      this.#removeGone(elements);
      const fresh = changes.filter(({ data }) => this.#cy.getElementById(data.id ?? '').empty());
      this.#cy.add(fresh.map((definition) => this.#withDetail(definition)));
      const added = new Set(fresh);
      const known = changes.filter((one) => !added.has(one));
      if (arranged || known.length <= AT_ONCE) for (const one of known) this.#put(one, animate && !first);
      else this.#waiting = known;
    });
    this.#remember(elements);
    if (this.#waiting.length > 0) this.#continue();
  }

  #remember(elements: GraphElements): void {
    this.#lines = new Map(elements.lines.map((line) => [line.id, line]));
    this.#cards = new Map(elements.cards.map((card) => [card.id, card]));
  }

  /** Only what steps forward or back is touched: to ask every element takes longer than a frame. */
  emphasise(emphasis: Emphasis, selected: GraphTarget | null): void {
    const before = this.#emphasis;
    this.#emphasis = emphasis;
    const chosen = selected?.kind === 'node' ? selected.id : null;
    this.#cy.batch(() => {
      if (chosen !== this.#chosen) {
        for (const id of [this.#chosen, chosen])
          if (id !== null) this.#cy.getElementById(id).toggleClass('selected', id === chosen);
        this.#chosen = chosen;
      }
      if (before.nodes === null && emphasis.nodes === null && emphasis.edges === null) return;
      for (const id of this.#cards.keys()) this.#step(id, before.nodes, emphasis.nodes, id);
      for (const id of this.#lines.keys())
        for (const one of [id, failuresId(id)]) this.#step(one, before.edges, emphasis.edges, id);
    });
  }

  /** From one emphasis to the next, for one element. */
  #step(
    element: string,
    before: ReadonlySet<string> | null,
    now: ReadonlySet<string> | null,
    id: string,
  ): void {
    const wasDim = before !== null && !before.has(id);
    const isDim = now !== null && !now.has(id);
    const wasFront = before?.has(id) === true;
    const isFront = now?.has(id) === true;
    if (wasDim === isDim && wasFront === isFront) return;
    this.#cy.getElementById(element).toggleClass('dim', isDim).toggleClass('front', isFront);
  }

  setFar(far: boolean): void {
    if (far === this.#far) return;
    this.#far = far;
    this.#cy.batch(() => this.#cy.nodes('.card').toggleClass('far', far));
  }

  /** A line around the selected edge, drawn below it. */
  halo(selected: string | null): void {
    this.#cy.edges('.halo').remove();
    const edge = selected === null ? null : this.#cy.getElementById(selected);
    if (edge === null || edge.empty()) return;
    const classes = ['curved', 'loop'].filter((name) => edge.hasClass(name)).join(' ');
    for (const [name, extra] of [
      ['', 12],
      ['inner', 9],
    ] as const) {
      this.#cy.add({
        group: 'edges',
        data: { ...edge.data(), id: `halo${name}:${edge.id()}`, width: Number(edge.data('width')) + extra },
        classes: `halo ${name} ${classes}`,
      });
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#waiting = [];
    this.#missing = [];
  }

  /** Definitions of what is new or looks different; of everything where places have changed, or ways of lines. */
  #changes(
    elements: GraphElements,
    layout: Layout,
    { arranged, drawn }: { readonly arranged: boolean; readonly drawn: boolean },
  ): ElementDefinition[] {
    const cards = elements.cards.filter((card) => {
      const before = this.#cards.get(card.id);
      return arranged || before?.health !== card.health || before.kind !== card.kind;
    });
    const lines = elements.lines.filter((line) => {
      const before = this.#lines.get(line.id);
      return drawn || before === undefined || !sameLook(before, line);
    });
    return [
      ...(arranged ? boxDefinitions(elements, layout) : []),
      ...cards.flatMap((card) => cardDefinition(card, layout)),
      ...lines.flatMap((line) => lineDefinitions(line, layout)),
    ];
  }

  #removeGone(elements: GraphElements): void {
    const boxes = new Set(elements.boxes.map(({ id }) => id));
    const cards = new Set(elements.cards.map(({ id }) => id));
    const lines = new Set(
      elements.lines.flatMap(({ id, failedShare }) => (failedShare > 0 ? [id, failuresId(id)] : [id])),
    );
    this.#cy
      .elements()
      .filter((element) => {
        const id = element.id();
        // A box that folds becomes a card of the same id: it is taken away first, with its lines, and drawn anew.
        if (element.isNode()) return !(element.hasClass('box') ? boxes : cards).has(id);
        return !lines.has(id) && !element.hasClass('halo');
      })
      .remove();
  }

  /** New elements come as the reader sees the picture now: near or far, forward or not. */
  #withDetail(definition: ElementDefinition): ElementDefinition {
    const { data } = definition;
    const isLine = definition.group === 'edges';
    const id = String(isLine ? data.line : data.id);
    const { nodes, edges } = this.#emphasis;
    const front = isLine ? edges : nodes;
    const extra = [
      !isLine && this.#far ? 'far' : '',
      front === null ? '' : front.has(id) ? 'front' : 'dim',
      id === this.#chosen ? 'selected' : '',
    ];
    return { ...definition, classes: [definition.classes, ...extra].filter(Boolean).join(' ') };
  }

  #addNext(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const until = performance.now() + SLICE_MS;
      while (this.#missing.length > 0 && performance.now() < until) this.#add(PART);
      if (this.#missing.length > 0) this.#addNext();
      else this.#onComplete();
    });
  }

  #add(count: number): void {
    const part = this.#missing.splice(0, count);
    this.#cy.batch(() => this.#cy.add(part.map((definition) => this.#withDetail(definition))));
  }

  #continue(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const until = performance.now() + SLICE_MS;
      this.#cy.batch(() => {
        while (this.#waiting.length > 0 && performance.now() < until) {
          const one = this.#waiting.pop();
          if (one !== undefined) this.#put(one, false);
        }
      });
      if (this.#waiting.length > 0) this.#continue();
    });
  }

  /** What still waits is done at once: the next changes build on it. */
  #finish(): void {
    if (this.#missing.length > 0) {
      cancelAnimationFrame(this.#frame);
      this.#add(this.#missing.length);
      this.#onComplete();
    }
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.stop();
    this.#cy.batch(() => {
      for (const one of waiting) this.#put(one, false);
    });
  }

  #put(definition: ElementDefinition, animate: boolean): void {
    const known = this.#cy.getElementById(definition.data.id ?? '');
    if (known.empty()) return;
    known.data(definition.data);
    if (known.isNode() && 'position' in definition && definition.position !== undefined) {
      const { x, y } = known.position();
      const to = definition.position;
      if (Math.abs(x - to.x) + Math.abs(y - to.y) < 0.5) return;
      if (animate && known.hasClass('card'))
        known.animate({ position: to }, { duration: MOVE_MS, easing: 'ease-out' });
      else known.position(to);
      return;
    }
    const classes = String(definition.classes ?? '').split(' ');
    for (const name of DATA_CLASSES) known.toggleClass(name, classes.includes(name));
  }
}
