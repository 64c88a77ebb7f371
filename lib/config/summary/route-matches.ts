/** The conditions of a Gateway API route, as the end of "Takes those …". */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';

/** Conditions of one match; all of them must hold. */
export function matchText(kind: string, match: Fields): string {
  const words = [
    ...(kind === 'GRPCRoute' ? grpcWords(match) : pathWords(match)),
    ...valueWords(match, 'headers', 'with a header'),
    ...valueWords(match, 'queryParams', 'with a parameter'),
  ];
  return words.length === 0 ? 'that no more specific rule takes' : words.join(' and ');
}

function pathWords(match: Fields): readonly string[] {
  const method = textAt(match, 'method');
  const path = optionalFieldsAt(match, 'path');
  const value = path === null ? null : (textAt(path, 'value') ?? '/');
  const type = path === null ? null : (textAt(path, 'type') ?? 'PathPrefix');
  return [
    ...(value === null || (type === 'PathPrefix' && value === '/')
      ? []
      : [`whose path ${PATHS[type ?? ''] ?? type} \`${value}\``]),
    ...(method === null ? [] : [`whose method is \`${method}\``]),
  ];
}

const PATHS: Readonly<Record<string, string>> = {
  Exact: 'is exactly',
  // Whole segments: /v2 does not take /v2example.
  PathPrefix: 'is or lies below',
  RegularExpression: 'matches',
};

function grpcWords(match: Fields): readonly string[] {
  const method = fieldsAt(match, 'method');
  const service = textAt(method, 'service');
  const name = textAt(method, 'method');
  const verb = textAt(method, 'type') === 'RegularExpression' ? 'matches' : 'is';
  return [
    ...(service === null ? [] : [`whose service ${verb} \`${service}\``]),
    ...(name === null ? [] : [`whose method ${verb} \`${name}\``]),
  ];
}

function valueWords(match: Fields, list: string, words: string): readonly string[] {
  return fieldsListAt(match, list).map((entry) => {
    const verb = textAt(entry, 'type') === 'RegularExpression' ? 'matches' : 'is exactly';
    return `${words} \`${textAt(entry, 'name') ?? '?'}\` that ${verb} \`${textAt(entry, 'value') ?? ''}\``;
  });
}
