import type { TestWeb } from './test-web.ts'

/** Puts a hosted Open Badge 2.0 on a site: its assertion, its badge class and its issuer. */
export function publishOpenBadge2(web: TestWeb, host: string) {
  const site = `https://${host}`
  const assertion = {
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Assertion',
    id: `${site}/assertions/1`,
    recipient: { type: 'email', identity: 'sha256$c7ef86405ba71b85', hashed: true, salt: 'x' },
    badge: `${site}/badges/1`,
    verification: { type: 'HostedBadge' },
    issuedOn: '2020-03-01T00:00:00+00:00',
  }
  const issuer = `${site}/issuer`
  web.put(assertion.id, assertion)
  web.put(assertion.badge, { id: assertion.badge, type: 'BadgeClass', name: 'Reader', issuer })
  web.put(issuer, { id: issuer, type: 'Profile', name: 'De Bieb' })
  return { address: assertion.id, assertion }
}
