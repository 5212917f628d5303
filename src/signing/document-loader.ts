import { bundledContexts } from './bundled-contexts.ts'
import { didKeyDocument } from './did-key.ts'

/** What a JSON-LD processor gets for an address. */
export interface LoadedDocument {
  readonly contextUrl: null
  readonly document: object
  readonly documentUrl: string
}

export type DocumentLoader = (url: string) => Promise<LoadedDocument>

/** A document that is neither bundled nor handed in; nothing is fetched for it. */
export class UnknownDocumentError extends Error {
  override readonly name = 'UnknownDocumentError'
  readonly code = 'ERR_UNKNOWN_DOCUMENT'
  readonly url: string

  constructor(url: string) {
    super(`This document is not known: ${url}`)
    this.url = url
  }
}

/**
 * Makes a JSON-LD document loader that uses no network. It knows the bundled contexts and did:key,
 * and the documents that are handed in: verification methods and their controllers, by address.
 * A bundled context cannot be replaced by one that is handed in.
 *
 * @throws {UnknownDocumentError} (the loader) for every other address.
 */
export function createDocumentLoader(
  documents: ReadonlyMap<string, object> = new Map(),
): DocumentLoader {
  return async (url) => {
    const document = bundledContexts.get(url) ?? documents.get(url) ?? didKeyDocument(url)
    if (document === null) throw new UnknownDocumentError(url)
    return { contextUrl: null, document, documentUrl: url }
  }
}
