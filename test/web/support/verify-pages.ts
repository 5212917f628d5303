import { credentialBy } from '../../verification/support/credentials.ts'
import { siteIssuer } from '../../verification/support/issuers.ts'
import { downSite } from '../../verification/support/test-web.ts'
import type { NamedPages } from './public-page.ts'
import type { TestSite } from './test-site.ts'

/** The verifier and each of its verdicts, of a badge whose issuer has a very long name. */
export async function verifyPages(site: TestSite): Promise<NamedPages> {
  const issuer = await siteIssuer(site.web, 'school.example')
  const name = `Wilhelmina-${'x'.repeat(80)}`
  const good = await issuer.sign(credentialBy(issuer.id, { issuer: { id: issuer.id, name } }))
  const path = '/verify'
  return {
    verify: { path },
    verifyNothing: { path, send: { text: '' }, status: 422, has: '[role=alert]' },
    verifyHolds: { path, send: { text: good }, has: '.verdict.holds h1' },
    verifyFails: { path, send: { text: `${good}A` }, has: '.verdict.fails h1' },
    verifyUnsure: { path, send: { text: `${downSite}/badge` }, has: '.verdict.unsure h1' },
  }
}
