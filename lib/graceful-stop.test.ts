import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopGracefully } from './graceful-stop';
import { useTestEnvironment } from './http/test-requests';
import { replaceProcessWide } from './process-wide';
import { isDraining } from './telemetry/readiness';

const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
const next = vi.fn();
let before: NodeJS.SignalsListener[];

beforeEach(() => {
  vi.useFakeTimers();
  useTestEnvironment();
  replaceProcessWide('readiness', undefined);
  exit.mockClear();
  next.mockClear();
  before = process.listeners('SIGTERM');
  process.removeAllListeners('SIGTERM');
  process.on('SIGTERM', next);
});

afterEach(() => {
  process.removeAllListeners('SIGTERM');
  for (const listener of before) process.on('SIGTERM', listener);
  vi.useRealTimers();
});

describe('stopGracefully', () => {
  it('refuses readiness at once, gives the balancer three seconds, then lets Next finish', () => {
    stopGracefully(true);
    process.emit('SIGTERM', 'SIGTERM');
    expect(isDraining()).toBe(true);
    vi.advanceTimersByTime(2999);
    expect(next).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(next).toHaveBeenCalledOnce();
    expect(exit).not.toHaveBeenCalled();
  });

  it('lets Next finish at once where nothing balances', () => {
    stopGracefully(false);
    process.emit('SIGTERM', 'SIGTERM');
    vi.advanceTimersByTime(0);
    expect(next).toHaveBeenCalledOnce();
  });

  it('ends after ten seconds even if a request never does', () => {
    stopGracefully(true);
    process.emit('SIGTERM', 'SIGTERM');
    vi.advanceTimersByTime(10_000);
    expect(exit).toHaveBeenCalledWith(143);
  });
});
