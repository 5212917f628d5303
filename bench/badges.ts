import { award } from '../src/badges/award.ts'
import { badgeFile } from '../src/badges/badge-files.ts'
import { createShare } from '../src/badges/share.ts'
import { verifyProof } from '../src/signing/data-integrity.ts'
import { createDocumentLoader } from '../src/signing/document-loader.ts'
import { publishedKey } from '../src/signing/published-keys.ts'
import { signCredential, signJwt } from '../src/signing/sign-credential.ts'
import { verifyOwnCredential } from '../src/signing/verify-credential.ts'
import { type BenchSite, startBenchSite } from './badges-site.ts'
import type { Figure } from './benchmark.ts'
import { unsignedCredentials } from './unsigned-credentials.ts'

/** Badges that are awarded, signed, verified and shown. */
const badgeCount = 300
const rounds = 5

async function perSecond<Item>(
  items: readonly Item[],
  work: (item: Item) => unknown,
): Promise<number> {
  const start = performance.now()
  for (const item of items) await work(item)
  return (items.length / (performance.now() - start)) * 1000
}

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

/** Both proofs against the bare RS256 signature, in turns, so that both meet the same machine. */
async function measureSigning({ db, deps }: BenchSite): Promise<readonly Figure[]> {
  const organisation = await db.organisation.findFirstOrThrow({ select: { id: true } })
  const keys = await db.$transaction((tx) => deps.keyRing.signingKeysOf(tx, organisation.id))
  const credentials = unsignedCredentials(badgeCount, deps)
  const measured: { bare: number; both: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await perSecond(credentials, (each) => signJwt(each, keys.jwt))
    const both = await perSecond(credentials, (each) => signCredential(each, keys))
    // The first round warms up.
    if (round > 0) measured.push({ bare, both })
  }
  const [bare, both] = [
    median(measured.map((one) => one.bare)),
    median(measured.map((one) => one.both)),
  ]
  const ratio = median(measured.map((one) => one.both / one.bare))
  return [
    { name: 'bare RS256 signatures a second', measured: bare.toFixed(0) },
    { name: 'credentials a second, in both forms', measured: both.toFixed(0) },
    { name: 'both forms against bare RS256', measured: ratio.toFixed(2), target: '>= 0.6' },
  ]
}

interface Given {
  readonly awardId: string
  readonly token: string
}

/** From nothing to a stored badge: transaction, status index, both proofs, audit trail. */
async function giveBadges({ db, deps, cityId }: BenchSite) {
  const achievements = await db.achievement.findMany({ select: { id: true } })
  const people = Array.from({ length: badgeCount }, (_, index) => ({
    id: deps.newId(),
    cityId,
    learnerCode: `BENCH-${index}`,
    locale: 'nl' as const,
    createdAt: deps.clock(),
  }))
  await db.person.createMany({ data: people })
  const awardIds: string[] = []
  const speed = await perSecond(people, async ({ id: personId }) => {
    const achievement = achievements[awardIds.length % achievements.length]
    if (achievement === undefined) throw new Error('There are no achievements')
    const { awardId } = await db.$transaction((tx) =>
      award(tx, deps, { personId, achievementId: achievement.id, givenById: null, note: null }),
    )
    awardIds.push(awardId)
  })
  const given: Given[] = []
  for (const [index, { id: personId }] of people.entries()) {
    const awardId = awardIds[index] ?? ''
    const outcome = await db.$transaction((tx) =>
      createShare(tx, deps, {
        personId,
        awardIds: [awardId],
        name: { kind: 'none' },
        locale: 'nl',
      }),
    )
    if (outcome.kind === 'shared')
      given.push({ awardId, token: outcome.url.split('/').at(-1) ?? '' })
  }
  const figure = { name: 'badges awarded and stored a second', measured: speed.toFixed(0) }
  return { given, figure }
}

async function measureVerifyingAndFiles({ db, deps }: BenchSite): Promise<readonly Figure[]> {
  const credentials = await db.credential.findMany({
    select: {
      jwt: true,
      document: true,
      proofKeyId: true,
      award: { select: { achievement: { select: { kind: true, topic: true } } } },
    },
  })
  const jwts = await perSecond(credentials, ({ jwt }) => verifyOwnCredential(db, deps, jwt))
  const documents = new Map<string, object>()
  for (const id of new Set(credentials.map(({ proofKeyId }) => proofKeyId ?? ''))) {
    const key = await publishedKey(db, deps, id)
    if (key.kind === 'multikey') documents.set(`${deps.siteUrl}/keys/${id}`, key.document)
  }
  const loader = createDocumentLoader(documents)
  const proofs = await perSecond(credentials.slice(0, 100), async ({ document }) => {
    const credential = Object(document)
    const controller = {
      '@context': 'https://www.w3.org/ns/did/v1',
      id: credential.issuer.id,
      assertionMethod: [credential.proof[0].verificationMethod],
    }
    const { kind } = await verifyProof(credential, loader, controller)
    if (kind !== 'holds') throw new Error('A badge of our own does not hold')
  })
  const badges = credentials.map(({ award: { achievement }, ...credential }) => ({
    ...achievement,
    credential,
  }))
  const drawn = await perSecond(badges.slice(0, 20), (badge) => badgeFile(badge, 'png'))
  const png = await perSecond(badges, (badge) => badgeFile(badge, 'png'))
  const svg = await perSecond(badges, (badge) => badgeFile(badge, 'svg'))
  return [
    { name: 'JWTs verified a second, status and all', measured: jwts.toFixed(0) },
    { name: 'embedded proofs verified a second', measured: proofs.toFixed(0) },
    { name: 'PNG files baked a second', measured: png.toFixed(0) },
    { name: 'SVG files baked a second', measured: svg.toFixed(0) },
    { name: 'PNG files a second, drawing included', measured: drawn.toFixed(0) },
  ]
}

/** Pages read one after the other, as a reader waits for them. */
async function measurePages({ url }: BenchSite, given: readonly Given[]) {
  const figures: Figure[] = []
  for (const name of ['first', 'again']) {
    const times: number[] = []
    const speed = await perSecond(given, async ({ token }) => {
      const start = performance.now()
      const response = await fetch(`${url}/b/${token}`, {
        headers: { accept: 'text/html', 'x-forwarded-for': `192.0.2.${times.length % 250}` },
      })
      await response.text()
      if (response.status !== 200) throw new Error(`A badge page answered ${response.status}`)
      times.push(performance.now() - start)
    })
    const p95 = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0
    figures.push(
      { name: `badge pages a second, ${name}`, measured: speed.toFixed(0) },
      { name: `badge page p95, ${name}`, measured: `${p95.toFixed(1)} ms` },
    )
  }
  return figures
}

/** Measures how fast badges are signed, awarded, verified, baked and shown. */
export async function benchBadges(): Promise<readonly Figure[]> {
  const site = await startBenchSite()
  try {
    const signing = await measureSigning(site)
    const { given, figure } = await giveBadges(site)
    const verifying = await measureVerifyingAndFiles(site)
    return [...signing, figure, ...verifying, ...(await measurePages(site, given))]
  } finally {
    await site.close()
  }
}
