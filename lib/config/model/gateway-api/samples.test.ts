import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { modelOf } from '@/lib/config/model/models';
import { storedObjects } from '@/lib/config/stored-objects';

const FOLDER = path.join(import.meta.dirname, 'samples');
const samples = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => {
    const { placed, unreadable } = storedObjects(
      readFileSync(path.join(FOLDER, file), 'utf8'),
      file,
      () => '',
    );
    if (unreadable.length > 0) throw new Error(`${file}: ${unreadable[0]?.message}`);
    return placed.map(({ object }) => object);
  });

describe('samples of the Gateway API that an API server accepts', () => {
  it('are at least sixty, of every kind', () => {
    expect(samples.length).toBeGreaterThanOrEqual(60);
    expect(new Set(samples.map(({ id }) => id.kind))).toEqual(
      new Set([
        'Gateway',
        'GatewayClass',
        'ListenerSet',
        'HTTPRoute',
        'GRPCRoute',
        'TCPRoute',
        'TLSRoute',
        'UDPRoute',
        'ReferenceGrant',
        'BackendTLSPolicy',
      ]),
    );
  });

  it.each(samples.map((object) => [`${object.id.kind} ${object.id.name}`, object] as const))(
    'finds no mistake in %s',
    (_, object) => {
      expect(modelOf(object.id.group, object.id.kind)).not.toBeNull();
      const { problems } = checkText(object.text, { judgePattern });
      expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    },
  );
});
