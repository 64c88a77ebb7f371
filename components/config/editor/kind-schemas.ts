/**
 * The cluster's own schemas of the kinds that are looked at, in the worker: each is loaded when its kind is first
 * checked, and asked for again now and then. What judges by them is loaded with the first.
 */

import { clusterHeaders } from '@/components/shell/document-cluster';
import type { CheckedText } from '@/lib/config/check/cluster-check';
import { problemAt } from '@/lib/config/check/problem-at';
import { schemaAnswerSchema } from '@/lib/config/cluster-schema/contract';
import type { KindVersion } from '@/lib/config/cluster-schema/port';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { DeskSchemas } from '@/lib/config/draft-desk';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { withBasePath } from '@/lib/http/base-path';

type Judge = typeof import('@/lib/config/cluster-schema/cluster-check');

interface Known {
  readonly of: KindVersion;
  schema: StructuralSchema | null;
  tag: string | null;
  /** The last answer did not come. */
  isUnread: boolean;
}

/** Versions that someone has typed on the way to the right one are asked for too; no more than these. */
const MOST_KNOWN = 20;

export class KindSchemas implements DeskSchemas {
  readonly #changed: () => void;
  readonly #known = new Map<string, Known>();
  #judge: Judge | null = null;
  /** False once the server has said that no cluster is connected. */
  #mayAsk = true;
  #cluster: string | null = null;

  /** `changed` hears when a check would say something else than before. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** null = there is only one, or the first is meant. */
  ofCluster(name: string | null): void {
    this.#cluster = name;
  }

  schemaOf(of: KindVersion): StructuralSchema | null {
    return this.#entry(of)?.schema ?? null;
  }

  check(of: KindVersion, text: CheckedText, stored: unknown): readonly TextProblem[] {
    const entry = this.#entry(of);
    if (entry === null) return text.problems;
    if (entry.isUnread) return [...text.problems, unread(text)];
    if (entry.schema === null || this.#judge === null) return text.problems;
    return this.#judge.clusterCheck(entry.schema, () => stored)(text);
  }

  /** Asks whether the schemas are still what they were. */
  async refresh(): Promise<void> {
    if (!this.#mayAsk) return;
    await Promise.all([...this.#known.values()].map((entry) => this.#ask(entry)));
  }

  #entry(of: KindVersion): Known | null {
    if (!this.#mayAsk) return null;
    const key = `${of.group}/${of.version}/${of.kind}`;
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.size >= MOST_KNOWN) return known ?? null;
    const entry: Known = { of, schema: null, tag: null, isUnread: false };
    this.#known.set(key, entry);
    void this.#ask(entry);
    return entry;
  }

  async #ask(entry: Known): Promise<void> {
    try {
      if (await this.#read(entry)) this.#changed();
    } catch {
      // What was read before still holds as far as anyone knows.
      const isNews = !entry.isUnread && entry.schema === null;
      entry.isUnread = entry.schema === null;
      if (isNews) this.#changed();
    }
  }

  /** Whether something is known now that was not. */
  async #read(entry: Known): Promise<boolean> {
    const { group, version, kind } = entry.of;
    const path = `/api/config/schema?${new URLSearchParams({ group, version, kind })}`;
    const response = await fetch(withBasePath(path), {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        Accept: 'application/json',
        ...clusterHeaders(path, this.#cluster),
        'X-Periplus-Background': '1',
        ...(entry.tag !== null && { 'If-None-Match': entry.tag }),
      },
    });
    if (response.status === 304) return false;
    if (!response.ok) throw new Error(`The schema was not answered (${response.status}).`);
    const { schema, isCluster } = schemaAnswerSchema.parse(await response.json());
    this.#mayAsk = isCluster;
    if (schema !== null) this.#judge ??= await import('@/lib/config/cluster-schema/cluster-check');
    const isNews = schema !== null || entry.schema !== null || entry.isUnread;
    entry.schema = schema;
    entry.tag = response.headers.get('ETag');
    entry.isUnread = false;
    return isNews;
  }
}

function unread({ parsed, id }: CheckedText): TextProblem {
  return problemAt(
    parsed,
    'PER0996',
    ['kind'],
    `The cluster's own definition of ${id.kind} could not be read; only what the console itself knows of it is checked.`,
  );
}
