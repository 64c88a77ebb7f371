/** Who manages what an edit changes: what is stored with its managers, compared with the text that would be saved. */
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { changedFields } from './changed-fields';
import type { ManagersAnswer } from './contract';
import { deliveryOf } from './delivery';
import { fieldOwners } from './field-owners';
import type { ManagersPort } from './port';

/** The console itself: that it changes what it wrote is no news. */
const OWN = 'periplus';
const MOST_FIELDS = 12;

const NOTHING: ManagersAnswer = { delivery: null, owners: [] };

/** Throws as the port does. `port` null = no cluster is connected. */
export async function loadManagers(
  port: ManagersPort | null,
  { id, text }: { readonly id: ObjectId; readonly text: string },
  signal?: AbortSignal,
): Promise<ManagersAnswer> {
  const object = (await port?.managersOf(id, signal)) ?? null;
  if (object === null) return NOTHING;
  const { value, managers } = object;
  const reading = readYaml(text);
  const changed = reading.kind === 'value' ? editedFields(value, reading.value) : [];
  const owners = fieldOwners(managers, changed, value).filter(({ manager }) => manager !== OWN);
  return {
    delivery: deliveryOf(
      value,
      managers.map(({ manager }) => manager),
    ),
    owners: owners.map(({ manager, operation, time, fields }) => ({
      manager,
      operation,
      atMs: Number.isNaN(Date.parse(time)) ? null : Date.parse(time),
      fields: fields.slice(0, MOST_FIELDS).map(written),
      fieldCount: fields.length,
    })),
  };
}

/** Of metadata a person edits labels and annotations; the rest is the server's, and the status a controller's. */
function editedFields(stored: unknown, typed: unknown): readonly ObjectPath[] {
  return changedFields(edited(stored), edited(typed));
}

function edited(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { apiVersion: _, kind: __, status: ___, metadata, ...rest } = value as Record<string, unknown>;
  const { labels, annotations } = (metadata ?? {}) as Record<string, unknown>;
  return { metadata: { labels: labels ?? {}, annotations: annotations ?? {} }, ...rest };
}

function written(path: ObjectPath): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}
