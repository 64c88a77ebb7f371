/** Which of the lines at hand are shown: by text or pattern, and by level. Pure. */

import type { LogLevel } from '@/lib/logs/level';
import { lineFilter } from '@/lib/logs/line-filter';
import type { ShownLine } from './log-store';

export type LevelChoice = 'all' | 'warn' | 'error';

export interface LineChoice {
  readonly find: string;
  readonly isPattern: boolean;
  readonly level: LevelChoice;
}

export interface ChosenLines {
  readonly lines: readonly ShownLine[];
  /** What is wrong with the pattern; null = nothing. */
  readonly problem: string | null;
}

const LEVELS: Readonly<Record<LevelChoice, readonly (LogLevel | null)[] | null>> = {
  all: null,
  warn: ['warn', 'error'],
  error: ['error'],
};

/** A pattern that cannot be read leaves every line. */
export function chosenLines(
  lines: readonly ShownLine[],
  { find, isPattern, level }: LineChoice,
): ChosenLines {
  const levels = LEVELS[level];
  const ofLevel = levels === null ? lines : lines.filter((line) => levels.includes(line.level));
  try {
    const wanted = lineFilter({ text: find, isPattern });
    return { lines: wanted === null ? ofLevel : ofLevel.filter(({ text }) => wanted(text)), problem: null };
  } catch (error) {
    return {
      lines: ofLevel,
      problem: error instanceof Error ? error.message : 'The pattern cannot be read.',
    };
  }
}
