import { describe, expect, it, vi } from 'vitest';
import { Fault } from './fault';

describe('Fault', () => {
  it('is recognised when another copy of the module threw it', async () => {
    vi.resetModules();
    const copy = await import('./fault');
    expect(copy.Fault).not.toBe(Fault);
    expect(new copy.Fault('conflict', 'Changed meanwhile.')).toBeInstanceOf(Fault);
  });

  it('is not mistaken for a subclass, nor other errors for it', () => {
    class Special extends Fault {}
    expect(new Special('internal', 'x')).toBeInstanceOf(Fault);
    expect(new Special('internal', 'x')).toBeInstanceOf(Special);
    expect(new Fault('internal', 'x')).not.toBeInstanceOf(Special);
    expect(new Error('x')).not.toBeInstanceOf(Fault);
  });
});
