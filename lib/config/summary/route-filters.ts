/** What the filters of a Gateway API route change, as sentences. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { listed, type Statement, shareText } from './explanation';

/** Sentences for the filters of a rule or of one backend. */
export function filterStatements(holder: Fields, path: ObjectPath): readonly Statement[] {
  return fieldsListAt(holder, 'filters').flatMap((filter, index) =>
    filterTexts(filter).map((text) => ({ text, path: [...path, 'filters', index] })),
  );
}

function filterTexts(filter: Fields): readonly string[] {
  switch (textAt(filter, 'type')) {
    case 'RequestHeaderModifier':
      return headerTexts(fieldsAt(filter, 'requestHeaderModifier'), 'request');
    case 'ResponseHeaderModifier':
      return headerTexts(fieldsAt(filter, 'responseHeaderModifier'), 'answer');
    case 'RequestRedirect':
      return [redirectText(fieldsAt(filter, 'requestRedirect'))];
    case 'URLRewrite':
      return rewriteTexts(fieldsAt(filter, 'urlRewrite'));
    case 'RequestMirror':
      return [mirrorText(fieldsAt(filter, 'requestMirror'))];
    case 'CORS':
      return [
        `Lets pages of ${listed(textsAt(fieldsAt(filter, 'cors'), 'allowOrigins')) || 'other origins'} call it (CORS).`,
      ];
    case 'ExternalAuth':
      return ['Asks an external authorizer first.'];
    case 'ExtensionRef': {
      const reference = fieldsAt(filter, 'extensionRef');
      return [`Uses ${textAt(reference, 'kind') ?? 'an extension'} \`${textAt(reference, 'name') ?? '?'}\`.`];
    }
    default:
      return [];
  }
}

function headerTexts(modifier: Fields, of: string): readonly string[] {
  const pairs = (list: string) =>
    fieldsListAt(modifier, list).map(
      (entry) => `${textAt(entry, 'name') ?? '?'}: ${textAt(entry, 'value') ?? ''}`,
    );
  const set = pairs('set');
  const add = pairs('add');
  const remove = textsAt(modifier, 'remove');
  return [
    ...(set.length > 0 ? [`Sets the ${of}’s headers ${listed(set)}.`] : []),
    ...(add.length > 0 ? [`Adds to the ${of} the headers ${listed(add)}.`] : []),
    ...(remove.length > 0 ? [`Removes the ${of}’s headers ${listed(remove)}.`] : []),
  ];
}

function redirectText(redirect: Fields): string {
  const scheme = textAt(redirect, 'scheme');
  const port = numberAt(redirect, 'port');
  const target = `${scheme === null ? '' : `${scheme}://`}${textAt(redirect, 'hostname') ?? ''}${port === null ? '' : `:${port}`}${pathText(redirect)}`;
  return `Redirects them to \`${target || 'the same place'}\` with ${numberAt(redirect, 'statusCode') ?? 302}.`;
}

function rewriteTexts(rewrite: Fields): readonly string[] {
  const host = textAt(rewrite, 'hostname');
  const path = optionalFieldsAt(rewrite, 'path');
  return [
    ...(host === null ? [] : [`Rewrites the host to \`${host}\`.`]),
    ...(path === null
      ? []
      : [
          `Rewrites the ${wholePath(path) ? 'path' : 'matched part of the path'} to \`${pathText(rewrite)}\`.`,
        ]),
  ];
}

function wholePath(path: Fields): boolean {
  return textAt(path, 'type') === 'ReplaceFullPath';
}

function pathText(holder: Fields): string {
  const path = fieldsAt(holder, 'path');
  return textAt(path, 'replaceFullPath') ?? textAt(path, 'replacePrefixMatch') ?? '';
}

function mirrorText(mirror: Fields): string {
  const name = textAt(fieldsAt(mirror, 'backendRef'), 'name') ?? '?';
  const fraction = optionalFieldsAt(mirror, 'fraction');
  const percent = numberAt(mirror, 'percent');
  const share =
    fraction !== null
      ? (numberAt(fraction, 'numerator') ?? 0) / (numberAt(fraction, 'denominator') ?? 100)
      : (percent ?? 100) / 100;
  return `Sends a copy of ${shareText(share)} of them to \`${name}\`; its answers are dropped.`;
}
