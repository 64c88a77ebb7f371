/** A log that goes on: looks every half second for what was written since. */
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { type LogLine, linesBetween } from './log-lines';
import type { DemoPod } from './pod-list';

const LOOK_EVERY_MS = 500;
const MOST_AT_ONCE = 1000;

export class FollowedLog {
  readonly #timer: NodeJS.Timeout;
  #told: number;

  constructor(
    traffic: () => MeshTraffic,
    pod: DemoPod,
    container: string,
    fromSeconds: number,
    tell: (line: LogLine) => void,
  ) {
    this.#told = fromSeconds;
    let looking = false;
    this.#timer = setInterval(() => {
      if (looking) return;
      looking = true;
      const to = Date.now() / 1000;
      linesBetween(traffic(), pod, container, { from: this.#told, to }, MOST_AT_ONCE).then(
        (lines) => {
          this.#told = to;
          for (const line of lines) tell(line);
          looking = false;
        },
        () => {
          looking = false;
        },
      );
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
