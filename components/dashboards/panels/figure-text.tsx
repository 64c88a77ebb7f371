/** A figure with its prefix and its unit, the unit smaller. */
import type { DisplayValue } from '@/lib/dashboards/display/display-value';

export function FigureText({ shown: { prefix = '', text, suffix = '' } }: { readonly shown: DisplayValue }) {
  return (
    <>
      {prefix !== '' && <span className="text-[0.6em]">{prefix}</span>}
      {text}
      {suffix !== '' && (
        <span className="text-[0.6em] opacity-80">{suffix.startsWith(' ') ? suffix : `\u2009${suffix}`}</span>
      )}
    </>
  );
}
