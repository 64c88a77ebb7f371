/** Against the formulas of queueing theory, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { breakerOf, overflowShare } from './overflow';

describe('the share that a circuit breaker turns away', () => {
  it("is Erlang's loss formula where nothing may wait", () => {
    // B(1, 1) = 1/2; B(2, 2) = (2²/2!) / (1 + 2 + 2) = 2/5; B(3, 1) = (1/6) / (1 + 1 + 1/2 + 1/6) = 1/16.
    expect(overflowShare({ atOnce: 1, waiting: 0 }, 1)).toBeCloseTo(1 / 2, 12);
    expect(overflowShare({ atOnce: 2, waiting: 0 }, 2)).toBeCloseTo(2 / 5, 12);
    expect(overflowShare({ atOnce: 3, waiting: 0 }, 1)).toBeCloseTo(1 / 16, 12);
  });

  it('is that of a queue with an end where some may wait', () => {
    // M/M/1/K with K = 3 and load 1/2: (1/2)³ (1 − 1/2) / (1 − (1/2)⁴) = 1/15.
    expect(overflowShare({ atOnce: 1, waiting: 2 }, 0.5)).toBeCloseTo(1 / 15, 12);
  });

  it('grows with the load, falls with places and waiting room, and is what is too much under heavy load', () => {
    const at = (offered: number, atOnce = 4, waiting = 2) => overflowShare({ atOnce, waiting }, offered);
    expect(at(2)).toBeLessThan(at(3));
    expect(at(3, 5)).toBeLessThan(at(3, 4));
    expect(at(3, 4, 3)).toBeLessThan(at(3, 4, 2));
    expect(at(4000)).toBeCloseTo(1 - 4 / 4000, 3);
  });

  it('is nothing without a limit or without load, and everything without a place', () => {
    expect(overflowShare({ atOnce: null, waiting: 0 }, 1e9)).toBe(0);
    expect(overflowShare({ atOnce: 5, waiting: 0 }, 0)).toBe(0);
    expect(overflowShare({ atOnce: 5, waiting: 0 }, Number.NaN)).toBe(0);
    expect(overflowShare({ atOnce: 0, waiting: 10 }, 0.1)).toBe(1);
  });

  it('stays a number where limits are as large as they can be written', () => {
    const largest = overflowShare({ atOnce: 2 ** 31 - 1, waiting: 2 ** 31 - 1 }, 1000);
    expect(largest).toBe(0);
    expect(overflowShare({ atOnce: 1000, waiting: 1024 }, 900)).toBeLessThan(1e-9);
  });
});

describe('what of a connection pool limits requests', () => {
  const pool = { maxConnections: 10, http1MaxPendingRequests: 5, http2MaxRequests: 7 };

  it('are connections and those that wait over HTTP/1, requests over HTTP/2, connections over TCP', () => {
    expect(breakerOf(pool, 'http')).toEqual({ atOnce: 7, waiting: 5 });
    expect(breakerOf(pool, 'grpc')).toEqual({ atOnce: 7, waiting: 0 });
    expect(breakerOf(pool, 'tcp')).toEqual({ atOnce: 10, waiting: 0 });
  });

  it("is Envoy's default of waiting requests where only connections are written", () => {
    const only = { maxConnections: 10, http1MaxPendingRequests: null, http2MaxRequests: null };
    expect(breakerOf(only, 'http')).toEqual({ atOnce: 10, waiting: 1024 });
    expect(breakerOf(only, 'grpc').atOnce).toBeNull();
    expect(breakerOf(null, 'http')).toEqual({ atOnce: null, waiting: 0 });
  });
});
