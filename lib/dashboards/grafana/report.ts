/** What an import could not carry over, so that nothing is lost in silence. */

export interface ImportNote {
  /** What it is about: a panel's title, a variable's name, `dashboard`. */
  readonly where: string;
  /** Of the panel, where it is one. */
  readonly panelId: number | null;
  /** A sentence. */
  readonly message: string;
  /** `lost`: something is not shown. `changed`: it is shown in another way. */
  readonly kind: 'lost' | 'changed';
}

export class ImportReport {
  readonly #notes = new Map<string, ImportNote>();

  lost(where: string, message: string, panelId: number | null = null): void {
    this.#add({ where, message, panelId, kind: 'lost' });
  }

  changed(where: string, message: string, panelId: number | null = null): void {
    this.#add({ where, message, panelId, kind: 'changed' });
  }

  get notes(): readonly ImportNote[] {
    return [...this.#notes.values()];
  }

  #add(note: ImportNote): void {
    // Each is said once: a file can have thousands of panels with the same to say.
    const key = JSON.stringify([note.where, note.message, note.panelId]);
    if (!this.#notes.has(key)) this.#notes.set(key, note);
  }
}
