/** What the API's answers about configuration are made from: a store, and what the operator set about findings. */
import { Fault } from '@/lib/mesh/fault';
import type { SuppressRule } from './analysis/suppress';
import type { SchemaPort } from './cluster-schema/port';
import type { ConfigStore } from './store';

export interface ConfigSource {
  readonly store: ConfigStore;
  /** Findings that do not count, by the settings file. */
  readonly suppress: readonly SuppressRule[];
  /** The cluster's own schemas; null or left out where no cluster is connected. */
  readonly schemas?: SchemaPort | null;
}

/** Throws `not-found` when no source of configuration is set. */
export function configSource(sources: {
  readonly config: ConfigStore | null;
  readonly schemas?: SchemaPort | null;
  suppressions(): readonly SuppressRule[];
}): ConfigSource {
  const { schemas = null } = sources;
  return { store: connectedStore(sources.config), suppress: sources.suppressions(), schemas };
}

/** Of every cluster: each is judged by itself, as its own control plane reads it. Without several clusters the one source. */
export function configSources(sources: Parameters<typeof configSource>[0]): readonly ClusterSource[] {
  const { clusters } = sources.config ?? {};
  if (clusters === undefined) return [{ cluster: undefined, source: configSource(sources) }];
  const suppress = sources.suppressions();
  return clusters.map(({ name, store }) => ({ cluster: name, source: { store, suppress } }));
}

export interface ClusterSource {
  /** undefined = there is only one. */
  readonly cluster: string | undefined;
  readonly source: ConfigSource;
}

/**
 * The store of configuration, or (`not-found`) the reason why there is none. Of several clusters the first: what asks
 * here looks at one mesh configuration, not at several.
 */
export function connectedStore(store: ConfigStore | null): ConfigStore {
  if (store !== null) return store.clusters?.[0]?.store ?? store;
  throw new Fault('not-found', 'No source of configuration is connected.', {
    source: 'manifests',
    hint: 'Set PERIPLUS_KUBERNETES to read a cluster, or PERIPLUS_CONFIG_FOLDER to a folder of YAML files, and start again.',
  });
}
