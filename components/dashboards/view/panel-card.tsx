'use client';
/** One panel: its head with title, notices and menu, and its drawing below, asked for while it is in view. */
import { Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePanelData } from '@/components/dashboards/data/use-panel-data';
import { AskingBody } from '@/components/dashboards/panels/asking-body';
import { PlainBody } from '@/components/dashboards/panels/plain-body';
import { classNames } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';
import { type AskingPanel, asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { useDashboard } from './dashboard-context';
import { PanelMenu } from './panel-menu';
import { InViewContext, useInView } from './use-in-view';
import { usePutIn } from './use-put-in';

export interface PanelCardProps {
  readonly panel: Panel;
  /** Pixels of the whole card. */
  readonly width: number;
  readonly height: number;
}

export const HEAD = 32;

export function PanelCard({ panel, width, height }: PanelCardProps) {
  const ref = useRef<HTMLElement>(null);
  const { inView, seen } = useInView(ref);
  const title = usePutIn()(panel.title);
  const bare = panel.type === 'text' && panel.transparent && panel.title === '';
  return (
    <section
      ref={ref}
      aria-label={title === '' ? `Panel ${panel.id}` : title}
      className={classNames(
        // What moves in one panel arranges nothing outside of it, and panels off the screen cost no frame anything.
        'group/panel relative h-full min-w-0 overflow-hidden rounded-card [contain:layout_paint] [content-visibility:auto] print:[content-visibility:visible]',
        panel.transparent ? '' : 'border border-line bg-surface',
      )}
    >
      {!seen ? (
        !bare && <Head panel={panel} title={title} />
      ) : asksQueries(panel) ? (
        <Asking panel={panel} title={title} width={width} height={height - HEAD - 2} inView={inView} />
      ) : (
        <>
          {!bare && <Head panel={panel} title={title} />}
          <div style={{ height: height - (bare ? 0 : HEAD) - 2 }}>
            <PlainBody panel={panel} />
          </div>
        </>
      )}
    </section>
  );
}

interface AskingProps {
  readonly panel: AskingPanel;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly inView: boolean;
}

function Asking({ panel, title, width, height, inView }: AskingProps) {
  const data = usePanelData(panel, width, inView);
  const { rawFrames } = useDashboard();
  useEffect(() => rawFrames?.put(panel.id, data.raw), [rawFrames, panel.id, data.raw]);
  const said = [
    ...(data.raw.length > 0 ? data.problems.map(({ refId, message }) => `${refId} ${message}`) : []),
    ...data.notices,
  ];
  return (
    <>
      <Head panel={panel} title={title} isFetching={data.isFetching && !data.isLoading}>
        {said.length > 0 && (
          <Tooltip content={said.join(' ')}>
            <button
              type="button"
              aria-label={`Notices: ${said.join(' ')}`}
              className="grid size-6 place-items-center text-degraded"
            >
              <TriangleAlert aria-hidden="true" className="size-3.5" />
            </button>
          </Tooltip>
        )}
      </Head>
      <div style={{ height }} className="min-h-0">
        <InViewContext value={inView}>
          <AskingBody panel={panel} data={data} height={height} />
        </InViewContext>
      </div>
    </>
  );
}

interface HeadProps {
  readonly panel: Panel;
  readonly title: string;
  readonly isFetching?: boolean;
  readonly children?: ReactNode;
}

function Head({ panel, title, isFetching = false, children }: HeadProps) {
  const { isEdited } = useDashboard();
  return (
    <header className="flex items-center gap-1 pr-1 pl-3" style={{ height: HEAD }}>
      <h3 className="min-w-0 truncate font-semibold text-sm" title={title}>
        {title}
      </h3>
      {panel.description !== '' && (
        <Tooltip content={panel.description}>
          <button
            type="button"
            aria-label={`About: ${panel.description}`}
            className="grid size-6 place-items-center text-text-3"
          >
            <Info aria-hidden="true" className="size-3.5" />
          </button>
        </Tooltip>
      )}
      {children}
      <span className="min-w-0 flex-1" />
      {isFetching && (
        <span role="status" aria-label="Asking" className="size-1.5 animate-pulse rounded-full bg-accent" />
      )}
      {isEdited ? (
        <span className="hidden w-20 shrink-0 @min-[220px]:block" />
      ) : (
        <PanelMenu panel={panel} title={title} />
      )}
    </header>
  );
}
