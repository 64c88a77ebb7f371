/** What a view makes of a request, kept while the view stays: the stored mesh does while somebody types. */
import { BoundedMemory } from '@/lib/config/simulation/bounded-memory';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { perView } from '@/lib/config/simulation/per-view';
import type { SimulatedRequest } from '@/lib/config/simulation/request';
import { simulateRoute } from '@/lib/config/simulation/route';
import { type Prediction, predictionOf } from './prediction';

/** A few hundred bytes each. */
const MOST_REMEMBERED = 100_000;

const remembered = perView(() => new BoundedMemory<Prediction>(MOST_REMEMBERED));

export function rememberedPrediction(view: MeshView, request: SimulatedRequest): Prediction {
  const { client, host, port, method, path, headers, scheme } = request;
  const from = [client.namespace, client.gateway, client.plane, Object.entries(client.labels)];
  const key = JSON.stringify([from, host, port, method, path, Object.entries(headers), scheme]);
  const known = remembered(view);
  return known.get(key) ?? known.set(key, predictionOf(simulateRoute(view, request)));
}

/** As texts, made once for those that stay. */
const written = new WeakMap<Prediction, string>();

export function isSamePrediction(a: Prediction, b: Prediction): boolean {
  return writtenOut(a) === writtenOut(b);
}

function writtenOut(prediction: Prediction): string {
  let text = written.get(prediction);
  if (text === undefined) {
    text = JSON.stringify(prediction);
    written.set(prediction, text);
  }
  return text;
}
