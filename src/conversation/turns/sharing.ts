import { answerSharing, ownSharing } from '../../learners/sharing.ts'
import { encodeChoice } from '../choice.ts'
import { tellWorkers } from '../notices/tell-workers.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Shows a learner who can see what of them, with a way to stop each. */
export async function sharingTurn(turn: Turn): Promise<TurnResult> {
  const { tx, person, now } = turn
  const { personId } = person
  const sharing = await ownSharing(tx, personId)
  const links = await tx.share.count({
    where: { personId, endedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
  })
  const aboutLinks = links === 0 ? [] : [text('sharing.links', { count: links })]
  if (sharing.length === 0) {
    return { replies: [reply({ paragraphs: [text('sharing.nobody'), ...aboutLinks] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [text('sharing.list')],
        cards: sharing.map(({ id, organisationName, status }, index) => ({
          title: organisationName,
          lines: [text(`sharing.status.${status}`)],
          choices:
            status === 'given'
              ? [
                  {
                    label: text('sharing.choice.stop', { number: index + 1 }),
                    value: encodeChoice({ kind: 'withdrawSharing', id }),
                  },
                ]
              : [
                  {
                    label: text('sharing.choice.yes'),
                    value: encodeChoice({ kind: 'allowSharing', id }),
                  },
                ],
        })),
        closing: aboutLinks,
      }),
    ],
  }
}

/** Takes a learner's yes, no, or taking it back. A yes is told to who asked; a no is the learner's own. */
export function answerSharingTurn(answer: 'given' | 'refused' | 'withdrawn') {
  return async (turn: Turn, sharingId: string): Promise<TurnResult> => {
    const { tx, now, person } = turn
    const said = { sharingId, personId: person.personId, answer, now }
    const about = await answerSharing(tx, said)
    if (about === null) return { replies: [reply({ paragraphs: [text('sharing.gone')] })] }
    const { organisationId, organisationName: organisation } = about
    if (answer === 'given') {
      const news = text('learner.nowShared', { code: person.learnerCode, organisation })
      await tellWorkers(tx, organisationId, { replies: [reply({ paragraphs: [news] })], now })
    }
    return { replies: [reply({ paragraphs: [text(`sharing.${answer}`, { organisation })] })] }
  }
}
