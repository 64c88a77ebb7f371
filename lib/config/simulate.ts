/** The answers of the API about one request: from a store's objects and texts that are not saved. */
import { assessThread } from './assess-thread/thread';
import { holdsLargeText } from './large-object';
import { choicesOf } from './simulation/answer/choices';
import { storedMesh } from './simulation/answer/drafted-mesh';
import { encryptionMatrix } from './simulation/answer/encryption-matrix';
import { type Simulation, simulationOf } from './simulation/answer/simulation-of';
import type { SimulationChoices } from './simulation/contract';
import type { EncryptionMatrix } from './simulation/matrix-contract';
import type { Draft, SimulationRequest } from './simulation/request-contract';
import type { ConfigStore } from './store';
import { LARGE_TEXT } from './yaml/limits';

/** Throws `bad-request` for a caller that is not known. Where a text is large, in the thread for those. */
export async function loadSimulation(
  store: ConfigStore,
  request: SimulationRequest,
  drafts: readonly Draft[],
  signal?: AbortSignal,
): Promise<Simulation> {
  const { objects } = await store.list(signal);
  const isLarge = drafts.some(({ text }) => (text?.length ?? 0) >= LARGE_TEXT) || holdsLargeText(objects);
  return isLarge
    ? assessThread().simulate(objects, request, drafts, signal)
    : simulationOf(objects, request, drafts);
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
