/** Annotations: Prometheus queries are kept; what Grafana itself stores is not here. */
import type { Annotation } from '@/lib/dashboards/model/dashboard';
import { flagAt, type Json, objectAt, own, textAt, textsAt } from './loose';
import type { ImportReport } from './report';
import { sourceOf } from './targets';

export function importAnnotations(list: readonly Json[], report: ImportReport): Annotation[] {
  return list.flatMap((annotation): Annotation[] => {
    const name = (textAt(annotation, 'name') ?? '').slice(0, 200) || 'Annotation';
    const target = objectAt(annotation, 'target');
    const expr = textAt(annotation, 'expr') ?? textAt(target, 'expr');
    if (flagAt(annotation, 'builtIn') === true || own(annotation, 'builtIn') === 1) return [];
    const source = sourceOf(own(annotation, 'datasource'));
    if (expr === null || (source?.type !== undefined && source.type !== 'prometheus')) {
      report.lost(`annotation ${name}`, 'Its marks come from a source that this console does not ask.');
      return [];
    }
    return [
      {
        name,
        enabled: flagAt(annotation, 'enable') ?? true,
        hidden: flagAt(annotation, 'hide') ?? false,
        color: textAt(annotation, 'iconColor') ?? 'blue',
        source: {
          kind: 'query',
          expr,
          title: textAt(annotation, 'titleFormat') ?? '',
          text: textAt(annotation, 'textFormat') ?? '',
          tagLabels: tagsOf(annotation),
          step: textAt(annotation, 'step') || null,
          valueIsTime: flagAt(annotation, 'useValueForTime') ?? false,
        },
      },
    ];
  });
}

function tagsOf(annotation: Json): string[] {
  const text = textAt(annotation, 'tagKeys');
  const tags = text === null ? [...textsAt(annotation, 'tagKeys')] : text.split(',');
  return tags.map((tag) => tag.trim()).filter(Boolean);
}
