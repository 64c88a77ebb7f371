/** Entries that declare the same port of the same host. */

import { facet, kindOf } from '@/lib/config/analysis/facets';
import type { Draft } from '@/lib/config/analysis/finding';
import { SERVICE_ENTRY } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { metadataOf, serviceEntryHostsOf } from '@/lib/config/analysis/readings';
import { sharedScope } from '@/lib/config/analysis/scope';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';

export interface EntryPort {
  readonly number: number;
  /** Upper case; empty where none is written. */
  readonly protocol: string;
  readonly index: number;
}

export interface EntryPair {
  readonly other: StoredObject;
  readonly host: string;
  /** Where the host stands in the object that is looked at. */
  readonly hostPath: Draft['path'];
  readonly own: EntryPort;
  readonly theirs: EntryPort;
}

/** Every pair of ports of the same host and number that a common namespace sees. */
export function* entryPairs(object: StoredObject, mesh: MeshIndex): Generator<EntryPair> {
  const own = specOf(object);
  for (const [index, host] of serviceEntryHostsOf(object).entries()) {
    for (const other of mesh.under(facet.host(host.toLowerCase()))) {
      if (other === object || kindOf(other.id) !== SERVICE_ENTRY) continue;
      if (!areSeenTogether(object, other, mesh) || haveOtherAddresses(own, specOf(other))) continue;
      const theirs = portsOf(specOf(other));
      for (const port of portsOf(own)) {
        const same = theirs.find(({ number }) => number === port.number);
        if (same === undefined) continue;
        yield { other, host, hostPath: ['spec', 'hosts', index], own: port, theirs: same };
      }
    }
  }
}

function specOf(object: StoredObject): Fields {
  return fieldsAt(object.value, 'spec');
}

function portsOf(spec: Fields): readonly EntryPort[] {
  return fieldsListAt(spec, 'ports').map((port, index) => ({
    number: numberAt(port, 'number') ?? 0,
    protocol: (textAt(port, 'protocol') ?? '').toUpperCase(),
    index,
  }));
}

function areSeenTogether(a: StoredObject, b: StoredObject, mesh: MeshIndex): boolean {
  const exported = (object: StoredObject) => ({
    namespace: metadataOf(object).namespace,
    exportTo: textsAt(specOf(object), 'exportTo'),
  });
  return sharedScope(exported(a), exported(b), mesh.settings.defaultServiceExportTo) !== null;
}

/** Entries that choose different machines share a host on purpose. */
function haveOtherAddresses(a: Fields, b: Fields): boolean {
  const selector = (spec: Fields) =>
    fieldsAt(fieldsAt(spec, 'workloadSelector'), 'labels') as Record<string, string>;
  const one = selector(a);
  const two = selector(b);
  if (Object.keys(one).length === 0 || Object.keys(two).length === 0) return false;
  return !labelsInclude(one, two) && !labelsInclude(two, one);
}
