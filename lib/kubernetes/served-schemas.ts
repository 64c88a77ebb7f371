/**
 * Schemas of kinds as the API server publishes them (OpenAPI v3), which whoever may sign in may read: for kinds of
 * custom resource definitions it is the definition's own schema, word for word, rules included. A document is read
 * again when its hash in the index is another, which it is when a definition changes.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
 */
import 'server-only';
import type { KindVersion, SchemaPort, ServedSchema } from '@/lib/config/cluster-schema/port';
import { isFields, type StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';

/** The index is small; asking for it this often shows a new definition soon enough. */
const INDEX_MS = 10_000;
/** Group versions whose kinds are kept; each is some hundred kilobytes. */
const MOST_KEPT = 40;

interface Kept {
  readonly url: string;
  readonly kinds: Promise<ReadonlyMap<string, StructuralSchema>>;
}

export interface ServedSchemasOptions {
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

export function servedSchemas(client: KubernetesClient, options: ServedSchemasOptions = {}): SchemaPort {
  return new ServedSchemas(client, options.now ?? Date.now);
}

class ServedSchemas implements SchemaPort {
  readonly #client: KubernetesClient;
  readonly #now: () => number;
  #index: { readonly at: number; readonly urls: Promise<ReadonlyMap<string, string>> } | null = null;
  readonly #kept = new Map<string, Kept>();

  constructor(client: KubernetesClient, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  async schemaOf({ group, version, kind }: KindVersion, signal?: AbortSignal): Promise<ServedSchema | null> {
    if (group === '') return null;
    const urls = await abortable(this.#urls(), signal);
    const name = `apis/${group}/${version}`;
    const url = urls.get(name);
    if (url === undefined) {
      this.#kept.delete(name);
      return null;
    }
    const schema = (await abortable(this.#kinds(name, url), signal)).get(kind);
    return schema === undefined ? null : { schema, tag: tagOf(url) };
  }

  /** Shared by all who ask at the same time, so that nobody's leaving ends it for the others. */
  #urls(): Promise<ReadonlyMap<string, string>> {
    const known = this.#index;
    if (known !== null && this.#now() - known.at < INDEX_MS) return known.urls;
    const urls = this.#client.json({ path: '/openapi/v3' }).then(urlsIn);
    const made = { at: this.#now(), urls };
    this.#index = made;
    urls.catch(() => {
      if (this.#index === made) this.#index = null;
    });
    return urls;
  }

  #kinds(name: string, url: string): Promise<ReadonlyMap<string, StructuralSchema>> {
    const known = this.#kept.get(name);
    this.#kept.delete(name);
    const kept = known?.url === url ? known : { url, kinds: this.#read(url) };
    this.#kept.set(name, kept);
    kept.kinds.catch(() => {
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return kept.kinds;
  }

  async #read(url: string): Promise<ReadonlyMap<string, StructuralSchema>> {
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const hash = tagOf(url);
    return kindsIn(await this.#client.json({ path, query: hash === '' ? {} : { hash } }));
  }
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function tagOf(url: string): string {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('hash') ?? '';
}

function urlsIn(answer: unknown): ReadonlyMap<string, string> {
  const paths = isFields(answer) ? answer.paths : undefined;
  if (!isFields(paths)) throw noSchemas();
  return new Map(
    Object.entries(paths).flatMap(([name, entry]): [string, string][] => {
      const url = isFields(entry) ? entry.serverRelativeURL : undefined;
      return typeof url === 'string' && url.startsWith('/openapi/v3/') ? [[name, url]] : [];
    }),
  );
}

const KINDS = 'x-kubernetes-group-version-kind';

/** Each kind's schema by its name. Kinds of the server itself refer to others and are left out. */
function kindsIn(answer: unknown): ReadonlyMap<string, StructuralSchema> {
  const components = isFields(answer) ? answer.components : undefined;
  const schemas = isFields(components) ? components.schemas : undefined;
  if (!isFields(schemas)) throw noSchemas();
  const kinds = new Map<string, StructuralSchema>();
  for (const schema of Object.values(schemas)) {
    if (!isFields(schema)) continue;
    const [named] = Array.isArray(schema[KINDS]) ? (schema[KINDS] as unknown[]) : [];
    const kind = isFields(named) ? named.kind : undefined;
    if (typeof kind === 'string' && !kind.endsWith('List')) kinds.set(kind, withoutReferences(schema));
  }
  return kinds;
}

/** What an object's metadata is, is known without being told, and is the one thing that is referred to. */
function withoutReferences(schema: Readonly<Record<string, unknown>>): StructuralSchema {
  const properties = isFields(schema.properties) ? schema.properties : {};
  const { metadata: _, ...own } = properties;
  return { ...schema, properties: { ...own, metadata: { type: 'object' } } } as StructuralSchema;
}

function noSchemas(): Fault {
  return new Fault('source-bad-data', "The API server's answer about its schemas is not what it should be.", {
    source: 'kubernetes',
    hint: 'The cluster’s definitions are not used; the checks of the console itself are.',
  });
}
