/** What an HTTPRoute looks at in a request. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { headersDiffer } from './header-filter';
import { headerName, headerValue } from './names';
import { refuse } from './rules';

const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
/** What a proxy would normalize away, so that the match could never be met. */
const NOT_NORMAL: readonly (readonly [RegExp, string])[] = [
  [/\/\//, '"//"'],
  [/\/\.\//, '"/./"'],
  [/\/\.\.\//, '"/../"'],
  [/%2f/i, 'an escaped slash'],
  [/#/, '"#"'],
  [/\/\.\.$/, '"/.." at its end'],
  [/\/\.$/, '"/." at its end'],
];

const pathMatch = z
  .strictObject({
    type: field(z.enum(['Exact', 'PathPrefix', 'RegularExpression']), 'How the path is compared.', {
      default: 'PathPrefix',
      values: {
        Exact: 'the whole path is the value',
        PathPrefix: 'it begins with the value, by whole segments: /v2 takes /v2/a and not /v2a',
        RegularExpression: 'with Istio an RE2 pattern for the whole path',
      },
    }).optional(),
    value: field(z.string().max(1024), 'What the path is compared with.', { default: '/' }).optional(),
  })
  .check((checked) => {
    const { type = 'PathPrefix', value = '/' } = checked.value;
    if (type === 'RegularExpression') return;
    const say = (message: string) => refuse(checked, 'PER0912', message, ['value']);
    if (!value.startsWith('/')) return say(`"${value}" is no path; it begins with "/"`);
    const [, what] = NOT_NORMAL.find(([form]) => form.test(value)) ?? [];
    if (what !== undefined) return say(`a path with ${what} is not allowed; no request is seen with it`);
    if (!PATH.test(value))
      say(`"${value}" has characters that must be escaped in a path, such as %20 for a blank`);
  });

const COMPARED = {
  default: 'Exact',
  values: { Exact: 'the whole value', RegularExpression: 'with Istio an RE2 pattern for the whole value' },
} as const;

const compared = () =>
  field(z.enum(['Exact', 'RegularExpression']), 'How the value is compared.', COMPARED).optional();

const headerMatch = z.strictObject({
  type: compared(),
  name: field(headerName(), 'Name of the header; capital and small letters are the same.'),
  value: field(headerValue(), 'What its value is compared with.'),
});

const queryMatch = z.strictObject({
  type: compared(),
  name: field(headerName(), 'Name of the parameter; capital and small letters differ.'),
  value: field(z.string().min(1).max(1024), 'What its value is compared with.'),
});

function parametersDiffer(checked: Checked<{ name: string }[]>): void {
  for (const index of repeated(checked.value, ({ name }) => name)) {
    const name = checked.value[index]?.name;
    refuse(checked, 'PER0901', `the parameter ${name} is given twice; only the first would count`, [
      index,
      'name',
    ]);
  }
}

export const httpMatch = z.strictObject({
  path: field(pathMatch, 'Path without the query.', { default: 'PathPrefix /' }).optional(),
  headers: field(z.array(headerMatch).max(16).check(headersDiffer), 'Headers that must all fit.').optional(),
  queryParams: field(
    z.array(queryMatch).max(16).check(parametersDiffer),
    'Parameters of the query that must all fit.',
  ).optional(),
  method: field(
    z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']),
    'Method, in capital letters.',
    { default: 'every method' },
  ).optional(),
});

export type HttpMatch = z.infer<typeof httpMatch>;

/** The model of a gRPC match's headers is that of HTTP without its form of values. */
export const grpcHeaderMatch = z.strictObject({
  type: compared(),
  name: field(headerName(), 'Name of the header (metadata key); capital and small letters are the same.'),
  value: field(z.string().min(1).max(4096), 'What its value is compared with.'),
});
