import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { type ChoiceMeaning, decodeChoice, type IdAction } from '../../src/conversation/choice.ts'
import { readState } from '../../src/conversation/state.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { testSecret } from '../support/deps.ts'
import { linesOfMessage, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { credentialBy } from '../verification/support/credentials.ts'
import { siteIssuer } from '../verification/support/issuers.ts'

type Kind = ChoiceMeaning['kind']

/** How somebody comes to a choice: words that they type, or the number of another choice. */
type Way = readonly (string | { readonly choose: Kind })[]

const found: Way = ['koken zaterdag in Charlois']
const badge: Way = ['ik ben vandaag buiten geweest']
const options: Way = [...badge, 'mijn badges', { choose: 'badgeOptions' }]
const managed: Way = [...options, { choose: 'manageBadges' }, { choose: 'manageBadge' }]
const signUp: Way = [...found, { choose: 'signUp' }]
const story: Way = ['mijn verhaal', 'Ik leerde koken voor een grote groep. Nu durf ik thuis meer.']

/** Where a badge of somebody else stands. */
const badgeElsewhere = 'https://school.example/b/barista.jwt'

/**
 * Choices that a learner cannot come to alone, within a minute: a worker's, those about a worker's
 * question, and those for which days pass. The transcripts of workers, sessions and reminders type them.
 * `help` is on no screen.
 */
type Elsewhere =
  | 'help'
  | 'howWasIt'
  | 'actFor'
  | 'command'
  | 'form'
  | 'disconnect'
  | 'decline'
  | 'keepAfterAll'
  | 'leaveIt'
  | 'talkToPerson'
  | 'showEndorsement'
  | 'refuseEndorsement'
  | 'agreeEvidence'
  | 'refuseEvidence'
  | IdAction

/** A way to every other kind of choice: leaving one out does not compile. */
const ways: Readonly<Record<Exclude<Kind, Elsewhere>, Way>> = {
  signUp: found,
  more: found,
  anotherDay: found,
  searchDays: [...found, { choose: 'anotherDay' }],
  weeklyTip: found,
  // The badge of a first time is on the screen after it; the second time there is none.
  cancelSignup: [...signUp, ...signUp],
  forMe: ['hulp'],
  whyForMe: ['iets voor mij'],
  recommendations: ['iets voor mij', { choose: 'whyForMe' }],
  myBadges: ['hoi'],
  example: ['hoi'],
  setLanguage: ['hoi'],
  share: badge,
  shareName: [...badge, { choose: 'share' }],
  endShare: [...badge, { choose: 'share' }, { choose: 'shareName' }],
  storyYes: story,
  storyNo: story,
  storyWithdraw: [...story, { choose: 'storyYes' }],
  shareUntil: [
    ...badge,
    { choose: 'share' },
    { choose: 'shareName' },
    { choose: 'labelShare' },
    'voor mijn werk',
  ],
  labelShare: [...badge, { choose: 'share' }, { choose: 'shareName' }],
  badgeOptions: [...badge, 'mijn badges'],
  shareAll: options,
  shareAllName: [...options, { choose: 'shareAll' }],
  badgesFile: options,
  myLinks: options,
  manageBadges: options,
  manageBadge: [...options, { choose: 'manageBadges' }],
  hideBadge: managed,
  deleteBadge: managed,
  surelyDelete: [...managed, { choose: 'deleteBadge' }],
  unhideBadge: [
    ...managed,
    { choose: 'hideBadge' },
    'mijn badges',
    { choose: 'badgeOptions' },
    { choose: 'manageBadges' },
  ],
  forget: ['vergeet mij'],
  forgetNot: ['vergeet mij'],
  compliments: ['help'],
  removeImport: [badgeElsewhere],
  start: ['stop'],
}

const isKind = (kind: string): kind is keyof typeof ways => Object.hasOwn(ways, kind)
const kinds = Object.keys(ways).filter(isKind)

const seals = createSeals(testSecret)
let service: TestService
let nextPerson = 500

beforeAll(async () => {
  service = await startTestService()
  const issuer = await siteIssuer(service.web, 'school.example')
  service.web.put(badgeElsewhere, await issuer.sign(credentialBy(issuer.id)))
})
afterAll(() => service.close())

describe.each(simulatedChannels)('on %s', (channel) => {
  /** Somebody new, who types, and sees what came of it. */
  function somebody() {
    nextPerson += 1
    const address = madeUpAddress(channel, nextPerson)
    const person = service.platform.person({ channel, address })
    const offered = async () => {
      const { conversation } = await service.db.channelIdentity.findUniqueOrThrow({
        where: {
          channel_addressLookup: { channel, addressLookup: seals.lookup(channel, address) },
        },
        select: { conversation: { select: { state: true } } },
      })
      return readState(conversation?.state).choices.map(({ value }) => decodeChoice(value)?.kind)
    }
    const type = async (words: string) => {
      const before = person.messages().length
      expect(await person.say(words)).toBe(200)
      await untilDelivered(service)
      return person
        .messages()
        .slice(before)
        .filter(({ from }) => from === 'bot')
        .flatMap(linesOfMessage)
    }
    const choose = async (kind: Kind) => {
      const at = (await offered()).indexOf(kind)
      expect(at, `${kind} is not on the screen`).toBeGreaterThanOrEqual(0)
      return type(String(at + 1))
    }
    return { type, choose }
  }

  it.each(kinds)('%s can be typed as a number', async (kind) => {
    const { type, choose } = somebody()
    for (const step of ways[kind]) {
      await (typeof step === 'string' ? type(step) : choose(step.choose))
    }
    const read = (await choose(kind)).join('\n')
    expect(read).not.toBe('')
    expect(read).not.toMatch(/staat niet in mijn lijstje|begrijp ik nog niet|werkt niet meer/)
  })
})
