/** The rows of an answer as columns: nodes first, then edges, whose ends and texts are told by their nodes. */
import {
  type Codec,
  ColumnPlan,
  choice,
  type Input,
  keyedList,
  nullable,
  type Output,
  record,
  text,
} from './codec';
import { codecOfSchema } from './codec-of-schema';
import { type SlimAnswer, slimRestSchema } from './slim-answer';
import { type SlimEdge, slimEdgeKey, slimEdgeSchema } from './slim-edge';
import { type SlimNode, slimNodeSchema } from './slim-node';
import type { Steps } from './steps';

export interface AnswerCodec {
  readonly columns: number;
  write(value: SlimAnswer, base: SlimAnswer | undefined, out: Output): void;
  read(base: SlimAnswer | undefined, input: Input): Steps<SlimAnswer>;
}

let made: AnswerCodec | undefined;

/** Made at the first use, once. */
export function answerCodec(): AnswerCodec {
  if (made === undefined) {
    const plan = new ColumnPlan();
    const codec = wholeAnswer(plan);
    made = { columns: plan.size, ...codec };
  }
  return made;
}

function wholeAnswer(plan: ColumnPlan): Omit<AnswerCodec, 'columns'> {
  const rest = codecOfSchema(plan, slimRestSchema);
  const nodes = keyedList(plan, nodeRow(plan), ({ id }) => id);
  const edges = keyedList(plan, edgeRow(plan), slimEdgeKey);
  return {
    write(value, base, out) {
      rest.write(value.rest, base?.rest, out);
      nodes.write(value.nodes, base?.nodes, out);
      out.context.hasNodes(value.nodes);
      edges.write(value.edges, base?.edges, out);
    },
    *read(base, input) {
      const given = {
        rest: rest.read(base?.rest, input),
        nodes: yield* nodes.steps(base?.nodes, input),
      };
      input.context.hasNodes(given.nodes);
      return { ...given, edges: yield* edges.steps(base?.edges, input) };
    },
  };
}

const NAMES = { cluster: true, namespace: true, name: true, version: true } as const;
type NodeNames = Pick<SlimNode, keyof typeof NAMES>;

/** Its names come first: the other texts are made of them. */
function nodeRow(plan: ColumnPlan): Codec<SlimNode> {
  const head = record<NodeNames>({
    cluster: nullable(plan, text(plan)),
    namespace: nullable(plan, text(plan)),
    name: text(plan),
    version: nullable(plan, text(plan)),
  });
  const tail = codecOfSchema(plan, slimNodeSchema.omit(NAMES));
  return {
    write(value, base, out) {
      head.write(value, base, out);
      out.context.atNode(value);
      tail.write(value, base, out);
    },
    read(base, input) {
      const names = head.read(base, input);
      input.context.atNode(names);
      return { ...names, ...tail.read(base, input) };
    },
  };
}

/** Only rows without a base tell their ends: with one they are the base's, which they were found by. */
function edgeRow(plan: ColumnPlan): Codec<SlimEdge> {
  const ends = endsCodec(plan);
  const protocol = choice(plan, slimEdgeSchema.shape.protocol.options);
  const tail = codecOfSchema(plan, slimEdgeSchema.omit({ source: true, target: true, protocol: true }));
  return {
    write(value, base, out) {
      ends.write(value, base, out);
      protocol.write(value.protocol, base?.protocol, out);
      out.context.atEdge(value.source, value.target);
      tail.write(value, base, out);
    },
    read(base, input) {
      const { source, target } = ends.read(base, input);
      const kind = protocol.read(base?.protocol, input);
      input.context.atEdge(source, target);
      return { source, target, protocol: kind, ...tail.read(base, input) };
    },
  };
}

function endsCodec(plan: ColumnPlan): Codec<Pick<SlimEdge, 'source' | 'target'>> {
  const [sources, targets] = [plan.next(), plan.next()];
  return {
    write(value, base, out) {
      if (base !== undefined) return;
      const steps = out.context.steps(value.source, value.target);
      out.column(sources).whole(zigzag(steps.source));
      out.column(targets).whole(zigzag(steps.target));
    },
    read(base, input) {
      if (base !== undefined) return base;
      const source = unzigzag(input.column(sources).whole());
      return input.context.ends({ source, target: unzigzag(input.column(targets).whole()) });
    },
  };
}

/** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …: small either way. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
