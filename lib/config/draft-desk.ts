/**
 * One open text in its mesh, judged at every keystroke: the mesh is read once, and an edit runs again only what it
 * may change. Runs beside the page; the server says the same when it is asked.
 */
import { Analysis } from './analysis/analysis';
import type { Finding } from './analysis/finding';
import { STORE_KNOWS } from './analysis/known';
import { MeshIndex } from './analysis/mesh-index';
import { checkText } from './check/check-text';
import type { CheckedText } from './check/cluster-check';
import { judgePattern } from './check/judge-pattern';
import type { KindVersion } from './cluster-schema/port';
import type { StructuralSchema } from './cluster-schema/structural-schema';
import type { ElsewhereAnswer } from './contract';
import { objectKey } from './identity';
import { elsewhereAnswer, type JudgedProblem, judged } from './judgement';
import { type Completion, complete } from './language/complete';
import { type HoverAnswer, hover } from './language/hover';
import { type OutlineEntry, outlineOf } from './language/outline';
import { isSettingsObject, missingIn } from './live-analysis';
import type { MeshAnswer } from './mesh-answer/contract';
import type { MeshConfig } from './mesh-config/mesh-config';
import { textAt } from './simulation/read/fields';
import type { ObjectId, StoredObject } from './store';
import type { TextProblem } from './yaml/problem';

/** What is said of a text as it is typed. */
export interface DeskCheck {
  readonly problems: readonly JudgedProblem[];
  /** On other objects; null while the mesh is not known or the text does not parse. */
  readonly elsewhere: readonly ElsewhereAnswer[] | null;
  readonly outline: readonly OutlineEntry[];
  /** The text reads as an object. */
  readonly parses: boolean;
}

const NO_MESH = new MeshIndex([]);

/** What is known so far of the schemas that the cluster itself has. */
export interface DeskSchemas {
  /** null = it is not known, not yet, or the cluster has none. */
  schemaOf(of: KindVersion): StructuralSchema | null;
  /** `stored` is the object's value in this version; null = none is stored. */
  check(of: KindVersion, text: CheckedText, stored: unknown): readonly TextProblem[];
}

export class DraftDesk {
  readonly #id: ObjectId;
  #objects: ReadonlyMap<string, StoredObject> = new Map();
  #analysis: Analysis | null = null;
  /** Findings of the stored mesh, of each object that the draft has made the analysis look at again. */
  readonly #before = new Map<string, { readonly id: ObjectId; readonly findings: readonly Finding[] }>();
  #inPlace: ObjectId | null = null;
  #rules = '';
  readonly #schemas: DeskSchemas | null;

  /** `id` is the object whose text is open. `schemas` null = no cluster judges it. */
  constructor(id: ObjectId, schemas: DeskSchemas | null = null) {
    this.#id = id;
    this.#schemas = schemas;
  }

  /** The mesh as it is stored now. Objects of the same version are taken to be the same. */
  follow(mesh: MeshAnswer): void {
    const known = this.#objects;
    const next = new Map(
      mesh.objects.map((entry) => {
        const key = objectKey(entry.id);
        const before = known.get(key);
        return [key, before?.version === entry.version ? before : storedObject(entry)];
      }),
    );
    const rules = JSON.stringify([mesh.settings, mesh.suppress]);
    this.#takeAway();
    if (this.#analysis === null || rules !== this.#rules) {
      const settings = mesh.settings as Partial<MeshConfig>;
      this.#analysis = new Analysis(next.values(), {
        settings,
        suppress: mesh.suppress,
        known: STORE_KNOWS,
      });
    } else {
      const put = [...next].flatMap(([key, object]) => (known.get(key) === object ? [] : [object]));
      const removed = [...known].flatMap(([key, { id }]) => (next.has(key) ? [] : [id]));
      if (put.length + removed.length > 0) this.#analysis.update(put, removed);
    }
    this.#rules = rules;
    this.#objects = next;
  }

  check(text: string): DeskCheck {
    const byCluster = (checked: CheckedText) => this.#byCluster(checked);
    const check = checkText(text, { expected: this.#id, judgePattern, byCluster });
    const outline = outlineOf(text);
    const { id, parsed } = check;
    const analysis = this.#analysis;
    if (analysis === null || id === null || parsed === null || isSettingsObject({ id })) {
      return { problems: judged(check, []), elsewhere: null, outline, parses: parsed !== null };
    }
    const value = parsed.value as StoredObject['value'];
    this.#put(analysis, {
      id,
      apiVersion: textAt(value, 'apiVersion') ?? '',
      text,
      version: '',
      value,
      origin: '',
    });
    return {
      problems: judged(check, analysis.of(id)),
      elsewhere: this.#elsewhere(analysis, id),
      outline,
      parses: true,
    };
  }

  complete(text: string, offset: number): Completion | null {
    return complete(text, offset, { mesh: this.#mesh(), id: this.#id, schemaOf: this.#schemaOf });
  }

  hover(text: string, offset: number): HoverAnswer | null {
    return hover(text, offset, { mesh: this.#mesh(), id: this.#id, schemaOf: this.#schemaOf });
  }

  readonly #schemaOf = (of: KindVersion) => this.#schemas?.schemaOf(of) ?? null;

  #byCluster(checked: CheckedText): readonly TextProblem[] {
    const { id, apiVersion } = checked;
    const slash = apiVersion.indexOf('/');
    if (this.#schemas === null || slash < 0) return checked.problems;
    const stored = this.#objects.get(objectKey(id));
    return this.#schemas.check(
      { group: id.group, version: apiVersion.slice(slash + 1), kind: id.kind },
      checked,
      stored?.apiVersion === apiVersion ? stored.value : null,
    );
  }

  #mesh(): MeshIndex {
    return this.#analysis?.mesh ?? NO_MESH;
  }

  #put(analysis: Analysis, object: StoredObject): void {
    if (this.#inPlace !== null && objectKey(this.#inPlace) !== objectKey(object.id)) this.#takeAway();
    this.#inPlace = object.id;
    // Findings are remembered before they change: the answer to an update says only who was looked at.
    const stored = this.#stored(analysis);
    for (const id of analysis.update([object])) {
      const key = objectKey(id);
      if (!this.#before.has(key)) this.#before.set(key, { id, findings: stored.get(key) ?? [] });
    }
  }

  #storedFindings: {
    readonly of: Analysis;
    readonly findings: ReadonlyMap<string, readonly Finding[]>;
  } | null = null;

  /** Findings of every object without the draft; they are the same lists until something changes. */
  #stored(analysis: Analysis): ReadonlyMap<string, readonly Finding[]> {
    if (this.#before.size === 0 || this.#storedFindings?.of !== analysis) {
      const findings = new Map([...this.#objects].map(([key, { id }]) => [key, analysis.of(id)]));
      this.#storedFindings = { of: analysis, findings };
    }
    return this.#storedFindings.findings;
  }

  #elsewhere(analysis: Analysis, own: ObjectId): readonly ElsewhereAnswer[] {
    const answers: ElsewhereAnswer[] = [];
    for (const [key, { id, findings }] of this.#before) {
      if (key === objectKey(own)) continue;
      const now = analysis.of(id);
      for (const finding of missingIn(now, findings)) answers.push(elsewhereAnswer(finding, 'appeared'));
      for (const finding of missingIn(findings, now)) answers.push(elsewhereAnswer(finding, 'gone'));
    }
    return answers;
  }

  /** Puts what is stored in the draft's place. */
  #takeAway(): void {
    const id = this.#inPlace;
    this.#inPlace = null;
    this.#before.clear();
    if (id === null || this.#analysis === null) return;
    const stored = this.#objects.get(objectKey(id));
    this.#analysis.update(stored === undefined ? [] : [stored], stored === undefined ? [id] : []);
  }
}

function storedObject({ id, version, value }: MeshAnswer['objects'][number]): StoredObject {
  return { id, version, value, apiVersion: textAt(value, 'apiVersion') ?? '', text: '', origin: '' };
}
