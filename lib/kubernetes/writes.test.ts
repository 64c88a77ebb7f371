import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { kubernetesClient } from './client';
import { discover } from './discovery';
import { ScriptedApi, type ScriptedKind, type SeenRequest } from './fixtures/scripted-api';
import { ClusterWrites } from './writes';

const ROUTE: ScriptedKind = {
  group: 'networking.istio.io',
  version: 'v1',
  kind: 'VirtualService',
  plural: 'virtualservices',
  namespaced: true,
};
const ID: ObjectId = { group: ROUTE.group, kind: ROUTE.kind, namespace: 'shop', name: 'reviews' };

function text(host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - ${host}
`;
}

let api: ScriptedApi;
let writes: ClusterWrites;
let base: string;

beforeEach(async () => {
  api = await new ScriptedApi([ROUTE]).start();
  const client = kubernetesClient(api.account());
  writes = new ClusterWrites(client, () => discover(client, new Set()));
  api.put(ROUTE, route('before'));
  base = (await writes.read(ID, null)).version;
});
afterEach(() => api.stop());

function route(host: string) {
  return { metadata: { name: 'reviews', namespace: 'shop' }, spec: { hosts: [host] } };
}

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

const isWrite = ({ method, query }: SeenRequest) => method === 'PUT' && query.get('dryRun') === null;
const hostNow = async () => ((await writes.read(ID, null)).value.spec as { hosts: string[] }).hosts[0];
const status = (code: number, message: string, more: object = {}) => ({
  status: code,
  body: { kind: 'Status', code, message, ...more },
});

describe('writes over a connection that breaks', () => {
  it('finds out that a write whose answer was lost has come about', async () => {
    api.fault = (seen) => (isWrite(seen) ? 'lost' : null);
    const saved = await writes.save(ID, text('after'), base);
    expect([saved.version === base, await hostNow()]).toEqual([false, 'after']);
  });

  it('finds out that it has not', async () => {
    api.fault = (seen) => (isWrite(seen) ? 'reset' : null);
    const refusal = await fault(writes.save(ID, text('after'), base));
    expect(refusal).toMatchObject({ code: 'source-unreachable', hint: expect.stringContaining('Nothing') });
    expect(await hostNow()).toBe('before');
  });

  it('says that it is not known where even that cannot be asked', async () => {
    let isBroken = false;
    api.fault = (seen) => {
      isBroken ||= isWrite(seen);
      return isBroken ? 'reset' : null;
    };
    const { message } = await fault(writes.save(ID, text('after'), base));
    expect(message).toContain('not known');
  });

  it('tells a change by somebody else from its own', async () => {
    api.fault = (seen) => {
      if (!isWrite(seen)) return null;
      api.put(ROUTE, route('theirs'));
      return 'reset';
    };
    const refusal = await fault(writes.save(ID, text('after'), base));
    expect(refusal).toMatchObject({
      code: 'conflict',
      data: { theirs: { text: expect.stringContaining('theirs') }, yours: text('after') },
    });
  });

  it('finds out that a deletion whose answer was lost has come about, or has not', async () => {
    api.fault = (seen) => (seen.method === 'DELETE' ? 'reset' : null);
    expect((await fault(writes.remove(ID, base))).message).toContain('not deleted');
    api.fault = (seen) => (seen.method === 'DELETE' ? 'lost' : null);
    expect((await writes.remove(ID, base))?.id).toEqual(ID);
    api.fault = () => null;
    expect((await fault(writes.read(ID, null))).code).toBe('not-found');
  });
});

describe('writes that are refused', () => {
  it('does not write what the dry run refuses', async () => {
    api.fault = (seen) => (seen.query.get('dryRun') === 'All' ? status(422, 'no good') : null);
    expect((await fault(writes.save(ID, text('after'), base))).code).toBe('invalid-object');
    expect(api.requests.filter(isWrite)).toEqual([]);
  });

  it('gives both texts when somebody was faster between the look and the write', async () => {
    api.fault = (seen) => {
      if (!isWrite(seen)) return null;
      api.put(ROUTE, route('theirs'));
      return status(409, 'the object has been modified', { reason: 'Conflict' });
    };
    const refusal = await fault(writes.save(ID, text('after'), base));
    expect(refusal).toMatchObject({ code: 'conflict', data: { yours: text('after') } });
  });

  it('sends a write again that a busy server has put off', async () => {
    let isFirst = true;
    api.fault = (seen) => {
      if (!isWrite(seen) || !isFirst) return null;
      isFirst = false;
      return { status: 429, headers: { 'retry-after': '0' } };
    };
    await writes.save(ID, text('after'), base);
    expect(await hostNow()).toBe('after');
  });

  it('tells a busy server from a refusal when it asks for more patience than a reader has', async () => {
    api.fault = (seen) => (isWrite(seen) ? { status: 429, headers: { 'retry-after': '120' } } : null);
    expect((await fault(writes.save(ID, text('after'), base))).code).toBe('throttled');
  });

  it('passes on what a webhook refuses, in its words', async () => {
    const said = 'admission webhook "validation.istio.io" denied the request: hosts must be short';
    api.fault = (seen) => (isWrite(seen) ? status(400, said, { reason: 'BadRequest' }) : null);
    const refusal = await fault(writes.save(ID, text('after'), base));
    expect(refusal).toMatchObject({ code: 'invalid-object', message: expect.stringContaining(said) });
    expect(refusal.hint).toContain('validation.istio.io');
  });

  it('tells a webhook that does not answer from one that refuses', async () => {
    const said =
      'Internal error occurred: failed calling webhook "validation.istio.io": context deadline exceeded';
    api.fault = (seen) => (isWrite(seen) ? status(500, said, { reason: 'InternalError' }) : null);
    const refusal = await fault(writes.save(ID, text('after'), base));
    expect(refusal).toMatchObject({ code: 'source-rejected', hint: expect.stringContaining('webhook') });
  });

  it('places what is refused in the text', async () => {
    const causes = [{ field: 'spec.hosts[0]', message: 'Invalid value' }];
    api.fault = (seen) => (isWrite(seen) ? status(422, 'invalid', { details: { causes } }) : null);
    const { issues } = await fault(writes.save(ID, text('after'), base));
    expect(issues).toEqual([{ path: ['spec', 'hosts', 0], message: 'Invalid value.', line: 8, column: 7 }]);
  });
});
