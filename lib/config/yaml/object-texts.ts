/** A text as the objects that are written in it: a document each, the items of a List, each with its own text. */
import { type DocumentSpan, splitDocuments } from './documents';
import { type ListItem, listItems } from './list-items';
import { placeAt } from './problem';
import { readYaml, type YamlReading } from './read-yaml';

export interface ListPlace {
  /** Columns that the item's lines stand further in than those of a document; null where it is written as JSON. */
  readonly indent: number | null;
  /** How many items the List has. */
  readonly size: number;
  /** The document that the List is. */
  readonly document: DocumentSpan;
}

/** A document, or an item of a List. It may name no object, or not parse. */
export interface ObjectText {
  readonly text: string;
  readonly reading: YamlReading;
  /** Of its document, or of its own lines inside a List. */
  readonly span: DocumentSpan;
  /** Set for an item of a List. */
  readonly list: ListPlace | null;
}

/** In the order of the text; a List without items gives nothing. */
export function objectTexts(text: string): readonly ObjectText[] {
  return splitDocuments(text).flatMap((span) => objectTextsIn(text, span));
}

/** The same of one document. */
export function objectTextsIn(text: string, span: DocumentSpan): readonly ObjectText[] {
  if (span.isEmpty) return [];
  const own = text.slice(span.start, span.end);
  const reading = readYaml(own);
  const items = reading.kind === 'value' ? listItems(own, reading.value) : null;
  if (items === null) return [{ text: own, reading, span, list: null }];
  return items.map((item) => itemText(own, span, item, items.length));
}

function itemText(own: string, document: DocumentSpan, item: ListItem, size: number): ObjectText {
  const start = document.start + item.start;
  const line = document.line + placeAt(own, item.start).line - 1;
  return {
    text: item.text,
    reading: { kind: 'value', value: item.value },
    span: { outerStart: start, start, end: document.start + item.end, line, isEmpty: false },
    list: { indent: item.indent, size, document },
  };
}
