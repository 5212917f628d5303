import { gzipSync } from 'node:zlib'

/**
 * The purpose of our lists. One credential has one entry (Open Badges 3.0), and a bit that may be
 * cleared again may not say `revocation`, which cannot be taken back (Bitstring Status List 1.0, section 2.1).
 */
export const statusPurpose = 'suspension'

/** Entries in one list: the fewest that hide which one is asked about (section 4.4). */
export const entriesPerList = 131_072

/** Says where the status of a credential is kept (section 2.1). */
export interface BitstringStatusListEntry {
  readonly id: string
  readonly type: 'BitstringStatusListEntry'
  readonly statusPurpose: typeof statusPurpose
  readonly statusListIndex: string
  readonly statusListCredential: string
}

/** The address of a list. */
export const statusListAddress = (siteUrl: string, listId: string): string =>
  `${siteUrl}/status/${listId}`

/** Makes the `credentialStatus` of one credential. */
export function statusListEntry(
  siteUrl: string,
  { listId, index }: { readonly listId: string; readonly index: number },
): BitstringStatusListEntry {
  const statusListCredential = statusListAddress(siteUrl, listId)
  return {
    id: `${statusListCredential}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential,
  }
}

/** A list in which nothing is set. */
export const emptyBits = (): Uint8Array<ArrayBuffer> => new Uint8Array(entriesPerList / 8)

const maskOf = (index: number) => 0x80 >> (index % 8)

/** Sets one bit and leaves the given list as it was; index 0 is the leftmost bit (section 3.3). */
export function withBit(bits: Uint8Array, index: number, on: boolean): Uint8Array<ArrayBuffer> {
  const changed = Uint8Array.from(bits)
  const at = Math.floor(index / 8)
  const byte = changed[at]
  if (byte === undefined) throw new RangeError('The index is outside of the status list')
  changed[at] = on ? byte | maskOf(index) : byte & ~maskOf(index)
  return changed
}

/** Reads one bit. */
export const isSet = (bits: Uint8Array, index: number): boolean =>
  ((bits[Math.floor(index / 8)] ?? 0) & maskOf(index)) !== 0

/** What a list is made into a credential from. */
export interface StatusListFacts {
  readonly siteUrl: string
  readonly listId: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly bits: Uint8Array
  readonly validFrom: string
}

/** Makes a `BitstringStatusListCredential` (section 2.2), to be signed. */
export function statusListCredential({
  siteUrl,
  listId,
  issuer,
  bits,
  validFrom,
}: StatusListFacts) {
  const id = statusListAddress(siteUrl, listId)
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose,
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
  }
}
