/**
 * A rule of a definition made ready to be asked. What it uses is looked through first: a function or a name that is not
 * known here leaves the rule to the server, since a wrong word about it would be worse than none.
 */
import { type CelFunc, type CelInput, CelScalar, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { re2 } from '@/lib/config/cluster-schema/re2-patterns';
import { ADDRESS_FUNCTIONS } from './functions/addresses';
import { OPTIONAL_FUNCTIONS } from './functions/optionals';
import { NotKnownHere, TEXT_AND_LIST_FUNCTIONS } from './functions/texts-and-lists';
import { URL_FUNCTIONS } from './functions/urls';
import { namesIn } from './rule-names';

const ADDED: readonly CelFunc[] = [
  ...strings,
  ...URL_FUNCTIONS,
  ...ADDRESS_FUNCTIONS,
  ...TEXT_AND_LIST_FUNCTIONS,
  ...OPTIONAL_FUNCTIONS,
];

/** The functions of CEL itself that the evaluator has, by the names that they have once parsed. */
const STANDARD = (
  '_?_:_ _&&_ _||_ !_ _==_ _!=_ _<_ _<=_ _>_ _>=_ _+_ _-_ _*_ _/_ _%_ -_ @in _[_] @not_strictly_false size contains ' +
  'startsWith endsWith matches int uint double bool string bytes timestamp duration type dyn getFullYear getMonth ' +
  'getDate getDayOfMonth getDayOfWeek getDayOfYear getHours getMinutes getSeconds getMilliseconds'
).split(' ');

const FUNCTIONS: ReadonlySet<string> = new Set([...STANDARD, ...ADDED.map(({ name }) => name)]);
const NAMES: ReadonlySet<string> = new Set(
  'self oldSelf int uint double bool string bytes list map null_type type'.split(' '),
);

const env = celEnv({
  variables: { self: CelScalar.DYN, oldSelf: CelScalar.DYN },
  funcs: [...ADDED],
  re2: {
    compile: (pattern) => {
      const compiled = re2(pattern);
      if (compiled === null) throw new Error(`no such pattern: ${pattern}`);
      return compiled;
    },
  },
});

/** `error` = the rule could not be worked out, which the server counts as broken; `left` = only the server can. */
export type RuleOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly reason: string }
  | { readonly kind: 'left' };

export interface CompiledRule {
  readonly usesOldSelf: boolean;
  ask(self: CelInput, oldSelf: CelInput): RuleOutcome;
}

const compiled = new Map<string, CompiledRule | null>();

/** null = it is left to the server. A rule is compiled once, wherever it is used. */
export function compiledRule(text: string): CompiledRule | null {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const made = compile(text);
  compiled.set(text, made);
  return made;
}

function compile(text: string): CompiledRule | null {
  try {
    const parsed = parse(text);
    const { functions, names } = namesIn(parsed.expr);
    const isKnown =
      [...functions].every((name) => FUNCTIONS.has(name)) && [...names].every((name) => NAMES.has(name));
    if (!isKnown) return null;
    const program = plan(env, parsed);
    return {
      usesOldSelf: names.has('oldSelf'),
      ask: (self, oldSelf) => outcome(program({ self, oldSelf })),
    };
  } catch {
    // A form of CEL that the parser does not have, such as `?.`.
    return null;
  }
}

function outcome(result: unknown): RuleOutcome {
  if (!isCelError(result)) return { kind: 'value', value: result };
  if (result.cause instanceof NotKnownHere) return { kind: 'left' };
  // The server has checked the types; what finds no function here is a gap of ours.
  if (/unbound function|found no matching overload|no such overload/i.test(result.message))
    return { kind: 'left' };
  return { kind: 'error', reason: result.message };
}
