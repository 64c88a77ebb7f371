/** A key with the value that A has and the one that B has. */
import { attributeText, SHOWN_LENGTH } from '@/components/traces/attribute-text';
import type { AttributeDifference } from '@/lib/traces/compare/attribute-differences';
import type { AttributeValue } from '@/lib/traces/model/span';

export function ValueChange({ difference: { key, scope, a, b } }: { difference: AttributeDifference }) {
  return (
    <span className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 text-xs">
      <span className="min-w-0 break-words text-text-2">
        {key}
        {scope === 'resource' && <span className="ml-1.5 text-2xs text-text-3">resource</span>}
      </span>
      <span className="min-w-0">
        <Value side="A" value={a} />
        <Value side="B" value={b} />
      </span>
    </span>
  );
}

function Value({ side, value }: { side: 'A' | 'B'; value: AttributeValue | undefined }) {
  const text = value === undefined ? null : attributeText(value);
  return (
    <span className="flex gap-2">
      <span className="w-3 shrink-0 font-semibold text-2xs text-text-3 leading-4">{side}</span>
      {text === null ? (
        <span className="text-text-3">none</span>
      ) : (
        <span className="min-w-0 break-words font-mono" title={text.slice(0, 2000)}>
          {text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text === '' ? '""' : text}
        </span>
      )}
    </span>
  );
}
