import { randomBytes } from 'node:crypto'

/** Tokens and secrets of the three platforms, made anew for each run: they open nothing real. */
export interface Credentials {
  readonly telegram: { readonly botToken: string; readonly webhookSecret: string }
  readonly whatsapp: {
    readonly accountSid: string
    readonly authToken: string
    readonly from: string
  }
  readonly slack: { readonly botToken: string; readonly signingSecret: string }
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

/** Makes credentials in the form that each platform gives them. */
export function makeCredentials(): Credentials {
  return {
    telegram: { botToken: `700000000:${hex(18)}`, webhookSecret: hex(32) },
    whatsapp: { accountSid: `AC${hex(16)}`, authToken: hex(16), from: 'whatsapp:+31100000000' },
    slack: { botToken: `xoxb-${hex(12)}`, signingSecret: hex(16) },
  }
}
