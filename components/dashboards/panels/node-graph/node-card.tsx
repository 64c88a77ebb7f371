/** A node: its title, its figures, and the parts of its whole as a bar at its foot. */
import { useId } from 'react';
import { seriesColor } from '@/components/charts/series-colors';
import { cssColor } from '@/components/dashboards/color';
import { dataLinks } from '@/components/dashboards/panels/data-link';
import { FigureText } from '@/components/dashboards/panels/figure-text';
import { ValueLink } from '@/components/dashboards/panels/value-link';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { classNames } from '@/components/ui/class-names';
import type { GraphNode } from '@/lib/dashboards/display/node-graph';
import type { Rect } from '@/lib/graph/layout/drawing';
import { words } from './words';

export function NodeCard({ node, rect }: { readonly node: GraphNode; readonly rect: Rect | undefined }) {
  const link = useLink(node);
  const id = useId();
  if (rect === undefined) return null;
  const color = cssColor(node.color);
  const told = toldOf(node);
  return (
    <article
      aria-labelledby={id}
      title={told}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      className={classNames(
        'absolute grid content-center overflow-hidden rounded-card border border-control bg-surface pr-2 pl-3',
        link !== null && 'hover:bg-raised',
      )}
    >
      {color !== null && (
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 w-[3px]"
          style={{ backgroundColor: color }}
        />
      )}
      <span id={id} className="sr-only">
        {told}
      </span>
      <span aria-hidden="true" className="truncate font-medium text-[13px] leading-[17px]">
        {node.title}
      </span>
      <span aria-hidden="true" className="truncate text-[11px] text-text-2 leading-[15px] tabular-nums">
        {node.main === null ? node.subtitle : <FigureText shown={node.main} />}
        {node.secondary !== null && (
          <>
            {' · '}
            <FigureText shown={node.secondary} />
          </>
        )}
      </span>
      {node.arcs.length > 0 && (
        <span aria-hidden="true" className="absolute inset-x-0 bottom-0 flex h-[3px] bg-line">
          {node.arcs.map(({ title, share, color: own }, at) => (
            <span
              key={title}
              style={{ width: `${share * 100}%`, backgroundColor: cssColor(own) ?? seriesColor(at) }}
            />
          ))}
        </span>
      )}
      {link !== null && <ValueLink link={link} className="absolute inset-0 rounded-card" />}
    </article>
  );
}

function toldOf({ title, subtitle, main, secondary, arcs, details }: GraphNode): string {
  return [
    title,
    subtitle,
    ...[main, secondary].map((value) => (value === null ? '' : words(value))),
    ...arcs.map((arc) => `${arc.title} ${(arc.share * 100).toPrecision(3)} %`),
    ...details.map((detail) => `${detail.title}: ${words(detail.shown)}`),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The first link that one of its columns has. */
function useLink({ row }: GraphNode) {
  const put = usePutIn();
  const columns = row.map(({ field, cell }) => ({
    names: [field.title ?? field.name, field.name],
    value: cell,
  }));
  for (const { field, options, cell } of row) {
    const title = options.displayName ?? field.title ?? field.name;
    const value = { field, title, value: cell, text: String(cell ?? ''), atMs: null, row: columns };
    const [link] = dataLinks(options.links ?? [], value, put);
    if (link !== undefined) return link;
  }
  return null;
}
