'use client';
/** A JSON value as a tree whose branches open; small ones are open from the start. Everything in it is text. */
import type { Json } from './attribute-text';

/** A branch with more members starts closed. */
const OPEN_MEMBERS = 10;
/** Members of one branch that are drawn. */
const MOST_MEMBERS = 1000;

export function JsonTree({ value, name = null }: { value: Json; name?: string | null }) {
  const label = name === null ? null : <span className="text-text-2">{name}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="break-words pl-4">
        {label}
        {JSON.stringify(value)}
      </div>
    );
  }
  const members = Object.entries(value);
  const words = Array.isArray(value) ? `[ ${members.length} ]` : `{ ${members.length} }`;
  return (
    <details open={members.length <= OPEN_MEMBERS}>
      <summary className="min-h-5 cursor-default marker:text-text-3">
        {label}
        <span className="text-text-3">{words}</span>
      </summary>
      <div className="ml-[5px] border-line border-l pl-2">
        {members.slice(0, MOST_MEMBERS).map(([key, member]) => (
          <JsonTree key={key} name={key} value={member} />
        ))}
        {members.length > MOST_MEMBERS && (
          <div className="pl-4 text-text-3">and {members.length - MOST_MEMBERS} more, in the copy</div>
        )}
      </div>
    </details>
  );
}
