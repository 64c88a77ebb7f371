/** A figure with its prefix and its unit: quieter beside a figure of the size of text, smaller beside a big one. */
import type { DisplayValue } from '@/lib/dashboards/display/display-value';

export interface FigureTextProps {
  readonly shown: DisplayValue;
  readonly isBig?: boolean;
}

export function FigureText({ shown: { prefix = '', text, suffix = '' }, isBig = false }: FigureTextProps) {
  const unit = isBig ? 'text-[0.6em] opacity-80' : 'text-text-3';
  return (
    <>
      {prefix !== '' && <span className={unit}>{prefix}</span>}
      {text}
      {suffix !== '' && <span className={unit}>{suffix.startsWith(' ') ? suffix : `\u2009${suffix}`}</span>}
    </>
  );
}
