/** What of a panel of former kinds has no place in today's, each as a sentence. */
import { type Json, objectAt, objectsAt, own, textAt } from './loose';
import type { ImportReport } from './report';

export function noteLegacy(panel: Json, report: ImportReport, where: string, id: number): void {
  switch (textAt(panel, 'type')) {
    case 'graph':
      noteGraph(panel, report, where, id);
      break;
    case 'singlestat':
    case 'grafana-singlestat-panel':
      noteSingleStat(panel, report, where, id);
      break;
  }
  if (own(panel, 'alert') !== undefined)
    report.lost(where, 'Its alert is left out: rules that alert belong to Prometheus.', id);
}

function noteGraph(panel: Json, report: ImportReport, where: string, id: number): void {
  const mode = textAt(objectAt(panel, 'xaxis'), 'mode') ?? 'time';
  if (mode !== 'time') report.lost(where, `It was drawn by ${mode}; here it is drawn over time.`, id);
  if (textAt(panel, 'nullPointMode') === 'null as zero')
    report.lost(where, 'Missing values were drawn as zero; here they are gaps.', id);
  if (objectsAt(panel, 'timeRegions').length > 0)
    report.lost(where, 'Its coloured times of the day are left out.', id);
}

function noteSingleStat(panel: Json, report: ImportReport, where: string, id: number): void {
  const prefix = (textAt(panel, 'prefix') ?? '').trim();
  const postfix = (textAt(panel, 'postfix') ?? '').trim();
  if (prefix !== '') report.changed(where, `The words "${prefix}" before the figure are its name now.`, id);
  if (postfix === '') return;
  if (isPlain(panel)) report.changed(where, `The words "${postfix}" behind the figure are its unit now.`, id);
  else report.lost(where, `The words "${postfix}" behind the figure and its unit are left out.`, id);
}

/** Whether a figure has no unit of its own, so that the words behind it can be the unit. */
export function isPlain(panel: Json): boolean {
  return ['none', 'short', ''].includes(textAt(panel, 'format') ?? 'none');
}
