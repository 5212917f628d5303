/** The parts that are used of JSON-LD libraries that come without types. */

declare module 'jsonld' {
  import type { DocumentLoader } from './document-loader.ts'

  interface Options {
    readonly documentLoader: DocumentLoader
    /** Throws where a term would be dropped (JSON-LD safe mode). */
    readonly safe: boolean
    readonly base?: string | null
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<readonly object[]>
  }
  export default jsonld
}

declare module 'jsonld-signatures' {
  import type { DocumentLoader } from './document-loader.ts'

  interface ProofOptions {
    readonly suite: object | readonly object[]
    readonly purpose: object
    readonly documentLoader: DocumentLoader
  }
  interface ProofResult {
    readonly verified: boolean
    readonly proof: unknown
    readonly error?: unknown
  }
  interface VerifyResult {
    readonly verified: boolean
    readonly results?: readonly ProofResult[]
    readonly error?: unknown
  }
  const jsonldSignatures: {
    verify(document: object, options: ProofOptions): Promise<VerifyResult>
    readonly purposes: {
      readonly AssertionProofPurpose: new (options?: {
        readonly controller?: object
        readonly date?: Date
      }) => object
    }
  }
  export default jsonldSignatures
}

declare module '@digitalbazaar/data-integrity' {
  import type { MultikeySigner } from '@digitalbazaar/ed25519-multikey'
  import type { Cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
  import type { DocumentLoader } from './document-loader.ts'

  export class DataIntegrityProof {
    constructor(options: {
      readonly cryptosuite: Cryptosuite
      readonly signer?: MultikeySigner
      readonly date?: Date | string
    })
    /** Makes the proof of a document that has none yet. */
    createProof(options: {
      readonly document: object
      readonly purpose: object
      readonly proofSet: readonly object[]
      readonly documentLoader: DocumentLoader
    }): Promise<unknown>
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  import type { DocumentLoader } from './document-loader.ts'

  export interface Cryptosuite {
    readonly name: string
    /** RDF Dataset Canonicalization: N-Quads, in safe mode unless told otherwise. */
    canonize(
      document: object,
      options: { readonly documentLoader: DocumentLoader },
    ): Promise<string>
    /** Makes the bytes to sign, in place of what the library does. */
    createVerifyData?(options: {
      readonly document: { readonly '@context'?: unknown }
      readonly proof: object
      readonly documentLoader: DocumentLoader
    }): Promise<Uint8Array>
  }
  export const cryptosuite: Cryptosuite
}

declare module '@digitalbazaar/ed25519-multikey' {
  export interface MultikeySigner {
    readonly id?: string
    readonly algorithm: string
    sign(options: { readonly data: Uint8Array }): Promise<Uint8Array>
  }
  /** A Multikey document (W3C Controlled Identifiers 1.0, section 2.2.2). */
  export interface Multikey {
    readonly id?: string
    readonly type: string
    readonly controller?: string
    readonly publicKeyMultibase: string
    readonly secretKeyMultibase?: string
  }
  export interface KeyPair {
    export(options: {
      readonly publicKey?: boolean
      readonly secretKey?: boolean
    }): Promise<Multikey>
    signer(): MultikeySigner
  }
  export function generate(options?: {
    readonly id?: string
    readonly controller?: string
  }): Promise<KeyPair>
  export function fromJwk(options: {
    readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string }
  }): Promise<KeyPair>
  /** Reads a Multikey, and the older Ed25519 key documents. Throws on anything else. */
  export function from(key: object): Promise<KeyPair>
}
