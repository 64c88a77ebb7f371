import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';
import { demandFreePort } from './port';

const environment = { NODE_ENV: 'test' } as const;

describe('the demo’s command line', () => {
  it('needs nothing', () => {
    expect(readArguments([], environment)).toEqual({
      reset: false,
      dev: false,
      sourcesOnly: false,
      help: false,
      port: 20_001,
      hours: 6,
    });
  });

  it('prefers what is written to the environment', () => {
    const read = readArguments(['--port', '3000', '--hours=1'], {
      ...environment,
      PORT: '9',
      PERIPLUS_DEMO_HOURS: '2',
    });
    expect(read).toMatchObject({ port: 3000, hours: 1 });
    expect(readArguments([], { ...environment, PORT: '9', PERIPLUS_DEMO_HOURS: '2' })).toMatchObject({
      port: 9,
      hours: 2,
    });
  });

  it('says what is wrong', () => {
    expect(() => readArguments(['--port', 'x'], environment)).toThrow(/--port must be a number/);
    expect(() => readArguments(['--hours', '0'], environment)).toThrow(/--hours must be above 0/);
    expect(() => readArguments(['--resett'], environment)).toThrow(/--resett/);
  });
});

describe('a port in use', () => {
  it('is named, with what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(demandFreePort(port)).rejects.toThrow(new RegExp(`Port ${port} .* is in use`));
    await new Promise((resolve) => server.close(resolve));
    await expect(demandFreePort(port)).resolves.toBeUndefined();
  });
});
