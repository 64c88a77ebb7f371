/** From an object and a path in it to the line of its text, so that every reason leads to where it is written. */
import { objectKey } from '@/lib/config/identity';
import type { Place, Step } from '@/lib/config/simulation/contract';
import type { ReasonStep, StepPath } from '@/lib/config/simulation/reasons';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { LineStarts } from '@/lib/config/yaml/line-starts';
import { type Positions, positionsOf } from '@/lib/config/yaml/positions';

interface ReadText {
  readonly positions: Positions;
  readonly lines: LineStarts;
}

/** Objects are the same while their text is, so each text is taken apart once. */
const texts = new WeakMap<StoredObject, ReadText>();

export class Places {
  readonly #objects: readonly StoredObject[];
  readonly #drafted: ReadonlySet<string>;
  #byKey: ReadonlyMap<string, StoredObject> | null = null;

  constructor(objects: readonly StoredObject[], drafted: ReadonlySet<string>) {
    this.#objects = objects;
    this.#drafted = drafted;
  }

  /** The line of the path, or of the nearest part around it that is written. */
  at(id: ObjectId, path: StepPath = []): Place {
    const text = path.length === 0 ? null : this.#textOf(id);
    const line = text === null ? null : text.lines.placeAt(text.positions.nearest(path).keyFrom).line;
    return { object: id, line, isDraft: this.#drafted.has(objectKey(id)) };
  }

  /** The line of the path; null where it is not written. */
  exactly(id: ObjectId, path: StepPath): Place | null {
    return this.#textOf(id)?.positions.at(path) == null ? null : this.at(id, path);
  }

  orNull(id: ObjectId | null, path: StepPath = []): Place | null {
    return id === null ? null : this.at(id, path);
  }

  step({ kind, text, object, path }: ReasonStep): Step {
    return { kind, text, place: this.orNull(object, path) };
  }

  #textOf(id: ObjectId): ReadText | null {
    this.#byKey ??= new Map(this.#objects.map((object) => [objectKey(object.id), object]));
    const object = this.#byKey.get(objectKey(id));
    if (object === undefined) return null;
    let text = texts.get(object);
    if (text === undefined) {
      text = { positions: positionsOf(object.text), lines: new LineStarts(object.text) };
      texts.set(object, text);
    }
    return text;
  }
}
