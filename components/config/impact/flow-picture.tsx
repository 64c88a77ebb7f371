'use client';
/** The affected calls as bands: solid is what stays, hatched what moves, faded what was, dashed what is empty. */
import { useId } from 'react';
import type { ImpactAnswer, ImpactEdge } from '@/lib/insight/impact/contract';
import { quantityText } from '@/lib/mesh/quantity';
import { FLOW_BAR, FLOW_WIDTH, type FlowBar, type FlowLayout, layOutFlow } from './flow-layout';

const TROUBLE: ReadonlySet<ImpactEdge['state']> = new Set(['denied', 'broken']);

export function FlowPicture({ picture }: { picture: ImpactAnswer['picture'] }) {
  const hatch = useId();
  const layout = layOutFlow(picture);
  return (
    <svg
      viewBox={`0 -6 ${FLOW_WIDTH} ${layout.height + 12}`}
      width={FLOW_WIDTH}
      className="h-auto max-w-full font-sans"
      role="img"
      aria-label={wordsOf(picture)}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="fill-accent" opacity="0.16" />
          <rect width="2.5" height="6" className="fill-accent" opacity="0.75" />
        </pattern>
      </defs>
      <Bands layout={layout} hatch={hatch} />
      {layout.callers.map((bar) => (
        <Caller key={bar.node.key} bar={bar} />
      ))}
      {layout.targets.map((bar) => (
        <Target key={bar.node.key} bar={bar} />
      ))}
    </svg>
  );
}

function Bands({ layout, hatch }: { layout: FlowLayout; hatch: string }) {
  return layout.bands.map(({ edge, kind, path }) => {
    const isTrouble = TROUBLE.has(edge.state);
    const tone = isTrouble ? 'fill-failing' : edge.state === 'plaintext' ? 'fill-degraded-mark' : 'fill-idle';
    const key = `${edge.from}>${edge.to}>${edge.protocol}>${edge.isMirror}>${kind}`;
    const title = `${edge.isMirror ? 'Copies: ' : ''}${rate(edge.beforePerSecond)} today, ${rate(edge.afterPerSecond)} then${WORDS[edge.state]}`;
    if (kind === 'goes') {
      return (
        <path key={key} d={path} className="fill-idle stroke-line" fillOpacity={0.1} strokeDasharray="3 3">
          <title>{title}</title>
        </path>
      );
    }
    const isMoved = kind === 'comes' && !isTrouble;
    return (
      <path
        key={key}
        d={path}
        className={isMoved ? undefined : tone}
        fill={isMoved ? `url(#${hatch})` : undefined}
        fillOpacity={isMoved ? 1 : isTrouble ? 0.42 : 0.26}
      >
        <title>{title}</title>
      </path>
    );
  });
}

const WORDS: Readonly<Record<ImpactEdge['state'], string>> = {
  same: '',
  more: '',
  less: '',
  new: ', new',
  gone: ', gone',
  denied: ', denied',
  broken: ', connections fail',
  plaintext: ', not encrypted',
};

function Caller({ bar }: { bar: FlowBar }) {
  return (
    <g>
      <rect x={FLOW_BAR.left} y={bar.y} width={FLOW_BAR.width} height={bar.height} className="fill-text-3" />
      <text x={FLOW_BAR.left - 8} y={bar.middle - 3} textAnchor="end" className="fill-text text-xs">
        <title>{bar.node.label}</title>
        {shortened(bar.node.label, 20)}
      </text>
      <text
        x={FLOW_BAR.left - 8}
        y={bar.middle + 12}
        textAnchor="end"
        className="fill-text-3 text-xs tabular-nums"
      >
        {quantityText(bar.beforePerSecond, 'rps')}
      </text>
    </g>
  );
}

function Target({ bar }: { bar: FlowBar }) {
  const isEmpty = bar.afterPerSecond === 0;
  const x = FLOW_BAR.right;
  return (
    <g>
      <rect
        x={x + 0.5}
        y={bar.y}
        width={FLOW_BAR.width - 1}
        height={bar.height}
        className={isEmpty ? 'fill-surface stroke-control' : 'fill-accent'}
        strokeDasharray={isEmpty ? '2 2' : undefined}
      />
      <text x={x + FLOW_BAR.width + 8} y={bar.middle - 3} className="fill-text text-xs">
        <title>{`${bar.node.label}${bar.node.detail === null ? '' : ` in ${bar.node.detail}`}`}</title>
        {shortened(bar.node.label, 24)}
      </text>
      <text x={x + FLOW_BAR.width + 8} y={bar.middle + 12} className="fill-text-3 text-xs tabular-nums">
        {quantityText(bar.beforePerSecond, 'rps')}
        <tspan> → </tspan>
        <tspan className="fill-text font-semibold">{quantityText(bar.afterPerSecond, 'rps')}</tspan>
      </text>
    </g>
  );
}

/** The end of a name tells more than its middle. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
}

function rate({ from, to }: ImpactEdge['beforePerSecond']): string {
  const [low, high] = [quantityText(from, 'rps'), quantityText(to, 'rps')];
  return low === high ? low : `${low} to ${high}`;
}

function wordsOf({ nodes, edges }: ImpactAnswer['picture']): string {
  const label = (key: string) => nodes.find((node) => node.key === key)?.label ?? key;
  return edges
    .map(
      (edge) =>
        `${label(edge.from)} to ${label(edge.to)}: ${rate(edge.beforePerSecond)} today, ${rate(edge.afterPerSecond)} then${WORDS[edge.state]}`,
    )
    .join('; ');
}
