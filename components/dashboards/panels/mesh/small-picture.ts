/** The graph of a panel: what is drawn of an answer, and where it stands. Pure. */
import { type GraphElements, graphElements, layoutInput } from '@/components/graph/elements';
import type { GraphAnswer, GraphNode } from '@/lib/graph/contract';
import type { EdgeRoute, Layout } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { PLAIN_VIEW } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';

export interface SmallPicture {
  readonly elements: GraphElements;
  readonly layout: Layout;
  /** What stands in the middle; null = everything is shown. */
  readonly focus: GraphNode | null;
}

/** From here on cards in a panel could not be read: namespaces are folded to one each. */
const MANY_NODES = 30;

/** `focus`: a name of a service, application or workload; '' for everything. Null where no such thing is there. */
export function smallPicture(answer: GraphAnswer, focus: string): SmallPicture | null {
  const node = focus === '' ? null : (focusOf(answer.nodes, focus) ?? null);
  if (focus !== '' && node === null) return null;
  const whole = viewOf(answer, {
    ...PLAIN_VIEW,
    focus: node === null ? null : { node: node.id, hops: 1, direction: 'both' },
  });
  const folded = whole.nodes.length <= MANY_NODES ? [] : answer.boxes.map(({ id }) => id);
  const shown = folded.length === 0 ? whole : viewOf(answer, { ...PLAIN_VIEW, folded });
  // There is no room for boxes around boxes: around a thing in the middle there are none, else those of namespaces.
  const boxes = node === null ? shown.boxes.filter(({ kind }) => kind === 'namespace') : [];
  const elements = graphElements({ ...shown, boxes }, []);
  return { elements, layout: layOut(layoutInput(elements, [])), focus: node };
}

/** A service before what answers for it, since all of its traffic passes there. */
function focusOf(nodes: readonly GraphNode[], name: string): GraphNode | undefined {
  const named = nodes.filter((node) => [node.name, node.workload, node.app].includes(name));
  return named.find(({ kind }) => kind === 'service') ?? named[0];
}

/** The route as a path of SVG: a quadratic B-spline, see `EdgeRoute`. */
export function routePath({ source, target, controls }: EdgeRoute): string {
  const written = (value: number) => String(Math.round(value * 10) / 10);
  const at = (x: number, y: number) => `${written(x)} ${written(y)}`;
  if (controls.length === 0) return `M${at(source.x, source.y)}L${at(target.x, target.y)}`;
  const pieces = controls.map((control, index) => {
    const next = controls[index + 1];
    const end = next === undefined ? target : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    return `Q${at(control.x, control.y)} ${at(end.x, end.y)}`;
  });
  return `M${at(source.x, source.y)}${pieces.join('')}`;
}
