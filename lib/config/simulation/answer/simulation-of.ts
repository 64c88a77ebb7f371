/** What becomes of one request in a mesh of these objects, with texts that are not saved in place of some. Pure. */
import { objectKey } from '@/lib/config/identity';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import type { StoredObject } from '@/lib/config/store';
import { draftedMesh, storedMesh } from './drafted-mesh';
import { type RequestAnswer, simulateRequest } from './simulate-request';

/** Without what traffic says, which configuration does not know. */
export type Simulation = Omit<SimulationAnswer, 'agreement' | 'warnings'>;

/** Throws `bad-request` for a caller that is not known. */
export function simulationOf(
  objects: readonly StoredObject[],
  request: SimulationRequest,
  drafts: readonly Draft[],
): Simulation {
  const mesh = draftedMesh(objects, drafts);
  const answer = simulateRequest(mesh, request);
  const { sources, assumed } = mesh.meshConfig;
  return {
    ...answer,
    settings: { sources: [...sources], assumed: [...assumed] },
    drafts: {
      used: [...mesh.used],
      leftOut: [...mesh.leftOut],
      changesAnswer: mesh.used.length === 0 ? null : differs(answer, objects, request),
    },
  };
}

/** Whether the stored texts give another answer; lines and reasons do not count. */
function differs(
  answer: RequestAnswer,
  objects: readonly StoredObject[],
  request: SimulationRequest,
): boolean {
  try {
    return essence(answer) !== essence(simulateRequest(storedMesh(objects), request));
  } catch {
    // The caller exists with the drafts only.
    return true;
  }
}

function essence({ verdict, entry, route }: RequestAnswer): string {
  const { kind, httpStatus, location, body, matched, forwarding, destinations } = route;
  return JSON.stringify({
    verdict,
    entry: entry?.access.verdict,
    route: { kind, httpStatus, location, body, forwarding },
    by: matched === null ? null : [objectKey(matched.object), matched.routeIndex],
    destinations: destinations.map(({ rule: _rule, limits, servers, ...destination }) => ({
      ...destination,
      limits: { ...limits, poolPlace: null, outlierPlace: null },
      servers: servers.map(({ access, encryption, ...server }) => ({
        ...server,
        access: access?.verdict,
        transport: [encryption?.transport, encryption?.breaks],
      })),
    })),
  });
}
