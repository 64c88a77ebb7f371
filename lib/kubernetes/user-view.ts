/**
 * What one user may read of what the console keeps: the cache is filtered by that user's own rights, as the API server
 * tells them to the user's own token. Nothing of one user's answer is kept for another.
 */
import 'server-only';
import type { StoredObject } from '@/lib/config/store';
import { SharedAnswers } from '@/lib/shared-answers';
import type { KubernetesClient } from './client';
import { gapsOf, type PartState } from './coverage';
import { eachInTurn, isAllowed, type NamespaceRules, namespaceRules } from './rights';
import { WANTED_KINDS, type WantedKind } from './wanted-kinds';
import type { CacheSnapshot } from './watch-cache';

/** Milliseconds for which rights are believed: a right that is taken away ends what is shown within this time. */
const KEEP_MS = 30_000;
const REVIEWS_AT_ONCE = 8;

/** What somebody may list. */
export interface ReadRights {
  /** null = all namespaces, for some kind at least; else those in which any wanted kind may be listed. */
  readonly namespaces: readonly string[] | null;
  mayRead(object: Pick<StoredObject, 'id'>): boolean;
  /** Parts that are left out, for the words about them. */
  denied(): readonly PartState[];
}

export class UserView {
  readonly #client: KubernetesClient;
  readonly #rights = new SharedAnswers<ReadRights>({ keepMs: KEEP_MS, maxWeight: 1, weigh: () => 1 });
  #last: { readonly of: CacheSnapshot; readonly rights: ReadRights; readonly answer: CacheSnapshot } | null =
    null;

  /** `client` asks with the user's own token. */
  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /** Throws as the client does: `unauthenticated` for a token that is no longer good. */
  async filtered(snapshot: CacheSnapshot, signal?: AbortSignal): Promise<CacheSnapshot> {
    const rights = await this.rights(snapshot.objects, signal);
    if (this.#last?.of === snapshot && this.#last.rights === rights) return this.#last.answer;
    const answer = {
      objects: snapshot.objects.filter((object) => rights.mayRead(object)),
      gaps: [...snapshot.gaps, ...gapsOf(rights.denied(), [])],
    };
    this.#last = { of: snapshot, rights, answer };
    return answer;
  }

  /** `objects`: of the whole cluster; their namespaces are those that are asked about. */
  rights(objects: readonly StoredObject[], signal?: AbortSignal): Promise<ReadRights> {
    return this.#rights.get(
      'rights',
      (flight) => readRights(this.#client, namespacesOf(objects), flight),
      signal,
    );
  }
}

function namespacesOf(objects: readonly StoredObject[]): readonly string[] {
  const names = new Set<string>();
  for (const { id } of objects) {
    if (id.namespace !== null) names.add(id.namespace);
    else if (id.group === '' && id.kind === 'Namespace') names.add(id.name);
  }
  return [...names].sort();
}

/** Secrets' metadata is kept for gateways, and shown to whoever may read Secrets. */
const SECRETS: WantedKind = {
  group: '',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
  versions: null,
  selections: [],
  isOptional: true,
};

async function readRights(
  client: KubernetesClient,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<ReadRights> {
  const mayList = (group: string, resource: string) =>
    isAllowed(client, { verb: 'list', group, resource, namespace: null }, signal);
  if (await mayList('*', '*')) return EVERYTHING;
  const kinds = [...WANTED_KINDS, SECRETS];
  const everywhere = await eachInTurn(kinds, REVIEWS_AT_ONCE, ({ group, plural }) => mayList(group, plural));
  const whole = new Set(kinds.filter((_, at) => everywhere[at] === true).map(keyOf));
  if (whole.size === kinds.length) return EVERYTHING;
  const rules = await eachInTurn(namespaces, REVIEWS_AT_ONCE, (name) => namespaceRules(client, name, signal));
  const byNamespace = new Map(namespaces.map((name, at) => [name, rules[at]]));
  const parts = await partRights(client, kinds, whole, byNamespace, signal);
  return new PartOfCluster(whole, parts, namespaces);
}

const EVERYTHING: ReadRights = { namespaces: null, mayRead: () => true, denied: () => [] };

/** `group/kind namespace` of what may be listed in single namespaces. */
async function partRights(
  client: KubernetesClient,
  kinds: readonly WantedKind[],
  whole: ReadonlySet<string>,
  byNamespace: ReadonlyMap<string, NamespaceRules | undefined>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const allowed = new Set<string>();
  const open: { readonly kind: WantedKind; readonly namespace: string }[] = [];
  for (const kind of kinds) {
    if (whole.has(keyOf(kind))) continue;
    for (const [namespace, rules] of byNamespace) {
      if (rules?.allows(verbFor(kind), kind.group, kind.plural)) allowed.add(`${keyOf(kind)} ${namespace}`);
      else if (rules?.isIncomplete) open.push({ kind, namespace });
    }
  }
  // An authorizer that cannot list its rules is asked for each case.
  await eachInTurn(open, REVIEWS_AT_ONCE, async ({ kind, namespace }) => {
    const { group, plural: resource } = kind;
    const isYes = await isAllowed(client, { verb: verbFor(kind), group, resource, namespace }, signal);
    if (isYes) allowed.add(`${keyOf(kind)} ${namespace}`);
  });
  return allowed;
}

/** A role in a namespace can let somebody get that namespace's own object, which cannot be listed alone. */
function verbFor({ kind }: WantedKind): string {
  return kind === 'Namespace' ? 'get' : 'list';
}

function keyOf({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}`;
}

class PartOfCluster implements ReadRights {
  readonly #whole: ReadonlySet<string>;
  readonly #parts: ReadonlySet<string>;
  readonly #all: readonly string[];
  readonly namespaces: readonly string[] | null;

  constructor(whole: ReadonlySet<string>, parts: ReadonlySet<string>, all: readonly string[]) {
    this.#whole = whole;
    this.#parts = parts;
    this.#all = all;
    const isNamespaced = WANTED_KINDS.some((kind) => kind.namespaced && whole.has(keyOf(kind)));
    this.namespaces = isNamespaced ? null : all.filter((name) => this.#hasAny(name));
  }

  mayRead({ id }: Pick<StoredObject, 'id'>): boolean {
    if (this.#whole.has(keyOf(id))) return true;
    const namespace = id.group === '' && id.kind === 'Namespace' ? id.name : id.namespace;
    return namespace !== null && this.#parts.has(`${keyOf(id)} ${namespace}`);
  }

  denied(): readonly PartState[] {
    return WANTED_KINDS.flatMap((kind) => {
      if (kind.isOptional || this.#whole.has(keyOf(kind))) return [];
      // A right in the namespaces where anything is allowed is all that such an account can have.
      const within = this.#all.filter((name) => this.#hasAny(name));
      const missing = within.filter((name) => !this.#parts.has(`${keyOf(kind)} ${name}`));
      const places = kind.namespaced && missing.length < within.length ? missing : [null];
      return places.map((namespace) => ({ kind, namespace, state: DENIED, left: 0 }));
    });
  }

  #hasAny(namespace: string): boolean {
    return WANTED_KINDS.some((kind) => kind.namespaced && this.#parts.has(`${keyOf(kind)} ${namespace}`));
  }
}

const DENIED = { kind: 'denied', problem: null } as const;
