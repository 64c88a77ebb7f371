/**
 * The canvas: lines, boxes and far-away cards in Cytoscape, moved together with a layer of HTML that
 * carries all words. Imperative, knows no React; the component around it says what is to be seen.
 */
import type { Core, EdgeDefinition, EventObject, NodeDefinition } from 'cytoscape';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { canvasStyle, failureDashes } from './canvas-style';
import { curveOf } from './curve';
import type { GraphElements, LineModel } from './elements';
import type { Emphasis, GraphTarget } from './emphasis';
import type { ThemeColors } from './theme-colors';
import type { ViewportStore } from './viewport';

export const LEAST_ZOOM = 0.1;
export const MOST_ZOOM = 3;
const MOVE_MS = 220;
/** Free space around a fitted picture: the toolbar stands above, the controls below. */
const FIT = { top: 60, bottom: 60, side: 16 } as const;

export interface RendererEvents {
  /** A click; null on the empty canvas. */
  readonly pick: (target: GraphTarget | null) => void;
  readonly point: (target: GraphTarget | null) => void;
}

export class GraphRenderer {
  readonly #cy: Core;
  readonly #layer: HTMLElement;
  readonly #viewport: ViewportStore;
  #layout: Layout | null = null;
  #selected: string | null = null;
  /** Nobody has panned or zoomed since all of it was shown. */
  #fitted = false;

  constructor(cy: Core, layer: HTMLElement, viewport: ViewportStore, events: RendererEvents) {
    this.#cy = cy;
    this.#layer = layer;
    this.#viewport = viewport;
    cy.on('render viewport resize', () => this.#follow());
    cy.on('dragpan scrollzoom pinchzoom', () => {
      this.#fitted = false;
    });
    cy.on('tap', (event: EventObject) => events.pick(event.target === cy ? null : targetOf(event)));
    cy.on('mouseover', 'node.card, edge.line', (event: EventObject) => events.point(targetOf(event)));
    cy.on('mouseout', 'node.card, edge.line', () => events.point(null));
  }

  paint(colors: ThemeColors): void {
    this.#cy.style(canvasStyle(colors));
  }

  /** Brings the canvas to the given picture; what is still there keeps its element, moved nodes glide. */
  draw(elements: GraphElements, layout: Layout, animate: boolean): void {
    const first = this.#layout === null;
    this.#layout = layout;
    this.#cy.batch(() => {
      const wanted = [...nodesOf(elements, layout), ...edgesOf(elements, layout)];
      const ids = new Set(wanted.map((definition) => definition.data.id));
      this.#cy
        .elements()
        .filter((element) => !ids.has(element.id()) && !element.hasClass('halo'))
        .remove();
      for (const definition of wanted) this.#put(definition, animate && !first);
    });
    this.#halo();
    this.#follow();
  }

  emphasise(emphasis: Emphasis, selected: GraphTarget | null): void {
    const { nodes, edges } = emphasis;
    this.#cy.batch(() => {
      this.#cy.nodes('.card').forEach((node) => {
        node.toggleClass('dim', nodes !== null && !nodes.has(node.id()));
        node.toggleClass('selected', selected?.kind === 'node' && selected.id === node.id());
      });
      this.#cy.edges('.line, .failures').forEach((edge) => {
        const forward = edges === null || edges.has(edge.data('line'));
        edge.toggleClass('dim', !forward);
        edge.toggleClass('front', edges !== null && forward && edge.hasClass('line'));
      });
    });
    this.#selected = selected?.kind === 'edge' ? selected.id : null;
    this.#halo();
  }

  /** Far away the cards are shapes in the colour of their health. */
  setFar(far: boolean): void {
    this.#cy.batch(() => this.#cy.nodes('.card').toggleClass('far', far));
  }

  /** Shows all of it, never larger than life. */
  fit(animate: boolean): void {
    const layout = this.#layout;
    if (layout === null || layout.width === 0) return;
    const width = this.#cy.width();
    const height = this.#cy.height();
    const room = { width: width - 2 * FIT.side, height: height - FIT.top - FIT.bottom };
    const zoom = Math.max(LEAST_ZOOM, Math.min(1, room.width / layout.width, room.height / layout.height));
    const pan = {
      x: (width - layout.width * zoom) / 2,
      y: FIT.top + Math.max(0, (room.height - layout.height * zoom) / 2),
    };
    this.#go({ zoom, pan }, animate);
    this.#fitted = true;
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.#cy.zoom() * factor);
  }

  zoomTo(level: number): void {
    this.#fitted = false;
    const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, level));
    this.#cy.zoom({ level: zoom, renderedPosition: { x: this.#cy.width() / 2, y: this.#cy.height() / 2 } });
  }

  /** Brings a point of the picture into the middle. */
  centre(x: number, y: number, animate: boolean): void {
    this.#fitted = false;
    const zoom = this.#cy.zoom();
    this.#go(
      { zoom, pan: { x: this.#cy.width() / 2 - x * zoom, y: this.#cy.height() / 2 - y * zoom } },
      animate,
    );
  }

  /** Moves the picture only when the rectangle is not in sight. */
  reveal(rect: Rect, animate: boolean): void {
    const seen = this.#cy.extent();
    const inside =
      rect.x > seen.x1 && rect.y > seen.y1 && rect.x + rect.width < seen.x2 && rect.y + rect.height < seen.y2;
    if (!inside) this.centre(rect.x + rect.width / 2, rect.y + rect.height / 2, animate);
  }

  /** The canvas has another size: a picture that was shown whole still is. */
  resize(): void {
    this.#cy.resize();
    if (this.#fitted) this.fit(false);
  }

  destroy(): void {
    // Cytoscape empties its container; the layer belongs to React.
    this.#layer.remove();
    this.#cy.destroy();
  }

  #go(view: { zoom: number; pan: { x: number; y: number } }, animate: boolean): void {
    this.#cy.stop();
    if (animate) this.#cy.animate({ ...view }, { duration: MOVE_MS, easing: 'ease-out' });
    else this.#cy.viewport(view);
  }

  #follow(): void {
    const { x, y } = this.#cy.pan();
    const zoom = this.#cy.zoom();
    this.#layer.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.#layer.style.setProperty('--unzoom', String(1 / zoom));
    this.#viewport.set({ x, y, zoom, width: this.#cy.width(), height: this.#cy.height() });
  }

  #put(definition: NodeDefinition | EdgeDefinition, animate: boolean): void {
    const known = this.#cy.getElementById(definition.data.id ?? '');
    if (known.empty()) {
      this.#cy.add(definition);
      return;
    }
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
    for (const name of ['curved', 'loop', 'idle', 'tcp']) known.toggleClass(name, classes.includes(name));
  }

  /** A line around the selected edge, drawn below it. */
  #halo(): void {
    this.#cy.edges('.halo').remove();
    const edge = this.#selected === null ? null : this.#cy.getElementById(this.#selected);
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
}

function targetOf(event: EventObject): GraphTarget | null {
  const id: string = event.target.id();
  if (event.target.isNode()) return event.target.hasClass('card') ? { kind: 'node', id } : null;
  return { kind: 'edge', id };
}

function nodesOf(elements: GraphElements, layout: Layout): NodeDefinition[] {
  const node = (id: string, rect: Rect | undefined, classes: string, data: object): NodeDefinition[] =>
    rect === undefined
      ? []
      : [
          {
            group: 'nodes',
            data: { id, width: rect.width, height: rect.height, ...data },
            position: { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 },
            classes,
          },
        ];
  return [
    ...elements.boxes.flatMap((box) => node(box.id, layout.boxes.get(box.id), 'box', {})),
    ...elements.cards.flatMap(({ id, kind, health }) =>
      node(id, layout.nodes.get(id), 'card', { kind, health }),
    ),
  ];
}

function edgesOf(elements: GraphElements, layout: Layout): EdgeDefinition[] {
  return elements.lines.flatMap((line) => {
    const geometry = geometryOf(line, layout);
    if (geometry === null) return [];
    const base: EdgeDefinition = {
      group: 'edges',
      data: {
        id: line.id,
        line: line.id,
        source: line.source,
        target: line.target,
        health: line.health,
        width: line.width,
        ...geometry.data,
      },
      classes: `line ${line.pattern} ${geometry.classes}`,
    };
    if (line.failedShare <= 0) return [base];
    const failures: EdgeDefinition = {
      group: 'edges',
      data: {
        ...base.data,
        id: `failures:${line.id}`,
        width: line.width + 0.6,
        dashes: failureDashes(line.failedShare),
      },
      classes: `failures ${geometry.classes}`,
    };
    return [base, failures];
  });
}

function geometryOf(line: LineModel, layout: Layout): { data: object; classes: string } | null {
  const source = layout.nodes.get(line.source);
  const target = layout.nodes.get(line.target);
  if (source === undefined || target === undefined) return null;
  const route = layout.edges.get(line.id);
  if (route === undefined)
    return {
      data: { sourceEndpoint: '0px 0px', targetEndpoint: '0px 0px', distances: [0], weights: [0.5] },
      classes: 'loop',
    };
  const { straight, ...data } = curveOf(route, source, target);
  return { data, classes: straight ? '' : 'curved' };
}
