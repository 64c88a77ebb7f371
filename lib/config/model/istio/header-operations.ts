/** Changes of headers on the way; not conditions on them. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import type { Checked } from '@/lib/config/model/rule';
import { isHeaderName } from './forms';
import { refuse } from './rules';

/** `:authority` and `Host` may be set on requests only; other names that begin with a colon never. */
export function isAuthorityHeader(name: string): boolean {
  return /^(?::authority|host)$/i.test(name);
}

function checkName(
  checked: Checked<unknown>,
  name: string,
  mayBeHost: boolean,
  path: readonly (string | number)[],
) {
  if (!isHeaderName(name)) {
    refuse(checked, 'PER0030', `"${name}" is no header name: letters, digits and "-", no blanks`, path);
  } else if (isAuthorityHeader(name) ? !mayBeHost : name.startsWith(':')) {
    const instead = mayBeHost ? '' : '; the host is changed with rewrite.authority';
    refuse(checked, 'PER0030', `${name} belongs to the proxy and cannot be changed here${instead}`, path);
  }
}

/** Envoy's variables stand between per cent signs; a lone sign is written twice. */
function hasLonePercent(value: string): boolean {
  const plain = value.replaceAll('%%', '');
  return (plain.replace(/%[A-Z_0-9]+(?:\([^)]*\))?(?::\d+)?%/g, '').match(/%/g)?.length ?? 0) % 2 === 1;
}

function headerValues(mayBeHost: boolean) {
  return z.record(z.string(), z.string()).check((checked) => {
    for (const [name, value] of Object.entries(checked.value)) {
      checkName(checked, name, mayBeHost, [name]);
      if (hasLonePercent(value)) {
        refuse(
          checked,
          'PER0030',
          'a per cent sign begins a variable of the proxy; write %% for the sign itself',
          [name],
        );
      }
    }
  });
}

function change(mayBeHost: boolean) {
  const removed = z.array(z.string()).check((checked) => {
    for (const [index, name] of checked.value.entries()) checkName(checked, name, false, [index]);
  });
  return z.strictObject({
    set: field(
      headerValues(mayBeHost),
      'Overwrites headers; values may hold variables of the proxy.',
    ).optional(),
    add: field(headerValues(mayBeHost), 'Appends values to headers.').optional(),
    remove: field(removed, 'Removes headers.').optional(),
  });
}

export const headerOperations = z.strictObject({
  request: field(change(true), 'Changed before the request goes to the destination.').optional(),
  response: field(change(false), 'Changed before the response goes back to the caller.').optional(),
});
