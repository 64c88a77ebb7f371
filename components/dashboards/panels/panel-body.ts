/** What every kind of panel that asks queries is given to draw itself. */
import type { PanelData } from '@/components/dashboards/data/use-panel-data';
import type { AskingPanel } from '@/lib/dashboards/model/panel';

export interface PanelBodyProps<P extends AskingPanel> {
  readonly panel: P;
  readonly data: PanelData;
  /** Pixels. */
  readonly height: number;
}
