import { afterEach, expect, it, type Mock, vi } from 'vitest';
import { fetchAnswer, nothing } from './fetch-answer';
import { beginSignOut, isSessionOver, leaveForLogin } from './login-target';

afterEach(() => {
  window.dispatchEvent(new Event('pageshow'));
  vi.unstubAllGlobals();
});

it('leaves once where several questions hear of the end together, and again after coming back', () => {
  const assign = vi.fn();
  vi.stubGlobal('location', { pathname: '/config', search: '?q=cart', origin: 'http://localhost', assign });
  leaveForLogin();
  leaveForLogin('expired');
  expect(assign.mock.calls).toEqual([['/login?next=%2Fconfig%3Fq%3Dcart']]);
  window.dispatchEvent(new Event('pageshow'));
  leaveForLogin();
  expect(assign).toHaveBeenCalledTimes(2);
});

it('asks nothing more while the session is being ended, and goes on where it could not be', async () => {
  const asked = vi.fn(answer);
  vi.stubGlobal('fetch', asked);
  const goOn = beginSignOut();
  expect(isSessionOver()).toBe(true);
  void fetchAnswer('/api/graph', nothing);
  await fetchAnswer('/api/session', nothing, { method: 'DELETE' });
  expect(pathsOf(asked)).toEqual(['DELETE /api/session']);
  goOn();
  await fetchAnswer('/api/graph', nothing);
  expect(pathsOf(asked)).toEqual(['DELETE /api/session', 'GET /api/graph']);
});

/** Writes ask for the token of the session first, once any page has said where it comes from. */
async function answer(path: string, { method = 'GET' }: RequestInit): Promise<Response> {
  if (`${method} ${path}` !== TOKEN) return new Response(null, { status: 204 });
  return Response.json({ session: null, readOnly: false, instance: 'periplus', login: 'password' });
}

const TOKEN = 'GET /api/session';

function pathsOf({ mock }: Mock<typeof answer>): readonly string[] {
  return mock.calls.map(([path, { method = 'GET' }]) => `${method} ${path}`).filter((one) => one !== TOKEN);
}
