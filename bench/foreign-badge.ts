import { gzipSync } from 'node:zlib'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Deps } from '../src/deps.ts'
import type { SafeFetch } from '../src/http/safe-fetch.ts'
import { unsignedCredentials } from './unsigned-credentials.ts'

const issuer = 'https://school.example/issuers/1'
const kid = 'https://school.example/keys/1'
const list = 'https://school.example/status/1'

/** A badge of another site with a status list, and that site, without a network in between. */
export async function foreignBadge(
  deps: Pick<Deps, 'newId' | 'clock' | 'siteUrl'>,
): Promise<{ readonly jwt: string; readonly fetch: SafeFetch }> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const sign = (claims: object) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
  const [ours] = unsignedCredentials(1, deps)
  const credentialStatus = {
    id: `${list}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: list,
  }
  const jwt = await sign({ ...ours, issuer: { ...ours?.issuer, id: issuer }, credentialStatus })
  const listed = await sign({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: list,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: `${list}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`,
    },
  })
  const site = new Map([
    [issuer, JSON.stringify({ id: issuer, type: ['Profile'], name: 'School' })],
    [kid, JSON.stringify({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' })],
    [list, listed],
  ])
  return {
    jwt,
    async fetch({ url }) {
      const body = site.get(url)
      if (body === undefined) return { kind: 'missing', status: 404 }
      const contentType = url === list ? 'application/vc+jwt' : 'application/json'
      return { kind: 'fetched', url, contentType, bytes: new TextEncoder().encode(body) }
    },
  }
}
