/** Rules, conditions and destinations of a VirtualService in a few words. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  numberAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import { destinationsOf } from './route-choice';

/** "requests with end-user jason → reviews v2". */
export function ruleWords(rule: Fields): string {
  return `${matchWords(rule)} → ${actionWords(rule)}`;
}

export function matchWords(rule: Fields): string {
  const matches = fieldsListAt(rule, 'match').map(conditionWords);
  return matches.length === 0 ? 'Every request' : matches.join(', or ');
}

function conditionWords(match: Fields): string {
  const parts = [
    pathWords(fieldsAt(match, 'uri')),
    textAt(fieldsAt(match, 'method'), 'exact') ?? '',
    ...Object.entries(fieldsAt(match, 'headers')).map(([name, value]) => `${name} ${valueWords(value)}`),
    ...Object.entries(fieldsAt(match, 'queryParams')).map(([name, value]) => `?${name} ${valueWords(value)}`),
    numberAt(match, 'port') === null ? '' : `port ${numberAt(match, 'port')}`,
    ...['sourceLabels', 'gateways', 'authority', 'withoutHeaders', 'sourceNamespace'].filter(
      (name) => match[name] !== undefined,
    ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'every request' : parts.join(', ');
}

function pathWords(uri: Fields): string {
  const [form, value] = Object.entries(uri)[0] ?? [];
  if (form === undefined) return '';
  if (form === 'prefix') return `${String(value)}…`;
  return form === 'exact' ? String(value) : `path ~ ${String(value)}`;
}

function valueWords(value: unknown): string {
  const [form, text] = Object.entries(isFields(value) ? value : {})[0] ?? [];
  if (form === undefined) return 'is there';
  if (form === 'prefix') return `begins ${String(text)}`;
  return form === 'exact' ? String(text) : `~ ${String(text)}`;
}

/** What happens to a request instead of, or while, it is sent on. */
export function actionWords(rule: Fields): string {
  if (rule.redirect !== undefined) return 'redirected';
  if (rule.directResponse !== undefined) return 'answered directly';
  if (rule.delegate !== undefined) {
    return `handed to VirtualService ${textAt(fieldsAt(rule, 'delegate'), 'name') ?? ''}`;
  }
  const destinations = destinationsOf(rule).map((entry) => {
    const destination = fieldsAt(entry, 'destination');
    const weight = numberAt(entry, 'weight');
    const place = placeWords(textAt(destination, 'host') ?? '', textAt(destination, 'subset') ?? '');
    return weight === null ? place : `${place} ${weight} %`;
  });
  return destinations.length === 0 ? 'nowhere' : destinations.join(', ');
}

/** A form that was only opened has no host yet. */
export function placeWords(host: string, subset = ''): string {
  const place = host === '' ? 'a service to be chosen' : host;
  return subset === '' ? place : `${place} ${subset}`;
}
