/**
 * A figure for each object of configuration that changes whenever the object does, so that Prometheus keeps the times of
 * changes for as long as it keeps anything. It tells that and when something changed; what it was is kept elsewhere.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { Gauge, type Registry } from 'prom-client';
import { processWide, replaceProcessWide } from '@/lib/process-wide';

export interface ObjectVersion {
  readonly group: string;
  readonly kind: string;
  /** null for kinds of the whole cluster. */
  readonly namespace: string | null;
  readonly name: string;
  /** Any text that changes with the object. */
  readonly version: string;
}

/** Objects beyond these are left out: each is a series that somebody pays for. */
const MOST_OBJECTS = 2000;
/** A scrape does not wait longer for the store, in milliseconds; the series are then missing, which is no change. */
const PATIENCE_MS = 2000;

type Reader = () => Promise<readonly ObjectVersion[]>;
const KEY = 'object-versions';

/** Says where the objects come from; asked at every scrape. */
export function exportObjectVersions(read: Reader): void {
  replaceProcessWide<Reader>(KEY, read);
}

/** `periplus_object_version`. Its labels begin with `object_`, since a scrape puts its own `namespace` on every series. */
export function objectVersionGauge(registry: Registry): Gauge {
  return new Gauge({
    name: 'periplus_object_version',
    help: 'Changes whenever the object of configuration does; the value itself means nothing.',
    labelNames: ['object_group', 'object_kind', 'object_namespace', 'object_name'],
    registers: [registry],
    async collect() {
      this.reset();
      const read = processWide<Reader>(KEY, () => async () => []);
      for (const object of (await patiently(read)).slice(0, MOST_OBJECTS)) {
        const { group, kind, namespace, name, version } = object;
        const labels = {
          object_group: group,
          object_kind: kind,
          object_namespace: namespace ?? '',
          object_name: name,
        };
        this.set(labels, figureOf(version));
      }
    },
  });
}

/** 48 bits: what a sample holds exactly. */
function figureOf(version: string): number {
  return Number.parseInt(createHash('sha256').update(version).digest('hex').slice(0, 12), 16);
}

/** Metrics are about more than objects: a store that fails or hangs takes only its own away. */
async function patiently(read: Reader): Promise<readonly ObjectVersion[]> {
  const late = new Promise<readonly ObjectVersion[]>((resolve) => {
    setTimeout(() => resolve([]), PATIENCE_MS).unref();
  });
  return Promise.race([read().catch(() => []), late]);
}
