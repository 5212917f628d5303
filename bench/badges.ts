import { award } from '../src/badges/award.ts'
import { badgeFile } from '../src/badges/badge-files.ts'
import { createShare } from '../src/badges/share.ts'
import { signCredential, signJwt } from '../src/signing/sign-credential.ts'
import { createVerifyBadge } from '../src/verification/verify-badge.ts'
import { measurePages } from './badge-pages.ts'
import { measureStages } from './badge-stages.ts'
import { type BenchSite, startBenchSite } from './badges-site.ts'
import type { Figure } from './benchmark.ts'
import { foreignBadge } from './foreign-badge.ts'
import { unsignedCredentials } from './unsigned-credentials.ts'

/** Badges that are awarded, signed, verified and shown. */
const badgeCount = 300
const rounds = 5
/** Verified before it counts. */
const warmUp = 30

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
  const tokens: string[] = []
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
    if (outcome.kind === 'shared') tokens.push(outcome.url.split('/').at(-1) ?? '')
  }
  const figure = { name: 'badges awarded and stored a second', measured: speed.toFixed(0) }
  return { tokens, figure }
}

/** The verifier of `/verify` itself, from a text to the whole report. */
async function measureVerifying({ db, deps }: BenchSite): Promise<readonly Figure[]> {
  const credentials = await db.credential.findMany({ select: { jwt: true, document: true } })
  const foreign = await foreignBadge(deps)
  const verifyBadge = createVerifyBadge({ db, deps, fetch: foreign.fetch })
  const verify = async (text: string) => {
    const { report } = await verifyBadge({ kind: 'text', text })
    if (report.verdict !== 'holds') throw new Error(`A badge ${report.verdict}`)
  }
  const measure = async (name: string, texts: readonly string[]): Promise<Figure> => {
    await perSecond(texts.slice(0, warmUp), verify)
    return { name, measured: (await perSecond(texts, verify)).toFixed(0) }
  }
  const ours = credentials.map(({ jwt }) => jwt)
  const documents = credentials.map(({ document }) => JSON.stringify(document))
  const others = Array.from({ length: badgeCount }, () => foreign.jwt)
  return [
    await measure('our JWTs verified a second', ours),
    await measure('our JSON-LD documents verified a second', documents),
    await measure('JWTs of others verified a second, status list included, network not', others),
  ]
}

async function measureFiles({ db }: BenchSite): Promise<readonly Figure[]> {
  const credentials = await db.credential.findMany({
    select: {
      jwt: true,
      document: true,
      award: { select: { achievement: { select: { kind: true, topic: true } } } },
    },
  })
  const badges = credentials.map(({ award: { achievement }, ...credential }) => ({
    ...achievement,
    credential,
  }))
  const drawn = await perSecond(badges.slice(0, 20), (badge) => badgeFile(badge, 'png'))
  const png = await perSecond(badges, (badge) => badgeFile(badge, 'png'))
  const svg = await perSecond(badges, (badge) => badgeFile(badge, 'svg'))
  return [
    { name: 'PNG files baked a second', measured: png.toFixed(0) },
    { name: 'SVG files baked a second', measured: svg.toFixed(0) },
    { name: 'PNG files a second, drawing included', measured: drawn.toFixed(0) },
  ]
}

/** Measures how fast badges are signed, awarded, verified, baked and shown. */
export async function benchBadges(): Promise<readonly Figure[]> {
  const site = await startBenchSite()
  try {
    const signing = await measureSigning(site)
    const { tokens, figure } = await giveBadges(site)
    return [
      ...signing,
      figure,
      ...(await measureStages(site)),
      ...(await measureVerifying(site)),
      ...(await measureFiles(site)),
      ...(await measurePages(site.url, tokens)),
    ]
  } finally {
    await site.close()
  }
}
