import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { createLog } from './log';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('is one JSON object a line, with level and time as text', () => {
    const [line] = logged((log) => log.info({ port: 20001 }, 'started'));
    expect(line).toMatchObject({ level: 'info', service: 'periplus', msg: 'started', port: 20001 });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('hides what is named like a secret, at any of the depths we log', () => {
    const [line] = logged((log) =>
      log.info({
        token: 'hunter2',
        request: { headers: { cookie: 'hunter2' } },
        settings: { jaeger: { password: 'hunter2' } },
      }),
    );
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('keeps the objects inside a fault to itself', () => {
    const [line] = logged((log) =>
      log.error(
        { err: new Fault('conflict', 'Somebody else saved it.', { data: { theirs: 'kind: Secret' } }) },
        'failed',
      ),
    );
    expect(JSON.stringify(line)).toContain('Somebody else saved it.');
    expect(JSON.stringify(line)).not.toContain('kind: Secret');
  });
});
