import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { invitationHours, invite } from '../organisations/invite.ts'
import { prepareDatabase } from '../service/database.ts'
import { createUndoStack } from '../service/stack.ts'
import { runProgram } from './run-program.ts'

/** `npm run invite -- <organisation> worker|admin`: makes a code by which somebody joins an organisation. */
await runProgram(async () => {
  const [slug = '', role = 'worker'] = process.argv.slice(2)
  if (slug === '' || (role !== 'worker' && role !== 'admin')) {
    return 'Say for which organisation, and as what: npm run invite -- buurthuis-de-kade worker'
  }
  const undo = createUndoStack()
  try {
    const { db } = await prepareDatabase(readConfig(), pino({ level: 'silent' }), undo)
    const organisation = await db.organisation.findUnique({ where: { slug } })
    if (organisation === null) {
      const known = await db.organisation.findMany({ orderBy: { slug: 'asc' } })
      return `There is no organisation ${slug}. There are: ${known.map((each) => each.slug).join(', ')}`
    }
    const { code, expiresAt } = await invite(
      db,
      {
        clock: () => new Date(),
        randomBytes: (count) => randomBytes(count),
      },
      { organisationId: organisation.id, role },
    )
    console.log(`Invitation for ${organisation.name} (${role}): ${code}`)
    console.log(
      `They type to the bot, within ${invitationHours} hours (until ${expiresAt.toISOString()}):`,
    )
    console.log(`  /meedoen ${code}   or   /join ${code}`)
    return null
  } finally {
    await undo.undoAll()
  }
})
