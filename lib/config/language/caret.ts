/** What the cursor stands in: a name that is being typed, or a value, with the object around it. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { readLines } from './line-reader';
import type { WrittenDocument, WrittenPart } from './written';

export interface CaretPlace {
  /** `name`: a field of the object at `path`. `value`: the value at `path`. `open`: either, the model decides. */
  readonly role: 'name' | 'value' | 'open';
  readonly path: ObjectPath;
  /** What is typed of it before the cursor. */
  readonly typed: string;
  /** Offsets of the whole word. */
  readonly from: number;
  readonly to: number;
  /** Columns before the word. */
  readonly column: number;
  readonly isFlow: boolean;
  /** A quote opens the value. */
  readonly isQuoted: boolean;
  /** A colon follows already. */
  readonly hasColon: boolean;
  /** The document without the word. */
  readonly document: Fields;
}

/** What a document says, by path. */
export class Fields {
  readonly parts: readonly WrittenPart[];

  constructor(parts: readonly WrittenPart[]) {
    this.parts = parts;
  }

  /** The one value at a path; null where there is none. */
  text(path: ObjectPath): string | null {
    return this.part(path)?.value ?? null;
  }

  part(path: ObjectPath): WrittenPart | null {
    return this.parts.find((part) => part.kind !== 'word' && isSamePath(part.path, path)) ?? null;
  }

  /** Names of the fields of the object at a path. */
  names(path: ObjectPath): readonly string[] {
    return this.parts.flatMap(({ kind, path: own, name }) =>
      kind === 'field' && own.length === path.length + 1 && startsWith(own, path) ? [name] : [],
    );
  }

  /** Values of the list at a path. */
  items(path: ObjectPath): readonly string[] {
    return this.parts.flatMap(({ kind, path: own, value }) =>
      kind === 'item' && value !== null && own.length === path.length + 1 && startsWith(own, path)
        ? [value]
        : [],
    );
  }

  /** How often each label or value stands under a list of objects, as in the names of subsets. */
  under(path: ObjectPath, name: string): readonly string[] {
    return this.parts.flatMap(({ kind, path: own, value }) =>
      kind === 'field' &&
      value !== null &&
      own.length === path.length + 2 &&
      own.at(-1) === name &&
      startsWith(own, path)
        ? [value]
        : [],
    );
  }
}

/** Stands for the cursor; no text of a mesh uses this character. */
const MARK = '\uE000';

/** Null inside of comments, blocks of text, and between documents. */
export function caretPlace(text: string, offset: number): CaretPlace | null {
  const marked = `${text.slice(0, offset)}${MARK}${text.slice(offset)}`;
  const document = documentAt(readLines(marked), offset);
  const part = document?.parts.find(
    ({ name, value }) => name.includes(MARK) || value?.includes(MARK) === true,
  );
  if (document === null || part === undefined) return null;
  const others = new Fields(
    document.parts.filter((other) => other !== part).map((other) => unmoved(other, offset)),
  );
  const { column, isFlow } = part;
  const shared = { column, isFlow, document: others };
  if (part.value?.includes(MARK) === true) {
    const isQuoted = /["']/.test(marked[part.valueFrom] ?? '');
    const from = part.valueFrom + (isQuoted ? 1 : 0);
    const to = part.valueTo - 1 - (isQuoted && marked[part.valueTo - 1] === marked[part.valueFrom] ? 1 : 0);
    const role = part.kind === 'item' ? 'open' : 'value';
    return {
      ...shared,
      role,
      path: part.path,
      typed: text.slice(from, offset),
      from,
      to: Math.max(to, offset),
      isQuoted,
      hasColon: false,
    };
  }
  const role = part.kind === 'word' ? 'open' : 'name';
  const path = part.kind === 'word' ? part.path : part.path.slice(0, -1);
  const { nameFrom: from, nameTo } = part;
  return {
    ...shared,
    role,
    path,
    typed: text.slice(from, offset),
    from,
    to: nameTo - 1,
    isQuoted: false,
    hasColon: role === 'name',
  };
}

/** The document around an offset. */
export function documentAt(documents: readonly WrittenDocument[], offset: number): WrittenDocument | null {
  return documents.findLast(({ from }) => from <= offset) ?? null;
}

/** Offsets behind the mark count it; taken out again. */
function unmoved(part: WrittenPart, offset: number): WrittenPart {
  const back = (at: number) => (at > offset ? at - 1 : at);
  return {
    ...part,
    nameFrom: back(part.nameFrom),
    nameTo: back(part.nameTo),
    valueFrom: back(part.valueFrom),
    valueTo: back(part.valueTo),
  };
}

export function isSamePath(a: ObjectPath, b: ObjectPath): boolean {
  return a.length === b.length && startsWith(a, b);
}

export function startsWith(path: ObjectPath, start: ObjectPath): boolean {
  return start.every((part, index) => path[index] === part);
}
