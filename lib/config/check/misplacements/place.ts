/** How a rule about a misplaced field is written down. */
import type { ObjectPath } from '@/lib/config/yaml/positions';

/** What can be done about it, from the path of the object that holds the field. */
export type Remedy =
  /** It moves into the object at that path. */
  | { readonly kind: 'move'; readonly home: (holder: ObjectPath) => ObjectPath }
  /** It stays and gets another name. */
  | { readonly kind: 'rename'; readonly name: string }
  /** All fields of its list entry go into a new object of that name. */
  | { readonly kind: 'wrap'; readonly name: string }
  /** There is no mechanical way. */
  | { readonly kind: 'none' };

export interface Place {
  /** Path of the object that holds the field, with `*` for list indexes. */
  readonly at: string;
  /** Null = any field that is unknown there. */
  readonly fields: readonly string[] | null;
  /** Sentence without its full stop. */
  readonly say: (field: string) => string;
  readonly remedy: Remedy;
}

export function place(
  at: string,
  fields: readonly string[] | null,
  say: string | ((field: string) => string),
  remedy: Remedy = { kind: 'none' },
): Place {
  return {
    at,
    fields,
    say: typeof say === 'string' ? (field) => say.replaceAll('FIELD', field) : say,
    remedy,
  };
}

/** Into an object beside the holder. */
export const toSibling = (name: string): Remedy => ({
  kind: 'move',
  home: (path) => [...path.slice(0, -1), name],
});

/** Into an object inside the holder. */
export const toChild = (name: string): Remedy => ({ kind: 'move', home: (path) => [...path, name] });

/** Into the object around the holder, where that is no list. */
export const toParent: Remedy = { kind: 'move', home: (path) => path.slice(0, -1) };

/** Into the object that the first names of the path lead to. */
export const toDepth = (length: number): Remedy => ({ kind: 'move', home: (path) => path.slice(0, length) });

export const renamed = (name: string): Remedy => ({ kind: 'rename', name });

export const wrapped = (name: string): Remedy => ({ kind: 'wrap', name });

/** The same field under another name. */
export function misnamed(at: string, fields: readonly string[], name: string): Place {
  return place(at, fields, `FIELD is not known here; it is called ${name}`, renamed(name));
}

/** Selector of policies: `selector.matchLabels`. */
export const POLICY_SELECTOR: readonly Place[] = [
  misnamed('spec', ['workloadSelector', 'podSelector'], 'selector'),
  misnamed('spec.selector', ['labels', 'matchlabels'], 'matchLabels'),
  place('spec.selector', ['matchExpressions'], 'FIELD is not supported; only matchLabels selects'),
  place(
    'spec.selector',
    ['mtls', 'rules', 'action', 'jwtRules'],
    'FIELD stands beside selector, not inside it',
    toParent,
  ),
  place('spec.selector', null, 'the label FIELD belongs under selector.matchLabels', toChild('matchLabels')),
];

/** Selector of Sidecar, ServiceEntry and EnvoyFilter: `workloadSelector.labels`. */
export const LABELS_SELECTOR: readonly Place[] = [
  misnamed('spec', ['selector', 'podSelector'], 'workloadSelector'),
  misnamed('spec.workloadSelector', ['matchLabels'], 'labels'),
  place('spec.workloadSelector', ['matchExpressions'], 'FIELD is not supported; only labels select'),
  place(
    'spec.workloadSelector',
    null,
    'the label FIELD belongs under workloadSelector.labels',
    toChild('labels'),
  ),
];
