/** A text with what was searched for marked in it. */
import { cutAtTerms } from './span-search';

export interface HighlightProps {
  text: string;
  terms: readonly string[];
  /** The match in focus is marked more strongly. */
  current?: boolean;
}

export function Highlight({ text, terms, current = false }: HighlightProps) {
  // Isolated, so that a name with marks of direction cannot turn its neighbours round.
  if (terms.length === 0) return <bdi>{text}</bdi>;
  let at = 0;
  const pieces = cutAtTerms(text, terms).map((piece) => {
    const key = at;
    at += piece.text.length;
    if (!piece.hit) return piece.text;
    return (
      <mark key={key} className={`rounded-[2px] py-px text-text ${current ? 'bg-hit-current' : 'bg-hit'}`}>
        {piece.text}
      </mark>
    );
  });
  return <bdi>{pieces}</bdi>;
}
