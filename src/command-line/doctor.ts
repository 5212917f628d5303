import { pino } from 'pino'
import { connectChannels } from '../../bots/index.ts'
import { readConfig } from '../config.ts'
import { examine } from '../service/examine.ts'
import { runProgram } from './run-program.ts'

const marks = { good: 'good', note: 'note', mend: 'MEND' } as const
const askMilliseconds = 10_000

/** `npm run doctor`: looks at configuration, database, keys, webhooks and texts, and says what to mend. */
await runProgram(async () => {
  const config = readConfig()
  const unused = () => Promise.reject(new Error('Nothing is handled by the doctor.'))
  const clock = () => new Date()
  const channels = connectChannels(config.environment, {
    handle: unused,
    awardSheets: { open: unused, check: unused },
    reportStatus: unused,
    installations: { save: unused, find: unused, remove: unused },
    clock,
    log: pino({ level: 'silent' }),
    publicUrl: config.publicUrl,
  })
  const ask = (url: string) =>
    fetch(url, { signal: AbortSignal.timeout(askMilliseconds) }).then(
      ({ status }) => status,
      () => null,
    )
  const found = await examine({ config, channels, clock, ask })
  for (const { subject, outcome, says } of found) {
    console.log(`${marks[outcome]}  ${subject.padEnd(14)} ${says}`)
  }
  const broken = found.filter(({ outcome }) => outcome === 'mend').length
  return broken === 0 ? null : `${broken} to mend.`
})
