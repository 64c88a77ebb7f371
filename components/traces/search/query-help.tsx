'use client';
/** The search language in short, from the table that the parser reads, with examples to start from. */
import { BUILTINS } from '@/lib/traces/language/fields';

const EXAMPLES: readonly (readonly [expression: string, what: string])[] = [
  ['error=true http.status_code=503', 'Tags as logfmt: all on one span'],
  ['duration > 800ms and http.response.status_code >= 500', 'Slow and failed'],
  ['name = GET* and not error', 'Names that begin with GET'],
  ['failed and (flags = UO or flags = UF)', 'Turned away, or not connected'],
  ['{ service = a and error } and not { service = b }', 'a failed where b was not called'],
  ['called = reviews.bookinfo and subset = v2', 'Calls that Envoy sent to v2'],
  ['trace.duration > 2s and root.name *= checkout', 'Of the whole trace'],
  ['has http.route', 'The attribute is there'],
];

const GRAMMAR: readonly (readonly [words: string, what: string])[] = [
  ['and  or  not  ( )', 'A space alone is “and”; “not” binds tightest, “or” loosest'],
  ['{ … }', 'Conditions on one span of its own; join several with and, or, not'],
  ['=  !=', 'Equal as written, * stands for anything; != needs the field to be there'],
  ['>  >=  <  <=', 'By number where both are numbers, else v10 after v9'],
  ['*=  ^=  $=  =~', 'Contains, starts, ends (in any case), matches a pattern of RE2'],
  ['span.x  resource.x  event.x', 'The attribute x of that level; x alone: span, then resource'],
  ['800ms  1.5s  1m30s', 'Durations need their unit: ns us ms s m h'],
  ['"a text"  "a key" = 1', 'Quotes for spaces, brackets, * and names of fields'],
];

export function QueryHelp({ onTake }: { readonly onTake: (text: string) => void }) {
  return (
    <div className="grid max-h-[min(560px,70vh)] gap-4 overflow-y-auto p-3">
      <section>
        <h3 className="mb-1 font-semibold text-xs">Examples</h3>
        <ul className="grid">
          {EXAMPLES.map(([expression, what]) => (
            <li key={expression}>
              <button
                type="button"
                onClick={() => onTake(expression)}
                className="-ml-1.5 flex min-h-7 w-full items-baseline gap-3 rounded-tag px-1.5 py-1 text-left text-xs hover:bg-raised"
              >
                <span className="min-w-0 font-mono text-accent [font-variant-ligatures:none]">
                  {expression}
                </span>
                <span className="min-w-0 flex-1 text-right text-text-3">{what}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <Terms title="Grammar" terms={GRAMMAR} />
      <Terms title="Fields" terms={BUILTINS.map(({ name, what }) => [name, what] as const)} />
    </div>
  );
}

function Terms({
  title,
  terms,
}: {
  readonly title: string;
  readonly terms: readonly (readonly [string, string])[];
}) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-xs">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        {terms.map(([words, what]) => (
          <div key={words} className="col-span-2 grid grid-cols-subgrid">
            <dt className="whitespace-pre font-mono text-accent [font-variant-ligatures:none]">{words}</dt>
            <dd className="text-text-2">{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
