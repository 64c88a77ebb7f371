'use client';
/** What the spans of the two traces say differently, the most frequent first. */
import { shortOperation } from '@/components/traces/names';
import type { PairModel } from './pair-model';
import type { CompareFocus } from './use-compare-focus';
import { ValueChange } from './value-change';

const MOST = 200;

export function AttributesPanel({ model, focus }: { model: PairModel; focus: CompareFocus }) {
  const shown = model.attributes.slice(0, MOST);
  if (shown.length === 0) {
    return (
      <p className="p-4 text-sm text-text-2">
        The spans that both traces have say the same, but for ids, times and addresses.
      </p>
    );
  }
  return (
    <div className="p-4">
      <p className="mb-3 text-text-3 text-xs">
        Attributes of spans that both traces have. Ids, times and addresses, which differ in any two traces,
        are left out.
      </p>
      <ol className="flex flex-col gap-1">
        {shown.map((difference) => (
          <li key={JSON.stringify([difference.scope, difference.key, difference.a, difference.b])}>
            <button
              type="button"
              onClick={() => focus.reveal(difference.row, model.alignment)}
              className="block w-full rounded-control px-1.5 py-1 text-left hover:bg-raised"
            >
              <ValueChange difference={difference} />
              <span className="block truncate text-text-3 text-xs">
                {difference.pairs} {difference.pairs === 1 ? 'span' : 'spans'}:{' '}
                {model.look.names.get(difference.service) ?? difference.service}{' '}
                {shortOperation(difference.name)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {model.attributes.length > MOST && (
        <p className="mt-2 text-text-3 text-xs">and {model.attributes.length - MOST} rarer ones</p>
      )}
    </div>
  );
}
