/**
 * Variables put into texts: `$name`, `${name}`, `${name:format}`, `${name.field}`, `[[name]]`, `[[name:format]]`. What is no
 * variable stays as it is, so that `$1` of label_replace survives.
 */
import { formatChosen } from './formats';

/** What is chosen for one variable. */
export interface Chosen {
  /** As queries get them; several where `multi`. */
  readonly values: readonly string[];
  /** As people read them. */
  readonly texts: readonly string[];
  /** Put in as it stands, whatever the format is: a custom value for All. */
  readonly raw?: string;
  /** Whether several can be chosen: then one is escaped like several. */
  readonly multi: boolean;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Chosen>;
  /** See `globalValues`. */
  readonly globals: ReadonlyMap<string, string>;
  /** As Intl knows it, for `${__from:date:…}`. */
  readonly zone: string;
}

/** What a text is for: in PromQL several values become an expression, elsewhere a list. */
export type Purpose = 'promql' | 'text' | 'url';

const REFERENCE = /\$(\w+)|\$\{(\w+(?:\.[^:}]+)?)(?::([^}]+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/** The text with what is known put in. */
export function interpolate(text: string, scope: Scope, purpose: Purpose): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(
    REFERENCE,
    (whole, bare: string | undefined, braced?: string, format?: string, old?: string, oldFormat?: string) => {
      const name = bare ?? braced ?? old ?? '';
      return referenced(name, format ?? oldFormat, scope, purpose) ?? whole;
    },
  );
}

/** Names that a text refers to, whether or not there are such variables. */
export function referencesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, bare, braced, , old] of text.matchAll(REFERENCE)) {
    names.add((bare ?? braced ?? old ?? '').split('.')[0] ?? '');
  }
  return names;
}

function referenced(name: string, format: string | undefined, scope: Scope, purpose: Purpose): string | null {
  const [own = '', field] = name.split('.', 2);
  const chosen = scope.variables.get(own);
  if (chosen !== undefined) {
    const shown = field === 'text' ? { ...chosen, values: chosen.texts } : chosen;
    return formatChosen(own, shown, format ?? defaultFormat(shown, purpose), scope.zone);
  }
  const global = scope.globals.get(name);
  if (global === undefined) return null;
  if (format === undefined) return global;
  return formatChosen(own, { values: [global], texts: [global], multi: false }, format, scope.zone);
}

function defaultFormat(chosen: Chosen, purpose: Purpose): string {
  if (purpose === 'promql') return chosen.multi || chosen.values.length !== 1 ? 'promql' : 'raw';
  return purpose === 'url' ? 'percentencode' : 'text';
}
