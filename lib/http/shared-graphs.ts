/**
 * One built graph for everybody who asks the same, and the versions that browsers may still have: who names one gets
 * what changed since (delta encoding, RFC 3229), who has the newest gets 304.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { GraphAnswer } from '@/lib/graph/contract';
import { type SlimAnswer, slimAnswer } from '@/lib/graph/transport/slim-answer';
import { packSlim } from '@/lib/graph/transport/snapshot';
import { mayPass } from '@/lib/mesh/warning-codes';
import { SharedAnswers } from '@/lib/shared-answers';

const compress = promisify(gzip);

/** A built graph in the forms it is sent in, each made once. */
export class BuiltGraph {
  readonly answer: GraphAnswer;
  readonly slim: SlimAnswer;
  readonly #snapshot: Uint8Array<ArrayBuffer>;
  /** Names the content: the same on every replica. */
  readonly version: string;
  readonly #compressed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  constructor(answer: GraphAnswer) {
    this.answer = answer;
    this.slim = slimAnswer(answer);
    this.#snapshot = packSlim(this.slim, null);
    this.version = createHash('sha256').update(this.#snapshot).digest('base64url').slice(0, 22);
  }

  /** Whole, or against an older one; packed and compressed once, so thoroughly, for all who have the same base. */
  gzipped(base: BuiltGraph | null): Promise<Uint8Array<ArrayBuffer>> {
    const key = base?.version ?? '';
    const known = this.#compressed.get(key);
    if (known !== undefined) return known;
    const bytes = base === null ? this.#snapshot : packSlim(this.slim, base.slim);
    const made = compress(bytes, { level: constants.Z_BEST_COMPRESSION }).then(
      (buffer) => new Uint8Array(buffer),
    );
    this.#compressed.set(key, made);
    return made;
  }
}

/** Longer than a refresh of a quarter of a minute; the instant in the key makes an older answer never wrong. */
const KEEP_MS = 30_000;
/** Nodes and edges of all graphs that are kept; about 1 kB each. */
const MOST_PARTS = 200_000;
const MOST_VERSIONS = 64;

const partsOf = ({ answer }: BuiltGraph) => 100 + answer.nodes.length + answer.edges.length;

export class SharedGraphs {
  readonly #graphs = new SharedAnswers<BuiltGraph>({
    keepMs: KEEP_MS,
    maxWeight: MOST_PARTS,
    // What is partial now may be whole in a second.
    weigh: (graph) => (graph.answer.warnings.some(mayPass) ? null : partsOf(graph)),
  });
  readonly #versions = new Map<string, BuiltGraph>();

  /** `scope` names those who may see the same (`Sources.scopeKey`), `key` all else that the answer depends on, its instant too. */
  async get(
    scope: string,
    key: string,
    load: (signal: AbortSignal) => Promise<GraphAnswer>,
    signal: AbortSignal,
  ): Promise<BuiltGraph> {
    const graph = await this.#graphs.get(
      `${scope} ${key}`,
      async (flight) => new BuiltGraph(await load(flight)),
      signal,
    );
    this.#remember(scope, graph);
    return graph;
  }

  /** A graph that was given out lately to those of this scope; null = no more. */
  version(scope: string, name: string | null): BuiltGraph | null {
    return name === null ? null : (this.#versions.get(`${scope} ${name}`) ?? null);
  }

  #remember(scope: string, graph: BuiltGraph): void {
    const key = `${scope} ${graph.version}`;
    this.#versions.delete(key);
    this.#versions.set(key, graph);
    let parts = 0;
    const newestFirst = [...this.#versions].reverse();
    newestFirst.forEach(([name, kept], at) => {
      parts += partsOf(kept);
      if (at >= MOST_VERSIONS || (at > 0 && parts > MOST_PARTS)) this.#versions.delete(name);
    });
  }
}
