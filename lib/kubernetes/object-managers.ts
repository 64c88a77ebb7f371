/** Who manages which fields of an object, asked of the API server: what the cache keeps has lost the fields. */
import 'server-only';
import type { ManagedFields, ManagersPort } from '@/lib/config/managers/port';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';
import { LAST_APPLIED, type WireManager, type WireObject } from './cluster-object';
import type { WatchCache } from './watch-cache';
import { placeOf } from './write-plan';

/** `client` asks as whoever it is for. */
export function objectManagers(client: KubernetesClient, cache: WatchCache): ManagersPort {
  return {
    managersOf: async (id, signal) => {
      if (id.group === '' && id.kind === 'Secret') return null;
      if (cache.discovery === null) await cache.replan();
      const { discovery } = cache;
      if (discovery === null) return null;
      const { path } = placeOf(discovery, id, cache.versionOf(id.group, id.kind));
      try {
        const wire = (await client.json({ path, signal })) as WireObject;
        return {
          value: withoutLastApplied(wire),
          managers: (wire.metadata?.managedFields ?? []).map(managed),
        };
      } catch (error) {
        if (error instanceof ApiFault && error.status === 404) return null;
        throw error;
      }
    },
  };
}

/** It is kubectl's own and no part of what a person edits; the text does not have it either. */
function withoutLastApplied(wire: WireObject): WireObject {
  const { annotations } = wire.metadata ?? {};
  if (annotations?.[LAST_APPLIED] === undefined) return wire;
  const { [LAST_APPLIED]: _, ...kept } = annotations;
  return { ...wire, metadata: { ...wire.metadata, annotations: kept } };
}

function managed(entry: WireManager & { readonly fieldsV1?: unknown }): ManagedFields {
  const { manager = '', operation = '', time = '', subresource = null, fieldsV1 = null } = entry;
  return { manager, operation, time, subresource, fields: fieldsV1 };
}
