/** How the logs are read and shown. */
import type { LevelChoice } from './line-choice';

export interface LogView {
  readonly follow: boolean;
  readonly previous: boolean;
  /** Null = the last lines, whatever their age. */
  readonly lastSeconds: number | null;
  /** Of each container. */
  readonly tail: number;
  readonly find: string;
  readonly isPattern: boolean;
  readonly level: LevelChoice;
  readonly wrap: boolean;
}

export const FIRST_VIEW: LogView = {
  follow: true,
  previous: false,
  lastSeconds: null,
  tail: 200,
  find: '',
  isPattern: false,
  level: 'all',
  wrap: false,
};
