import { afterEach, expect, it, vi } from 'vitest';
import { leaveForLogin } from './login-target';

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
