import { describe, expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { objectKey } from '@/lib/config/identity';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { applyChanges, rehearseChanges } from './apply';
import type { Change } from './change';

const NETWORKING = 'networking.istio.io';

const rule = (subsets: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec:
  host: reviews
  subsets:
${subsets
  .split(' ')
  .map((name) => `  - {name: ${name}, labels: {version: ${name}}} # ${name}\n`)
  .join('')}`;

const route = (subset: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http:
  - route: [{destination: {host: reviews, subset: ${subset}}}]
`;

const peer = (mode: string) => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: bookinfo}
spec: {mtls: {mode: ${mode}}}
`;

const id = (kind: string, name = 'reviews', group = NETWORKING): ObjectId => ({
  group,
  kind,
  namespace: 'bookinfo',
  name,
});

async function over(
  store: ConfigStore,
  changes: readonly (readonly [ObjectId, string | null])[],
): Promise<Change[]> {
  const { objects } = await store.list();
  return changes.map(([of, text]) => ({
    id: of,
    text,
    baseVersion: objects.find((object) => objectKey(object.id) === objectKey(of))?.version ?? null,
  }));
}

describe('applyChanges', () => {
  it('creates what routes refer to before the routes, whatever the order asked for', async () => {
    const store = memoryStore('');
    await applyChanges(
      store,
      await over(store, [
        [id('VirtualService'), route('v1')],
        [id('DestinationRule'), rule('v1 v2')],
        [id('PeerAuthentication', 'default', 'security.istio.io'), peer('STRICT')],
      ]),
    );
    expect(store.writes).toEqual([
      'save DestinationRule/reviews',
      'save VirtualService/reviews',
      'save PeerAuthentication/default',
    ]);
  });

  it('deletes in the reverse order, and stops asking for mTLS first', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}---\n${peer('STRICT')}`);
    await applyChanges(
      store,
      await over(store, [
        [id('DestinationRule'), null],
        [id('VirtualService'), null],
        [id('PeerAuthentication', 'default', 'security.istio.io'), null],
      ]),
    );
    expect(store.writes).toEqual([
      'remove PeerAuthentication/default',
      'remove VirtualService/reviews',
      'remove DestinationRule/reviews',
    ]);
  });

  it('keeps a subset until no route needs it', async () => {
    const store = memoryStore(`${rule('v1 v2')}---\n${route('v1')}`);
    await applyChanges(
      store,
      await over(store, [
        [id('DestinationRule'), rule('v2')],
        [id('VirtualService'), route('v2')],
      ]),
    );
    expect(store.writes).toEqual(['save VirtualService/reviews', 'save DestinationRule/reviews']);
  });

  it('keeps a subset until the route that needed it is deleted', async () => {
    const store = memoryStore(`${rule('v1 v2')}---\n${route('v1')}`);
    await applyChanges(
      store,
      await over(store, [
        [id('DestinationRule'), rule('v2')],
        [id('VirtualService'), null],
        [id('ServiceEntry', 'api'), serviceEntry],
      ]),
    );
    expect(store.writes).toEqual([
      'save ServiceEntry/api',
      'remove VirtualService/reviews',
      'save DestinationRule/reviews',
    ]);
  });

  it('holds old and new subsets while the route moves from one to the other', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(store, [
      [id('VirtualService'), route('v2')],
      [id('DestinationRule'), rule('v2')],
    ]);
    const steps = await rehearseChanges(store, changes);
    expect(steps.map((step) => step.id.kind)).toEqual([
      'DestinationRule',
      'VirtualService',
      'DestinationRule',
    ]);
    expect(steps[0]?.text).toMatch(/name: v2[\s\S]*name: v1/);
    const done = await applyChanges(store, changes);
    expect(done.steps.map((step) => step.id.kind)).toEqual(['DestinationRule', 'VirtualService']);
    expect(store.textOf('DestinationRule', 'reviews')).toBe(rule('v2'));
  });

  it('gives back the change set that undoes it', async () => {
    const start = `${rule('v1')}---\n${route('v1')}`;
    const store = memoryStore(start);
    const { undo } = await applyChanges(
      store,
      await over(store, [
        [id('DestinationRule'), rule('v1 v2')],
        [id('VirtualService'), null],
        [id('ServiceEntry', 'api'), serviceEntry],
      ]),
    );
    await applyChanges(store, undo);
    expect(store.textOf('DestinationRule', 'reviews')).toBe(rule('v1'));
    expect(store.textOf('VirtualService', 'reviews')).toBe(route('v1'));
    expect(store.textOf('ServiceEntry', 'api')).toBeUndefined();
  });

  it('puts everything back when a write fails', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('VirtualService'), route('v2')],
    ]);
    store.failWrite(2);
    const fault = await applyChanges(store, changes).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect((fault as Fault).message).toBe(
      'VirtualService reviews in bookinfo was not written: The store does not answer. Everything is as it was before: DestinationRule reviews in bookinfo put back.',
    );
    expect(store.textOf('DestinationRule', 'reviews')).toBe(rule('v1'));
  });

  it('puts back also what was written when only the answer was lost', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('VirtualService'), route('v2')],
    ]);
    store.loseAnswer(2);
    const fault = (await applyChanges(store, changes).catch((error: unknown) => error)) as Fault;
    expect(fault.message).toContain(
      'Everything is as it was before: VirtualService reviews in bookinfo, DestinationRule reviews in bookinfo put back.',
    );
    expect(store.textOf('VirtualService', 'reviews')).toBe(route('v1'));
    expect(store.textOf('DestinationRule', 'reviews')).toBe(rule('v1'));
    const { objects } = await store.list();
    const now = (kind: string) => objects.find((object) => object.id.kind === kind)?.version;
    expect(fault.data).toMatchObject({
      restored: [{ version: now('VirtualService') }, { version: now('DestinationRule') }],
    });
  });

  it('puts back a creation and a deletion whose answers were lost', async () => {
    const store = memoryStore(route('v1'));
    store.loseAnswer(1);
    const created = await over(store, [[id('ServiceEntry', 'api'), serviceEntry]]);
    await expect(applyChanges(store, created)).rejects.toThrow('ServiceEntry api in bookinfo put back');
    expect(store.textOf('ServiceEntry', 'api')).toBeUndefined();
    store.loseAnswer(1);
    const deleted = await over(store, [[id('VirtualService'), null]]);
    await expect(applyChanges(store, deleted)).rejects.toThrow('VirtualService reviews in bookinfo put back');
    expect(store.textOf('VirtualService', 'reviews')).toBe(route('v1'));
  });

  it('leaves alone what somebody else wrote while the answer was awaited, and says so', async () => {
    const memory = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(memory, [[id('VirtualService'), route('v2')]]);
    const save: ConfigStore['save'] = async (of, _text, version) => {
      await memory.save(of, route('v9'), version);
      throw new Fault('source-timeout', 'The store did not answer in time.');
    };
    const fault = (await applyChanges({ ...memory, save }, changes).catch(
      (error: unknown) => error,
    )) as Fault;
    expect(fault.message).toContain('whether it was written is not known');
    expect(fault.data).toMatchObject({ restored: [], notRestored: [{ text: route('v1') }] });
    expect(memory.textOf('VirtualService', 'reviews')).toBe(route('v9'));
  });

  it('does not call unchanged what nobody can be asked about', async () => {
    const memory = memoryStore(route('v1'));
    const changes = await over(memory, [[id('VirtualService'), route('v2')]]);
    memory.failWrite(1);
    let asked = 0;
    const rehearse: ConfigStore['rehearse'] = async (...of) => {
      asked += 1;
      if (asked > 1) throw new Fault('source-unreachable', 'The store does not answer.');
      return memory.rehearse(...of);
    };
    const fault = (await applyChanges({ ...memory, rehearse }, changes).catch(
      (error: unknown) => error,
    )) as Fault;
    expect(fault.message).not.toContain('Everything is as it was before');
    expect(fault.message).toContain('whether it was written is not known');
  });

  it('names what it could not put back, with the text', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('VirtualService'), route('v2')],
    ]);
    store.failWrite(2, 3);
    const fault = (await applyChanges(store, changes).catch((error: unknown) => error)) as Fault;
    expect(fault.message).toContain('Could not be put back: DestinationRule reviews in bookinfo');
    expect(fault.data).toMatchObject({ notRestored: [{ text: rule('v1') }] });
  });

  it('writes nothing when one of the objects was changed meanwhile', async () => {
    const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('VirtualService'), route('v2')],
    ]);
    const stored = await store.get(id('VirtualService'));
    await store.save(id('VirtualService'), route('v9'), stored.version);
    store.writes.length = 0;
    const fault = (await applyChanges(store, changes).catch((error: unknown) => error)) as Fault;
    expect(fault.code).toBe('conflict');
    expect(fault.data).toMatchObject({
      conflicts: [{ id: id('VirtualService'), theirs: { text: route('v9') }, yours: route('v2') }],
    });
    expect(store.writes).toEqual([]);
  });

  it('takes another version with the same content for no change of anybody', async () => {
    const memory = memoryStore(`${rule('v1')}---\n${route('v1')}`);
    const changes = await over(memory, [[id('VirtualService'), route('v2')]]);
    const opened = changes[0]?.baseVersion;
    const stored = await memory.get(id('VirtualService'));
    const { version } = await memory.save(id('VirtualService'), route('v1'), stored.version);
    const isSameContent = (a: string, b: string) => a === opened && b === version;
    const store = { ...memory, isSameContent, rehearse: async () => undefined };
    await applyChanges(store, changes);
    expect(memory.textOf('VirtualService', 'reviews')).toBe(route('v2'));
  });

  it('writes nothing when one of the texts is no object, or stands twice', async () => {
    const store = memoryStore(rule('v1'));
    const broken = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('VirtualService'), 'kind: ['],
    ]);
    await expect(applyChanges(store, broken)).rejects.toMatchObject({ code: 'invalid-object' });
    const doubled = await over(store, [
      [id('DestinationRule'), rule('v1 v2')],
      [id('DestinationRule'), rule('v3')],
    ]);
    await expect(applyChanges(store, doubled)).rejects.toMatchObject({ code: 'bad-request' });
    expect(store.writes).toEqual([]);
  });
});

const serviceEntry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api, namespace: bookinfo}
spec: {hosts: [api.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}
`;
