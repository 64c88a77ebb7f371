import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  cleanup();
  vi.resetModules();
  vi.unstubAllGlobals();
});

/** Whether the browser would ask before it leaves. */
async function asksBefore(leave: (target: typeof import('@/components/shell/login-target')) => void) {
  vi.resetModules();
  const { useLeaveGuard } = await import('./use-leave-guard');
  renderHook(() => useLeaveGuard(true));
  leave(await import('@/components/shell/login-target'));
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

it('has the browser ask before unsaved changes are left', async () => {
  expect(await asksBefore(() => undefined)).toBe(true);
});

it('lets a session that has ended lead to the sign-in: drafts are kept', async () => {
  const assign = vi.fn();
  vi.stubGlobal('location', { pathname: '/config', search: '?q=cart', origin: 'http://localhost', assign });
  expect(await asksBefore(({ leaveForLogin }) => leaveForLogin())).toBe(false);
  expect(assign).toHaveBeenCalledWith('/login?next=%2Fconfig%3Fq%3Dcart');
});
