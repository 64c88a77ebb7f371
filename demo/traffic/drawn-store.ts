/**
 * Keeps drawn traffic between runs. Drawing takes a second for each state of the world, and a demo that was edited
 * often has many of them; read back, a restart stays fast.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FlowTable } from './flow-table';
import type { Drawn } from './flows';
import type { RowMeta } from './row';
import { worldHash } from './world-hash';

export interface DrawnStore {
  read(key: string): Drawn | null;
  write(key: string, drawn: Drawn): void;
}

interface Kept {
  readonly rows: readonly {
    readonly key: string;
    readonly meta: RowMeta;
    /** By wave; null where the wave does not feed the row. */
    readonly perWave: readonly (readonly number[] | null)[];
  }[];
  readonly breakers: {
    readonly refused: readonly (readonly [cluster: string, share: number])[];
    readonly ejected: readonly (readonly [host: string, share: number])[];
  };
  readonly takePart: readonly (readonly [entry: string, names: readonly string[]])[];
}

/** A store in a folder; what other worlds left there is removed. */
export function drawnFolder(folder: string): DrawnStore {
  mkdirSync(folder, { recursive: true });
  const prefix = `${worldHash()}-`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
  }
  const fileOf = (key: string) => join(folder, `${prefix}${key}.json`);
  return {
    read: (key) => {
      try {
        return fromKept(JSON.parse(readFileSync(fileOf(key), 'utf8')));
      } catch {
        // Not there, or cut off by a crash: it is drawn again.
        return null;
      }
    },
    write: (key, drawn) => {
      writeFileSync(`${fileOf(key)}.new`, JSON.stringify(toKept(drawn)));
      renameSync(`${fileOf(key)}.new`, fileOf(key));
    },
  };
}

function toKept(drawn: Drawn): Kept {
  return {
    rows: [...drawn.table.rows].map(([key, { meta, perWave }]) => ({
      key,
      meta,
      perWave: Array.from(perWave, (mass) => (mass === undefined ? null : [...mass])),
    })),
    breakers: { refused: [...drawn.breakers.refused], ejected: [...drawn.breakers.ejected] },
    takePart: [...drawn.takePart].map(([entry, names]) => [entry, [...names]]),
  };
}

function fromKept(kept: Kept): Drawn {
  const table = new FlowTable();
  for (const { key, meta, perWave } of kept.rows) {
    const masses = perWave.map((mass) => (mass === null ? undefined : Float64Array.from(mass)));
    table.rows.set(key, { meta, perWave: masses });
  }
  return {
    table,
    breakers: { refused: new Map(kept.breakers.refused), ejected: new Map(kept.breakers.ejected) },
    takePart: new Map(kept.takePart.map(([entry, names]) => [entry, new Set(names)])),
  };
}
