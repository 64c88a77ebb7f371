/** The whole demo world: who is there, how they behave, and where requests begin. */
import { AMBIENT_LAB, AMBIENT_LAB_ENTRIES } from './ambient-lab';
import type { Behaviour, Entry, Handling, WorldWorkload } from './behaviour';
import { BOOKINFO, BOOKINFO_ENTRIES } from './bookinfo';
import { SHOP } from './shop';
import { SHOP_ENTRIES } from './shop-entries';

export const ENTRIES: readonly Entry[] = [...BOOKINFO_ENTRIES, ...SHOP_ENTRIES, ...AMBIENT_LAB_ENTRIES];

/** One object for all requests without headers of interest, so that routes can be remembered by it. */
export const NO_HEADERS: Readonly<Record<string, string>> = {};

const BEHAVIOURS: readonly Behaviour[] = [...BOOKINFO, ...SHOP, ...AMBIENT_LAB];

const behaviours = new Map(BEHAVIOURS.map((behaviour) => [behaviour.of, behaviour]));

/** What a workload that nobody described does: it answers, quickly. */
const PLAIN: Handling = { path: '/', latency: { medianMs: 4, p95Ms: 12 }, responseBytes: 400 };

/** How a workload handles a path: by its own description, else its application's, else plainly. */
export function handlingOf(server: WorldWorkload, path: string): Handling {
  return handlingNamed([`${server.namespace}/${server.name}`, `${server.namespace}/${server.app}`], path);
}

/** How a host outside the mesh handles a path. */
export function handlingOfHost(host: string, path: string): Handling {
  return handlingNamed([host], path);
}

const remembered = new Map<string, Handling>();

function handlingNamed(names: readonly string[], path: string): Handling {
  const key = `${names[0]} ${path}`;
  let found = remembered.get(key);
  if (found === undefined) {
    found = findHandling(names, path);
    remembered.set(key, found);
  }
  return found;
}

function findHandling(names: readonly string[], path: string): Handling {
  for (const name of names) {
    const found = behaviours.get(name)?.handlings.find((one) => path.startsWith(one.path));
    if (found !== undefined) return found;
  }
  return PLAIN;
}
