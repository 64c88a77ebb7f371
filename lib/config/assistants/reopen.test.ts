/** Whatever somebody wrote by hand: an assistant opens it and writes it back to the letter, or refuses it with words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objectKey } from '@/lib/config/identity';
import { storedObjects } from '@/lib/config/stored-objects';
import { ASSISTANTS, assistantsFor } from './about';
import type { Assistant } from './assistant';
import { changesOf } from './changes-of';
import { ambient } from './mesh/ambient';
import { authorization } from './mesh/authorization';
import { toHttpRoute, toVirtualService } from './mesh/convert';
import { gateway } from './mesh/gateway';
import { injection } from './mesh/injection';
import { meshExpansion } from './mesh/mesh-expansion';
import { mutualTls } from './mesh/mutual-tls';
import { observedAuthorization } from './mesh/observed-authorization';
import { requestAuthentication } from './mesh/request-authentication';
import { serviceEntry } from './mesh/service-entry';
import { MeshObjects } from './mesh-objects';
import { circuitBreaker } from './traffic/circuit-breaker';
import { faultInjection } from './traffic/fault-injection';
import { globalRateLimit } from './traffic/global-rate-limit';
import { localRateLimit } from './traffic/local-rate-limit';
import { mirroring } from './traffic/mirroring';
import { requestRouting } from './traffic/request-routing';
import { timeoutsRetries } from './traffic/timeouts-retries';
import { trafficShifting } from './traffic/traffic-shifting';

const CONVERSIONS = new Set([toHttpRoute.about.name, toVirtualService.about.name]);

/** The state's type is known to the assistant alone, which checks it by its own schema. */
// biome-ignore lint/suspicious/noExplicitAny: one list of assistants whose states differ
const ALL: readonly Assistant<any>[] = [
  requestRouting,
  trafficShifting,
  mirroring,
  faultInjection,
  timeoutsRetries,
  circuitBreaker,
  localRateLimit,
  globalRateLimit,
  gateway,
  serviceEntry,
  meshExpansion,
  mutualTls,
  authorization,
  observedAuthorization,
  requestAuthentication,
  injection,
  ambient,
  toHttpRoute,
  toVirtualService,
];

const FOLDERS = ['demo/manifests', 'lib/config/model/istio/samples', 'lib/config/model/gateway-api/samples'];

/** Objects of a folder; where two have one name, as examples of two tasks, the first counts. */
function objectsOf(folder: string) {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return storedObjects(text, name, () => '1').placed.map(({ object }) => object);
    });
  const unique = new Map(all.toReversed().map((object) => [objectKey(object.id), object]));
  return [...unique.values()];
}

describe('assistants on what is written by hand', () => {
  it('are all among those that are tried', () => {
    expect(ALL.map(({ about }) => about.name).sort()).toEqual(ASSISTANTS.map(({ name }) => name).sort());
  });

  it.each(FOLDERS)('write back to the letter what they open of %s, or say what they would lose', (folder) => {
    const objects = objectsOf(folder);
    const mesh = new MeshObjects(objects);
    const texts = new Map(objects.map((object) => [objectKey(object.id), object]));
    let opened = 0;
    for (const { id } of objects) {
      for (const { name } of assistantsFor(`${id.group}/${id.kind}`)) {
        const assistant = ALL.find(({ about }) => about.name === name);
        const reading = assistant?.read(mesh, { kind: 'object', id });
        if (assistant === undefined || reading === undefined) throw new Error(`no assistant ${name}`);
        const what = `${name} on ${objectKey(id)}`;
        if (reading.kind === 'refused') {
          expect(reading.losses.map(({ because }) => because).join(), what).not.toBe('');
          continue;
        }
        opened += 1;
        expect(assistant.schema.parse(reading.state), what).toEqual(reading.state);
        expect(assistant.says(reading.state, mesh).join(), what).not.toBe('');
        if (CONVERSIONS.has(name)) continue;
        const changes = changesOf(assistant.write(reading.state, mesh), texts);
        expect(changes.map(({ text }) => text, what)).toEqual([]);
      }
    }
    expect(opened).toBeGreaterThan(20);
  });
});
