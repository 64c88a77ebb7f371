'use client';
/** Reads a log while the component is there; a new question begins anew. */
import { useCallback, useEffect, useState } from 'react';
import type { LogEvent } from '@/lib/logs/contract';
import { type LogQuestion, logParameters, readLogs } from './log-query';
import { type LogState, NO_LOGS, withEvents } from './log-store';

export interface Logs extends LogState {
  readonly reading: boolean;
  /** Nothing came for a while: the containers write nothing, or the server is slow. */
  readonly silent: boolean;
  /** What was thrown; null = nothing. */
  readonly problem: unknown;
  readonly readAgain: () => void;
}

/** Milliseconds between two renderings: a busy log comes in many small pieces. */
const RENDER_EVERY_MS = 120;

/** A log that has anything to say says it by then. */
const SILENT_AFTER_MS = 2500;

export function useLogs(question: LogQuestion | null): Logs {
  const [state, setState] = useState<LogState>(NO_LOGS);
  const [reading, setReading] = useState(false);
  const [silent, setSilent] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const key = question === null ? null : JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same question again
  useEffect(() => {
    if (key === null) return;
    const asked = JSON.parse(key) as LogQuestion;
    const leave = new AbortController();
    let waiting: LogEvent[] = [];
    const show = () => {
      if (waiting.length === 0) return;
      const events = waiting;
      waiting = [];
      setSilent(false);
      setState((before) => withEvents(before, events));
    };
    setState(NO_LOGS);
    setProblem(null);
    setReading(true);
    setSilent(false);
    const patience = setTimeout(() => setSilent(true), SILENT_AFTER_MS);
    const timer = setInterval(show, RENDER_EVERY_MS);
    readLogs(logParameters(asked, Date.now() / 1000), leave.signal, (events) => waiting.push(...events))
      .catch((error: unknown) => {
        if (!leave.signal.aborted) setProblem(error);
      })
      .finally(() => {
        clearInterval(timer);
        clearTimeout(patience);
        if (leave.signal.aborted) return;
        show();
        setReading(false);
      });
    return () => {
      clearInterval(timer);
      clearTimeout(patience);
      leave.abort();
    };
  }, [key, turn]);
  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, reading, silent, problem, readAgain };
}
