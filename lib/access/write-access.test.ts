import { expect, it } from 'vitest';
import type { RightsPort } from '@/lib/mesh/rights';
import type { Identity } from './identity';
import { type WrittenKind, writeAccess } from './write-access';

const ROUTES: WrittenKind = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  resource: 'virtualservices',
  namespace: 'shop',
};
const ADMIN: Identity = { name: 'admin', role: 'admin', groups: [], credential: { kind: 'console' } };

/** A cluster whose role for this account has these verbs. */
const allowing = (...verbs: string[]): RightsPort => ({ may: async ({ verb }) => verbs.includes(verb) });
const never: RightsPort = { may: () => Promise.reject(new Error('never asked')) };

const access = (identity: Identity, rights: RightsPort | null, readOnly = false) =>
  writeAccess(ROUTES, identity, rights, { readOnly }, new AbortController().signal);

it('is for an administrator by password what the role of the console’s own account allows', async () => {
  expect(await access(ADMIN, allowing())).toEqual({
    create: false,
    update: false,
    delete: false,
    because: 'The account of Periplus may not create or update or delete VirtualService in shop.',
  });
  expect(await access(ADMIN, allowing('create', 'update', 'delete'))).toMatchObject({
    update: true,
    because: null,
  });
});

it('is for a user’s own token what that user may', async () => {
  const grace: Identity = { ...ADMIN, name: 'grace', credential: { kind: 'token', token: 'hers' } };
  expect(await access(grace, allowing('update'))).toEqual({
    create: false,
    update: true,
    delete: false,
    because: 'grace may not create or delete VirtualService in shop.',
  });
});

it('is the role alone where no cluster has a say', async () => {
  expect(await access(ADMIN, null)).toMatchObject({ create: true, because: null });
});

it('asks no cluster for who only reads, or where nobody writes', async () => {
  expect(await access({ ...ADMIN, name: 'viewer', role: 'viewer' }, never)).toMatchObject({
    create: false,
    because: 'The user viewer may read, but not change anything.',
  });
  expect(await access(ADMIN, never, true)).toMatchObject({
    update: false,
    because: expect.stringContaining('read-only'),
  });
});
