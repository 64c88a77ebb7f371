/** How redirects and rewrites change the path, and both filters. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { preciseHostname } from './names';
import { refuse } from './rules';

const VALUE_OF_TYPE = {
  ReplaceFullPath: 'replaceFullPath',
  ReplacePrefixMatch: 'replacePrefixMatch',
} as const;

const pathModifier = z
  .strictObject({
    type: field(z.enum(['ReplaceFullPath', 'ReplacePrefixMatch']), 'What of the path is replaced.', {
      values: {
        ReplaceFullPath: 'the whole path, by replaceFullPath',
        ReplacePrefixMatch:
          'the prefix that matched, by replacePrefixMatch; the rule needs one PathPrefix match',
      },
    }),
    replaceFullPath: field(z.string().max(1024), 'The new path.').optional(),
    replacePrefixMatch: field(
      z.string().max(1024),
      'What stands in place of the matched prefix: with prefix /v1 and /v2 here, /v1/x becomes /v2/x.',
    ).optional(),
  })
  .check((checked) => {
    const { type } = checked.value;
    const wanted = VALUE_OF_TYPE[type];
    const other =
      type === 'ReplaceFullPath' ? VALUE_OF_TYPE.ReplacePrefixMatch : VALUE_OF_TYPE.ReplaceFullPath;
    if (checked.value[wanted] === undefined) refuse(checked, 'PER0911', `type ${type} needs ${wanted}`);
    if (checked.value[other] !== undefined) {
      refuse(checked, 'PER0911', `${other} does not fit type ${type}`, [other]);
    }
  });

export const requestRedirect = z.strictObject({
  scheme: field(z.enum(['http', 'https']), 'Scheme of the new address.', {
    default: 'that of the request',
    values: { http: 'plain text', https: 'encrypted' },
  }).optional(),
  hostname: field(preciseHostname(), 'Host of the new address.', {
    default: 'that of the request',
  }).optional(),
  path: field(pathModifier, 'Path of the new address.', { default: 'that of the request' }).optional(),
  port: field(portNumber, 'Port of the new address.', {
    default: 'that of the scheme when one is given, else the listener’s',
  }).optional(),
  statusCode: field(
    z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)], {
      error: 'a redirect is 301, 302, 303, 307 or 308',
    }),
    'Code of the answer: 301 or 308 for good, 302, 303 or 307 for now; 307 and 308 keep the method.',
    { default: '302' },
  ).optional(),
});

export const urlRewrite = z.strictObject({
  hostname: field(preciseHostname(), 'Host header that the backend gets.', {
    default: 'that of the request',
  }).optional(),
  path: field(pathModifier, 'Path that the backend gets.', { default: 'that of the request' }).optional(),
});

/** True when the filter replaces the prefix that matched. */
export function replacesPrefix(filter: {
  readonly requestRedirect?: z.infer<typeof requestRedirect> | undefined;
  readonly urlRewrite?: z.infer<typeof urlRewrite> | undefined;
}): boolean {
  const paths = [filter.requestRedirect?.path, filter.urlRewrite?.path];
  return paths.some((path) => path?.type === 'ReplacePrefixMatch' && path.replacePrefixMatch !== undefined);
}
