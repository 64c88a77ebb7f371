/** `to` and `when` of an AuthorizationPolicy: what is asked for, and further conditions. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import type { Checked } from '@/lib/config/model/rule';
import { values } from './authorization-source';
import { isSubnet } from './forms';
import { refuse } from './rules';

/** `{*}` stands for one segment, `{**}` for all that follow, whole segments only. Null when right. */
export function pathTemplateFault(path: string): string | null {
  if (!/[{}]/.test(path)) return null;
  const segments = path.split('/');
  const odd = segments.find((segment) => /[{}]/.test(segment) && segment !== '{*}' && segment !== '{**}');
  if (odd !== undefined) return `"${odd}" is no template; {*} and {**} stand alone between slashes`;
  if (segments.some((segment) => segment.includes('*') && !segment.startsWith('{'))) {
    return 'a path has templates or wildcards, not both';
  }
  const rest = segments.indexOf('{**}');
  return rest >= 0 && segments.slice(rest + 1).some((segment) => segment.startsWith('{'))
    ? '{**} is the last template of a path'
    : null;
}

const paths = () =>
  values().check((checked) => {
    for (const [index, path] of checked.value.entries()) {
      const why = pathTemplateFault(path);
      if (why !== null) refuse(checked, 'PER0083', why, [index]);
    }
  });

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

const ports = () =>
  values().check((checked) => {
    for (const [index, port] of checked.value.entries()) {
      if (!isPort(port)) refuse(checked, 'PER0082', `"${port}" is no port from 1 to 65535`, [index]);
    }
  });

export const operation = z
  .strictObject({
    hosts: field(values(), 'Hosts that are asked for, without regard to case. Any of them.', {
      names: 'host',
    }).optional(),
    notHosts: field(values(), 'Hosts that are asked for. None of them.', { names: 'host' }).optional(),
    ports: field(ports(), 'Ports of the container, as text. Any of them.').optional(),
    notPorts: field(ports(), 'Ports of the container, as text. None of them.').optional(),
    methods: field(values(), 'HTTP methods, in capitals. Any of them.').optional(),
    notMethods: field(values(), 'HTTP methods, in capitals. None of them.').optional(),
    paths: field(
      paths(),
      'Paths without the query: `*` at one end, or {*} and {**} for segments. Any of them.',
    ).optional(),
    notPaths: field(paths(), 'Paths without the query. None of them.').optional(),
  })
  .check((checked) => {
    if (Object.values(checked.value).every((entries) => (entries?.length ?? 0) === 0)) {
      refuse(checked, 'PER0081', 'the operation says nothing; leave `to` out to mean every request');
    }
  });

const KEYS: ReadonlySet<string> = new Set([
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
]);
const NAMED_KEY =
  /^(?:request\.headers\[[^[\]]+\]|request\.auth\.claims(?:\[[^[\]]+\])+|experimental\.envoy\.filters\..+)$/;

export const condition = z
  .strictObject({
    key: field(
      z.string().min(1),
      'What is looked at, e.g. request.headers[x-token] or request.auth.claims[iss].',
      {
        values: Object.fromEntries(
          [...KEYS, 'request.headers[name]', 'request.auth.claims[name]'].map((key) => [key, '']),
        ),
      },
    ),
    values: field(values(), 'Any of them; `*` at one end stands for more.').optional(),
    notValues: field(values(), 'None of them.').optional(),
  })
  .check((checked) => {
    const { key, values: any = [], notValues: none = [] } = checked.value;
    if (!KEYS.has(key) && !NAMED_KEY.test(key)) refuse(checked, 'PER0082', keyFault(key), ['key']);
    else checkValues(checked, key, { values: any, notValues: none });
    if (any.length === 0 && none.length === 0) {
      refuse(checked, 'PER0082', 'values or notValues is needed');
    }
  });

function keyFault(key: string): string {
  const name = /^request\.(?:headers|auth\.claims)\.(.+)$/.exec(key)?.[1];
  if (name !== undefined)
    return `"${key}" is not known; the name stands in brackets: ${key.replace(`.${name}`, `[${name}]`)}`;
  return `"${key}" is no attribute of a request; known are ${[...KEYS].join(', ')}, request.headers[name] and request.auth.claims[name]`;
}

function checkValues(
  checked: Checked<unknown>,
  key: string,
  lists: Readonly<Record<string, readonly string[]>>,
): void {
  const isRight = key.endsWith('.ip') ? isSubnet : key === 'destination.port' ? isPort : null;
  if (isRight === null) return;
  for (const [name, list] of Object.entries(lists)) {
    for (const [index, entry] of list.entries()) {
      const expected = isRight === isPort ? 'port from 1 to 65535' : 'address or range';
      if (!isRight(entry)) refuse(checked, 'PER0082', `"${entry}" is no ${expected}`, [name, index]);
    }
  }
}
