/** The link of a figure, over all of its place; nothing where it has none. */
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { dataLinks } from './data-link';
import type { Figure } from './figures';
import { ValueLink } from './value-link';

export function FigureLink({ figure: { field, title, shown, options, cell } }: { readonly figure: Figure }) {
  const put = usePutIn();
  const text = `${shown.prefix ?? ''}${shown.text}${shown.suffix ?? ''}`;
  const [link] = dataLinks(options.links ?? [], { field, title, value: cell, text, atMs: null }, put);
  return link === undefined ? null : (
    <ValueLink link={link} className="absolute inset-0 z-10 rounded-control hover:bg-accent/5" />
  );
}
