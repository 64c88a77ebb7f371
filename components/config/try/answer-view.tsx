'use client';
/** The whole answer: verdict, path, reasons, access, encryption, limits. */
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { AccessView, type AccessViewProps } from './access-view';
import { BasisNote } from './basis-note';
import { EncryptionView } from './encryption-view';
import { LeftOutNote } from './left-out-note';
import { LimitsView } from './limits-view';
import { pathModel } from './path-model';
import { PathView } from './path-view';
import { ReasonsView } from './reasons-view';
import { VerdictBar } from './verdict-bar';

export interface AnswerViewProps {
  answer: SimulationAnswer;
  /** The answer belongs to the request of a moment ago. */
  isStale: boolean;
  onExternal?: AccessViewProps['onExternal'];
}

export function AnswerView({ answer, isStale, onExternal }: AnswerViewProps) {
  return (
    <div className="@container">
      <LeftOutNote drafts={answer.drafts} />
      <VerdictBar verdict={answer.verdict} isStale={isStale} />
      <div className={isStale ? 'opacity-60' : ''}>
        <PathView path={pathModel(answer)} />
        <div className="grid bg-surface @3xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <ReasonsView route={answer.route} />
          <div className="border-line @3xl:border-t-0 border-t @3xl:border-l">
            <AccessView answer={answer} onExternal={onExternal} />
            <div className="border-line border-t">
              <EncryptionView answer={answer} />
            </div>
          </div>
        </div>
        <div className="bg-surface">
          <LimitsView route={answer.route} />
          <BasisNote answer={answer} />
        </div>
      </div>
    </div>
  );
}
