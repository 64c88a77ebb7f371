/**
 * Takes the names of hidden namespaces, and of what is in them, out of what visible spans say of the other end: hosts
 * of services, identities, and what waypoints tell of both ends.
 */
import { ELSEWHERE, type Scope } from '@/lib/mesh/scope';
import type { Attributes, AttributeValue, Span } from '@/lib/traces/model/span';

export class HiddenNames {
  readonly #hidden: ReadonlySet<string>;
  readonly #seen: ReadonlySet<string>;
  readonly #inHidden: RegExp | null;
  readonly #hiddenClusters: ReadonlySet<string>;

  constructor({
    namespaces,
    hiddenClusters,
    hidden,
  }: Pick<Scope, 'namespaces' | 'hiddenClusters' | 'hidden'>) {
    this.#hiddenClusters = new Set(hiddenClusters);
    this.#seen = new Set(namespaces);
    this.#hidden = new Set(hidden);
    // Names of Kubernetes are letters, digits and dashes. The longest first, since one may begin another.
    const names = [...hidden].sort((a, b) => b.length - a.length).join('|');
    this.#inHidden = names === '' ? null : new RegExp(`[\\w-]+\\.(?:${names})(?![\\w-])[\\w.-]*`, 'gi');
  }

  isSeen(namespace: string | null): boolean {
    return namespace !== null && this.#seen.has(namespace);
  }

  /** `cluster` null = it is not told. */
  isHiddenCluster(cluster: string | null): boolean {
    return cluster !== null && this.#hiddenClusters.has(cluster);
  }

  text(text: string): string {
    if (this.#hidden.has(text)) return ELSEWHERE;
    const unnamed = text
      .replace(/[\w*-]+\.([a-z0-9-]+)\.svc(?![\w-])[\w.-]*/gi, (host, namespace: string) =>
        this.#shown(host, namespace),
      )
      .replace(/\/ns\/([a-z0-9-]+)\/sa\/[\w.-]+/gi, (path, namespace: string) =>
        this.#shown(path, namespace, `/ns/${ELSEWHERE}`),
      );
    return this.#inHidden === null ? unnamed : unnamed.replace(this.#inHidden, ELSEWHERE);
  }

  #shown(whole: string, namespace: string, instead = ELSEWHERE): string {
    return this.isSeen(namespace.toLowerCase()) ? whole : instead;
  }

  span(span: Span): Span {
    return {
      ...span,
      name: this.text(span.name),
      statusMessage: span.statusMessage === null ? null : this.text(span.statusMessage),
      attributes: this.#attributes(span.attributes),
      resource: this.#attributes(span.resource),
      events: span.events.map((event) => ({
        ...event,
        name: this.text(event.name),
        attributes: this.#attributes(event.attributes),
      })),
      links: span.links.map((link) => ({ ...link, attributes: this.#attributes(link.attributes) })),
      warnings: span.warnings.map((warning) => this.text(warning)),
    };
  }

  #attributes(attributes: Attributes): Attributes {
    const ends = ['istio.source_', 'istio.destination_'].filter((end) => {
      const namespace = attributes[`${end}namespace`];
      return typeof namespace === 'string' && !this.isSeen(namespace);
    });
    return Object.fromEntries(
      Object.entries(attributes)
        .filter(([key]) => !ends.some((end) => key.startsWith(end)))
        .map(([key, value]) => [key, this.#value(value)]),
    );
  }

  #value(value: AttributeValue): AttributeValue {
    if (typeof value === 'string') return this.text(value);
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map((one) => this.#value(one));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#value(one)]));
  }
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
