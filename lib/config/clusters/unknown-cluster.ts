/** The store of a cluster that is asked for and not there: nothing of another may be shown or changed in its place. */

import type { ConfigStore } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';

/** `connected`: those that whoever asks could have meant. */
export function unknownCluster(name: string, connected: readonly string[]): ConfigStore {
  const refuse = async (): Promise<never> => {
    throw new Fault('not-found', `No cluster ${name.slice(0, 80)} is connected, or none that you may see.`, {
      source: 'kubernetes',
      hint: `These are: ${connected.join(', ')}.`,
    });
  };
  return { list: refuse, get: refuse, rehearse: refuse, save: refuse, remove: refuse };
}
