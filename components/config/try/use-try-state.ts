'use client';
/** The request as the page's URL holds it, so that it can be sent to somebody. */
import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { EMPTY_FORM, type Pair, PROTOCOLS, type RequestForm, type TokenForm } from './request-form-state';

/** As in a query string, so that the URL stays readable: `end-user=tester`. */
const pairs = createParser<readonly Pair[]>({
  parse: (text) => [...new URLSearchParams(text)].map(([name, value]) => ({ name, value })),
  serialize: (value) => new URLSearchParams(value.map(({ name, value: own }) => [name, own])).toString(),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

const token = createParser<TokenForm>({
  parse: (text) => {
    const fields = new URLSearchParams(text);
    const of = (name: string) => fields.get(name) ?? '';
    return {
      issuer: of('issuer'),
      subject: of('subject'),
      audiences: of('audiences'),
      claims: of('claims'),
      valid: of('valid') !== 'false',
    };
  },
  serialize: (value) =>
    new URLSearchParams(Object.entries(value).map(([name, own]) => [name, String(own)])).toString(),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

const parsers = {
  caller: parseAsString.withDefault(EMPTY_FORM.from),
  host: parseAsString.withDefault(EMPTY_FORM.host),
  port: parseAsInteger,
  protocol: parseAsStringLiteral(PROTOCOLS),
  method: parseAsString.withDefault(EMPTY_FORM.method),
  path: parseAsString.withDefault(EMPTY_FORM.path),
  headers: pairs.withDefault([]),
  query: pairs.withDefault([]),
  sni: parseAsString.withDefault(''),
  ip: parseAsString.withDefault(''),
  token,
  external: pairs.withDefault([]),
};

export interface TryState {
  readonly form: RequestForm;
  readonly change: (change: Partial<RequestForm>) => void;
}

export function useTryState(): TryState {
  const [fields, setFields] = useQueryStates(parsers, { history: 'replace', throttleMs: 200 });
  const { caller, external, ...rest } = fields;
  const form: RequestForm = {
    ...rest,
    from: caller,
    external: Object.fromEntries(
      external.map(({ name, value }) => [name, value === 'deny' ? ('deny' as const) : ('allow' as const)]),
    ),
  };
  const change = ({ from, external: says, ...more }: Partial<RequestForm>) =>
    void setFields({
      ...more,
      ...(from !== undefined && { caller: from }),
      ...(says !== undefined && {
        external: Object.entries(says).map(([name, value]) => ({ name, value })),
      }),
    });
  return { form, change };
}
