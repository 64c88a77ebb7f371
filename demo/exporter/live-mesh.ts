/** The demo mesh as it is now: follows the folder of YAML, and gives the current counters to whoever asks. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '@/demo/traffic/configuration';
import { Counters, type Visit } from '@/demo/traffic/counters';
import { drawnFolder } from '@/demo/traffic/drawn-store';
import { type History, withChange, writeHistory } from '@/demo/traffic/history';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { ResourceMetrics } from './resource-metrics';
import { SpanMetrics } from './span-metrics';

export interface LiveMeshOptions {
  readonly manifests: string;
  readonly historyFile: string;
  /** Where drawn traffic is kept between runs. */
  readonly drawnFolder: string;
  readonly history: History;
  /** Requests drawn for each entry; tests need few. */
  readonly samples?: number;
  /** Told when an edit changed the mesh. */
  readonly onChange?: () => void;
  /** Told when a file is no YAML, and why. */
  readonly onUnreadable?: (what: string) => void;
}

const LOOK_EVERY_MS = 1000;

export class LiveMesh {
  readonly #options: LiveMeshOptions;
  readonly #counters = new Counters();
  readonly #spanMetrics = new SpanMetrics();
  readonly #resources = new ResourceMetrics();
  #traffic: MeshTraffic;
  #timer: NodeJS.Timeout | null = null;
  #fingerprint: string | null;

  constructor(options: LiveMeshOptions) {
    this.#options = options;
    this.#fingerprint = fingerprint(options.manifests);
    this.#traffic = new MeshTraffic(options.history, {
      store: drawnFolder(options.drawnFolder),
      ...(options.samples === undefined ? {} : { samples: options.samples }),
    });
  }

  get traffic(): MeshTraffic {
    return this.#traffic;
  }

  /** Every series at an instant, Unix seconds. */
  countersAt(seconds: number, visit: Visit): void {
    const spans = this.#spanMetrics;
    spans.begin();
    this.#counters.at(this.#traffic, seconds, (labels, value) => {
      visit(labels, value);
      spans.count(labels, value);
    });
    spans.visit(visit);
    this.#resources.at(this.#traffic, seconds, visit);
  }

  /** Looks at the folder every second from now on. */
  follow(): void {
    this.#timer = setInterval(() => this.look(Date.now() / 1000), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Reads the folder when a file in it changed; what changed holds from `nowSeconds` on. */
  look(nowSeconds: number): void {
    const now = fingerprint(this.#options.manifests);
    if (now === null || now === this.#fingerprint) return;
    this.#fingerprint = now;
    const broken: string[] = [];
    const objects = readFolder(this.#options.manifests, (file, reason) => broken.push(`${file}: ${reason}`));
    if (broken.length > 0) {
      // A control plane would have refused it; the mesh stays as it is until the file can be read.
      this.#options.onUnreadable?.(broken.join('; '));
      return;
    }
    const history = withChange(this.#traffic.history, nowSeconds, objects);
    if (history === this.#traffic.history) return;
    const next = this.#traffic.continued(history);
    next.emitters();
    this.#traffic = next;
    writeHistory(this.#options.historyFile, history);
    this.#options.onChange?.();
  }
}

/** Names, sizes and times of the files: cheap to compare every second. Null while the folder is away: the mesh goes on. */
function fingerprint(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found === undefined ? name : `${name}:${found.size}:${found.mtimeMs}`;
    })
    .join('\n');
}
