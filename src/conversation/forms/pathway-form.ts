import { z } from 'zod'
import { achievementsOf } from '../../badges/find-achievement.ts'
import { makePathway } from '../../badges/make-pathway.ts'
import { reply, text } from '../reply.ts'
import { defineForm } from './define-form.ts'
import type { Filling, FormStep } from './form.ts'

const draft = z.object({
  name: z.string(),
  steps: z.array(z.uuid()),
  needed: z.int().nonnegative(),
})
type Draft = z.infer<typeof draft>

const longestNameCharacters = 60
const mostBadges = 20

const badgesOf = async ({ turn, actingFor }: Filling) =>
  (await achievementsOf(turn.tx, actingFor.organisationId)).slice(0, mostBadges)

const nameStep: FormStep<Draft> = {
  name: 'name',
  label: 'pathway.labelName',
  ask: () => ({ paragraphs: [text('pathway.askName')], choices: [] }),
  read(answer, known) {
    const name = answer.kind === 'typed' ? answer.text.trim() : ''
    return name === '' || name.length > longestNameCharacters
      ? { kind: 'again', why: text('pathway.again', { most: longestNameCharacters }) }
      : { kind: 'taken', draft: { ...known, name } }
  },
}

const stepsStep: FormStep<Draft> = {
  name: 'steps',
  label: 'pathway.labelSteps',
  takesNumbers: true,
  async ask(_, filling) {
    const badges = await badgesOf(filling)
    if (badges.length < 2) return { paragraphs: [text('pathway.tooFew')], choices: [] }
    return {
      paragraphs: [
        text('pathway.askSteps'),
        ...badges.map(({ name }, index) =>
          text('pathway.stepLine', { number: index + 1, name: { kind: 'either', ...name } }),
        ),
      ],
      choices: [],
    }
  },
  async read(answer, known, filling) {
    const badges = await badgesOf(filling)
    const typed = answer.kind === 'typed' ? answer.text : ''
    const numbers = [...new Set((typed.match(/\d+/g) ?? []).map(Number))]
    const steps = numbers.map((number) => badges[number - 1]?.achievementId)
    const found = steps.filter((step) => step !== undefined)
    return found.length < 2 || found.length < steps.length
      ? { kind: 'again', why: text('pathway.againSteps') }
      : { kind: 'taken', draft: { ...known, steps: found } }
  },
}

const neededStep: FormStep<Draft> = {
  name: 'needed',
  label: 'pathway.labelNeeded',
  takesNumbers: true,
  ask: ({ steps }) => ({
    paragraphs: [text('pathway.askNeeded', { count: steps.length })],
    choices: [],
  }),
  read(answer, known) {
    const [typed = ''] = (answer.kind === 'typed' ? answer.text : '').match(/\d+/) ?? []
    const needed = Number(typed)
    const count = known.steps.length
    return needed < 1 || needed > count
      ? { kind: 'again', why: text('pathway.againNeeded', { count }) }
      : { kind: 'taken', draft: { ...known, needed } }
  },
}

/** `/pathway new`: a name, badges of the organisation, and how many of them are enough. */
export const pathwayForm = defineForm<Draft>({
  name: 'pathway',
  role: 'admin',
  command: { name: 'pathway', action: 'new' },
  draft,
  empty: { name: '', steps: [], needed: 0 },
  steps: [nameStep, stepsStep, neededStep],
  saveLabel: 'pathway.save',
  async preview({ name, steps, needed }, filling) {
    const { locale } = filling.turn
    const badges = await badgesOf(filling)
    const items = steps.flatMap(
      (id) => badges.find(({ achievementId }) => achievementId === id)?.name[locale] ?? [],
    )
    return {
      paragraphs: [
        text('pathway.preview', {
          name,
          needed: Math.min(needed, steps.length),
          count: steps.length,
          names: { kind: 'list', items },
        }),
      ],
    }
  },
  async save({ name, steps, needed }, { turn, actingFor }) {
    await makePathway(turn.tx, turn.deps, {
      organisationId: actingFor.organisationId,
      actorId: turn.person.personId,
      name,
      stepIds: steps,
      // The badges may have been changed after the number was said.
      stepsNeeded: Math.min(needed, steps.length),
    })
    return { replies: [reply({ paragraphs: [text('pathway.made', { name })] })] }
  },
})
