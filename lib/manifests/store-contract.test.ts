import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeStoreContract, type StoreUnderTest } from '@/lib/config/fixtures/store-contract';
import { createManifestStore } from './store';

let folder: string;
let tested: StoreUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-contract-'));
  const store = createManifestStore({ folder, readOnly: false });
  const fileOf = async (id: Parameters<typeof store.get>[0]) =>
    path.join(folder, (await store.get(id)).origin);
  tested = {
    store,
    readOnly: createManifestStore({ folder, readOnly: true }),
    changeElsewhere: async (id, text) => writeFile(await fileOf(id), text),
    removeElsewhere: async (id) => rm(await fileOf(id)),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

describeStoreContract('A folder of YAML', () => tested);
