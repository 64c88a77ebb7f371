/** A sentence whose names stand in backticks: those are set in the font of code. */
import { Fragment } from 'react';

export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // The order of the parts is the text's own.
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
      <code key={index} className="font-medium text-[0.93em] text-text">
        {part}
      </code>
    ),
  );
}
