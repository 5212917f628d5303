/** A file that somebody sends from their phone. */
export interface SimulatedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** So many files are kept: a bot reads a file soon after it was told of it. */
const mostKept = 50

/** The files that people sent, until the bot fetches them from their platform. */
export class SentFiles {
  readonly #files = new Map<string, SimulatedFile>()
  #kept = 0

  /** Keeps a file; the id is what the platform calls it. */
  keep(file: SimulatedFile): string {
    this.#kept += 1
    const id = `file${this.#kept}`
    this.#files.set(id, file)
    this.#files.delete(`file${this.#kept - mostKept}`)
    return id
  }

  find(id: string): SimulatedFile | null {
    return this.#files.get(id) ?? null
  }
}
