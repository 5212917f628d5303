import type { Service } from './start-service.ts'

/** Says what to open, once everything runs. */
export function tellOperator(service: Service, write: (line: string) => void): void {
  write('')
  if (service.platform === null) {
    write(`Stapje is on at ${service.url} for ${service.channels.join(', ')}.`)
    write(`Health: ${service.url}/health/ready`)
    if (service.publicUrl === null) {
      write(`PUBLIC_URL is not set: links to badges and pictures point to ${service.url},`)
      write('which only this machine can open.')
    }
  } else {
    write('Stapje is on. No channel is set, so this is for trying it out:')
    write(`  open ${service.url} in a browser: three phones, a learner and a youth worker`)
    write('  or, in its place, talk in the terminal: npm run chat')
    write('Ctrl-C stops it. The data stay in the data folder for the next time.')
  }
  write('')
}
