import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesClient, kubernetesClient } from './client';
import { ScriptedApi } from './fixtures/scripted-api';

let api: ScriptedApi;
let client: KubernetesClient;
let observed: string[];

beforeEach(async () => {
  observed = [];
  api = await new ScriptedApi([]).start();
  client = kubernetesClient(api.account(), (outcome) => observed.push(outcome));
});
afterEach(() => api.stop());

const version = { path: '/version' };

describe('the client of the API server', () => {
  it('answers what the server says, and tells how each call went', async () => {
    expect(await client.json(version)).toEqual({ gitVersion: 'v1.37.2' });
    await expect(client.json({ path: '/none' })).rejects.toMatchObject({ code: 'not-found', status: 404 });
    expect(observed).toEqual(['ok', 'not-found']);
  });

  it('sends a user’s own token, and never the one of another', async () => {
    await client.as('anns-token').json(version);
    await client.json(version);
    expect(api.requests.map(({ authorization }) => authorization)).toEqual(['Bearer anns-token', undefined]);
  });

  it('gives up on a server that hangs', async () => {
    api.fault = () => 'hang';
    await expect(client.json({ ...version, timeoutMs: 20 })).rejects.toMatchObject({
      code: 'source-timeout',
    });
    await expect(client.stream({ ...version, timeoutMs: 20 })).rejects.toMatchObject({
      code: 'source-timeout',
    });
  });

  it('ends a call whose reader went away, with the reader’s reason and without a word about the server', async () => {
    api.fault = () => 'hang';
    const reader = new AbortController();
    const call = client.json({ ...version, signal: reader.signal });
    reader.abort(new Error('went away'));
    await expect(call).rejects.toThrow('went away');
    expect(observed).toEqual([]);
  });

  it.each(['<html>', '{"a":'])('does not take %j for an answer', async (body) => {
    api.fault = () => ({ status: 200, body });
    await expect(client.json(version)).rejects.toMatchObject({ code: 'source-bad-data' });
  });

  it('reads again where a kept connection was closed under it', async () => {
    let isFirst = true;
    api.fault = () => {
      const fault = isFirst ? 'reset' : null;
      isFirst = false;
      return fault;
    };
    expect(await client.json(version)).toEqual({ gitVersion: 'v1.37.2' });
  });

  it('names the address and the reason where nobody listens', async () => {
    await api.stop();
    await expect(client.json(version)).rejects.toMatchObject({
      code: 'source-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
