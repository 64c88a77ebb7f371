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

/** The store of configuration, or (`not-found`) the reason why there is none. */
export function connectedStore(store: ConfigStore | null): ConfigStore {
  if (store !== null) return store;
  throw new Fault('not-found', 'No source of configuration is connected.', {
    source: 'manifests',
    hint: 'Set PERIPLUS_KUBERNETES to read a cluster, or PERIPLUS_CONFIG_FOLDER to a folder of YAML files, and start again.',
  });
}
