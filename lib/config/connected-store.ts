/** The store of configuration, or the reason why there is none. */
import { Fault } from '@/lib/mesh/fault';
import type { ConfigStore } from './store';

/** Throws `not-found` when no source of configuration is set. */
export function connectedStore(store: ConfigStore | null): ConfigStore {
  if (store !== null) return store;
  throw new Fault('not-found', 'No source of configuration is connected.', {
    hint: 'Set PERIPLUS_CONFIG_FOLDER to a folder of YAML files and start again.',
  });
}
