/** Filters that HTTP and gRPC routes share: headers that are changed, requests that are copied, extensions. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { int32 } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { headerName, headerValue } from './names';
import { backendReference, localReference } from './references';
import { refuse } from './rules';

const MAX_HEADERS = 16;

const header = z.strictObject({
  name: field(headerName(), 'Name of the header; capital and small letters are the same.'),
  value: field(headerValue(), 'Value of the header.'),
});

/** Names count without regard to capitals, as HTTP has it. */
export function headersDiffer(checked: Checked<{ name: string }[]>): void {
  for (const index of repeated(checked.value, ({ name }) => name.toLowerCase())) {
    const name = checked.value[index]?.name;
    refuse(checked, 'PER0901', `the header ${name} is given twice; keep one`, [index, 'name']);
  }
}

function textsDiffer(checked: Checked<string[]>): void {
  for (const index of repeated(checked.value, (text) => text)) {
    refuse(checked, 'PER0901', `${checked.value[index]} is given twice; keep one`, [index]);
  }
}

export const distinctTexts = (entry: z.ZodType<string>, atMost: number) =>
  z.array(entry).max(atMost).check(textsDiffer);

const headerModifier = (who: string) =>
  z.strictObject({
    set: field(
      z.array(header).max(MAX_HEADERS).check(headersDiffer),
      `Headers of the ${who} that are written, whatever they were before.`,
    ).optional(),
    add: field(
      z.array(header).max(MAX_HEADERS).check(headersDiffer),
      `Headers of the ${who} that get a further value beside those they have.`,
    ).optional(),
    remove: field(
      distinctTexts(z.string(), MAX_HEADERS),
      `Names of headers of the ${who} that are taken away.`,
    ).optional(),
  });

const mirror = z
  .strictObject({
    backendRef: backendReference('Where the copies go; answers to them are thrown away.'),
    percent: field(z.int().min(0).max(100), 'Share of the requests that are copied, in per cent.', {
      default: '100',
      since: 'v1.3',
    }).optional(),
    fraction: field(
      z
        .strictObject({
          numerator: field(int32.min(0), 'How many of the denominator are copied.'),
          denominator: field(int32.min(1), 'Of how many.', { default: '100' }).optional(),
        })
        .check((checked) => {
          const { numerator, denominator = 100 } = checked.value;
          if (numerator > denominator) {
            refuse(checked, 'PER0916', `numerator ${numerator} is more than denominator ${denominator}`, [
              'numerator',
            ]);
          }
        }),
      'Share as a fraction, where per cent are too coarse.',
      { since: 'v1.3' },
    ).optional(),
  })
  .check((checked) => {
    const { percent, fraction } = checked.value;
    if (percent !== undefined && fraction !== undefined) {
      refuse(checked, 'PER0916', 'percent and fraction exclude each other; keep one', ['fraction']);
    }
  });

/** The settings of the shared filters, one field each. */
export const sharedFilterFields = {
  requestHeaderModifier: field(
    headerModifier('request'),
    'Headers of the request to change, for RequestHeaderModifier.',
  ).optional(),
  responseHeaderModifier: field(
    headerModifier('response'),
    'Headers of the answer to change, for ResponseHeaderModifier.',
  ).optional(),
  requestMirror: field(mirror, 'Where copies of requests go, for RequestMirror.').optional(),
  extensionRef: field(
    localReference,
    'Filter of the implementation, for ExtensionRef; Istio has none.',
  ).optional(),
};

/** Which field holds the settings of each type of filter. */
export const SHARED_FILTERS = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  ExtensionRef: 'extensionRef',
} as const;

export const SHARED_FILTER_VALUES = {
  RequestHeaderModifier: 'changes headers of the request',
  ResponseHeaderModifier: 'changes headers of the answer',
  RequestMirror: 'copies requests to another backend',
  ExtensionRef: 'a filter of the implementation',
} as const;

/** A filter has the settings of its own type and of no other. */
export function settingsFit(fieldOfType: Readonly<Record<string, string>>) {
  return (checked: Checked<{ readonly type: string }>): void => {
    const { type } = checked.value;
    const wanted = fieldOfType[type];
    if (wanted === undefined) return;
    if (!(wanted in checked.value)) refuse(checked, 'PER0907', `type ${type} needs ${wanted}`);
    for (const [other, name] of Object.entries(fieldOfType)) {
      if (name === wanted || !(name in checked.value)) continue;
      const message = `${name} does not fit type ${type}; write type: ${other} or make it a filter of its own`;
      refuse(checked, 'PER0907', message, [name]);
    }
  };
}

/** Types that may stand in a list of filters only once. */
export function onlyOnce(...types: readonly string[]) {
  return (checked: Checked<readonly { readonly type: string }[]>): void => {
    const key = ({ type }: { readonly type: string }) => (types.includes(type) ? type : null);
    for (const index of repeated(checked.value, key)) {
      const type = checked.value[index]?.type;
      refuse(checked, 'PER0908', `${type} is given twice in one list; put both into one filter`, [
        index,
        'type',
      ]);
    }
  };
}
