/** Icons as the text of their SVG elements, drawn once each by the library that the page draws them with. */
import {
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { GraphPicture, IconMarkup } from '@/lib/graph/export/picture';

const known = new Map<LucideIcon, IconMarkup>();

export function iconMarkup(Icon: LucideIcon): IconMarkup {
  const found = known.get(Icon);
  if (found !== undefined) return found;
  const container = document.createElement('div');
  const root = createRoot(container);
  flushSync(() => root.render(<Icon />));
  const svg = container.querySelector('svg');
  // As XML: an HTML text would leave elements open.
  const writer = new XMLSerializer();
  const markup = [...(svg?.children ?? [])]
    .map((child) => writer.serializeToString(child).replaceAll(' xmlns="http://www.w3.org/2000/svg"', ''))
    .join('');
  root.unmount();
  known.set(Icon, markup);
  return markup;
}

/** The same as beside names in the console. */
export function healthIconMarkup(): GraphPicture['healthIcons'] {
  return {
    healthy: iconMarkup(CircleCheck),
    degraded: iconMarkup(TriangleAlert),
    failing: iconMarkup(OctagonAlert),
    idle: iconMarkup(CircleMinus),
    unknown: iconMarkup(CircleQuestionMark),
  };
}
