import {
  answerEndorsement,
  askEndorsement,
  confirmEndorsement,
} from '../../../src/badges/endorse.ts'
import { agreeToEvidence, offerEvidence } from '../../../src/badges/evidence.ts'
import type { NamedPages } from './public-page.ts'
import type { TestSite } from './test-site.ts'

const cafe = 'leercafe-de-derde-kop'

/** About as long as the form lets it be. */
const words = {
  name: 'Ria de Wit-van den Berg',
  organisation: 'Café-restaurant De Nieuwe Kade Zuid',
  comment:
    'Ze werkt rustig en snel, en ze onthoudt wie wat besteld had. Gasten vragen naar haar. Ze helpt ook wie nieuw is, zonder dat ik het haar vraag. Ik zou haar zo weer aannemen, ook voor de drukke zaterdagen in de zomer, als het terras vol zit en de keuken achterloopt.',
}
const note =
  'Serveerde vier zaterdagen een hele ochtend zelfstandig op het terras, met veertig gasten, en rekende aan het eind van de dag zelf de kas af. Alles klopte.'

type Shared = Awaited<ReturnType<TestSite['share']>>

/** What is behind a learner's link, in each state, and what an employer fills in there. */
export async function badgePages(site: TestSite): Promise<NamedPages> {
  const { db, clock } = site
  const compliment = await site.share({ badges: [['buurthuis-de-kade', 'eerste-stap']] })
  const skill = await site.share({
    badges: [[cafe, 'bestellen-en-serveren']],
    name: { kind: 'full', text: 'Wilhelmina Papadopoulou-van der Westerbrink' },
  })
  const full = await site.share({
    badges: [[cafe, 'bestellen-en-serveren']],
    name: { kind: 'full', text: 'Wilhelmina Papadopoulou-van der Westerbrink' },
  })
  await addEvidence(site, full)
  for (const _ of [1, 2]) await addEndorsement(site, full)
  const several = await site.share({
    badges: [
      [cafe, 'koffie-en-thee'],
      ['buurthuis-de-kade', 'hielp-mee'],
      [cafe, 'klaar-voor-het-cafe'],
    ],
    name: { kind: 'first', text: 'Samira' },
  })
  const coffee = [[cafe, 'koffie-en-thee']] as const
  const takenBack = await site.share({ badges: coffee })
  await db.award.updateMany({
    where: { personId: takenBack.personId },
    data: { revokedAt: clock.clock(), revokedReason: 'Per ongeluk gegeven', stands: null },
  })
  const suspended = await site.share({ badges: coffee })
  await db.award.updateMany({
    where: { personId: suspended.personId },
    data: { suspendedAt: clock.clock(), suspendedReason: 'Wordt nagekeken' },
  })
  const ended = await site.share({ badges: coffee })
  await db.share.update({ where: { id: ended.shareId }, data: { endedAt: clock.clock() } })
  const toEndorse = await site.share({ badges: coffee })
  const endorse = `/b/${toEndorse.token}/1/endorse`
  const asking = await site.share({ badges: coffee })
  const { awardId: askedOf } = await awardOf(site, asking)
  const asked = await askToConfirm(site, toEndorse)
  const confirmed = await addEndorsement(site, toEndorse)
  const onPaper = `${site.url}/b/`
  return {
    compliment: { path: `/b/${compliment.token}`, sheets: 1, onPaper },
    skill: { path: `/b/${skill.token}`, sheets: 1, onPaper },
    skillWithAll: { path: `/b/${full.token}`, has: 'figure + figure', onPaper },
    several: { path: `/b/${several.token}`, onPaper },
    takenBack: { path: `/b/${takenBack.token}`, sheets: 1, onPaper },
    suspended: { path: `/b/${suspended.token}`, has: '.void', sheets: 1, onPaper },
    ended: { path: `/b/${ended.token}`, status: 410 },
    unknown: { path: '/b/unknown', status: 404 },
    endorse: { path: endorse },
    endorseWrong: { path: endorse, send: { name: 'R' }, status: 422, has: '[role=alert]' },
    endorseAsked: {
      path: `/b/${asking.token}/1/endorse`,
      send: words,
      // One at a time may ask something of a learner.
      before: () => db.endorsement.deleteMany({ where: { awardId: askedOf } }),
    },
    endorseConfirm: { path: asked, has: 'blockquote' },
    endorseConfirmed: { path: confirmed },
  }
}

async function awardOf({ db }: TestSite, { personId }: Shared) {
  const award = await db.award.findFirstOrThrow({
    where: { personId },
    select: { id: true, achievement: { select: { organisationId: true } } },
  })
  return { awardId: award.id, organisationId: award.achievement.organisationId }
}

async function addEvidence(site: TestSite, shared: Shared): Promise<void> {
  const { db, deps } = site
  const { awardId, organisationId } = await awardOf(site, shared)
  const noteSealed = await deps.seals.seal('note', note)
  await db.award.update({ where: { id: awardId }, data: { noteSealed } })
  await db.$transaction(async (tx) => {
    await offerEvidence(tx, deps, { awardId, organisationId })
    await agreeToEvidence(tx, deps, { awardId, personId: shared.personId, agrees: true })
  })
}

/** An employer said something and the learner lets it show: the path by which the employer confirms it. */
async function askToConfirm(site: TestSite, shared: Shared): Promise<string> {
  const { db, deps } = site
  const { awardId } = await awardOf(site, shared)
  return db.$transaction(async (tx) => {
    const asked = await askEndorsement(tx, deps, { awardId, words, organisationId: null })
    const answer = await answerEndorsement(tx, deps, { ...asked, shows: true })
    if (answer.kind !== 'toConfirm') throw new Error('There is nothing to confirm')
    const { pathname, search } = new URL(answer.url)
    return `${pathname}${search}`
  })
}

async function addEndorsement(site: TestSite, shared: Shared): Promise<string> {
  const path = await askToConfirm(site, shared)
  const { pathname, searchParams } = new URL(path, site.url)
  await site.db.$transaction((tx) =>
    confirmEndorsement(tx, site.deps, {
      endorsementId: pathname.split('/').at(-1) ?? '',
      until: Number(searchParams.get('until')),
      proof: searchParams.get('proof') ?? '',
    }),
  )
  return path
}
