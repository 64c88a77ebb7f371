/** The answers of the API about one request: from a store's objects and texts that are not saved. */
import { readLargeTexts } from './assess-thread/read-large-texts';
import { objectKey } from './identity';
import { choicesOf } from './simulation/answer/choices';
import { draftedMesh, storedMesh } from './simulation/answer/drafted-mesh';
import { encryptionMatrix } from './simulation/answer/encryption-matrix';
import { type RequestAnswer, simulateRequest } from './simulation/answer/simulate-request';
import type { SimulationAnswer, SimulationChoices } from './simulation/contract';
import type { EncryptionMatrix } from './simulation/matrix-contract';
import type { Draft, SimulationRequest } from './simulation/request-contract';
import type { ConfigStore, StoredObject } from './store';

/** Without what traffic says, which configuration does not know. Throws `bad-request` for a caller that is not known. */
export async function loadSimulation(
  store: ConfigStore,
  request: SimulationRequest,
  drafts: readonly Draft[],
  signal?: AbortSignal,
): Promise<Omit<SimulationAnswer, 'agreement' | 'warnings'>> {
  const { objects } = await store.list(signal);
  await readLargeTexts(
    drafts.map(({ text }) => text),
    signal,
  );
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

/** What can call and what can be called. */
export async function loadChoices(store: ConfigStore, signal?: AbortSignal): Promise<SimulationChoices> {
  const { objects } = await store.list(signal);
  return choicesOf(storedMesh(objects).view);
}

/** Every kind of caller against every server, as configuration has it. */
export async function loadEncryptionMatrix(
  store: ConfigStore,
  signal?: AbortSignal,
): Promise<EncryptionMatrix> {
  const { objects } = await store.list(signal);
  return encryptionMatrix(storedMesh(objects));
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
