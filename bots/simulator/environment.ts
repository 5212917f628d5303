import type { Environment } from '../../src/config.ts'
import type { SimulatedPlatform } from './platform.ts'
import { approvals } from './whatsapp/approved.ts'

/** The settings by which the real channels take the stand-in for their platforms. */
export function simulatedEnvironment({ apiUrl, credentials }: SimulatedPlatform): Environment {
  const { telegram, whatsapp, slack } = credentials
  return {
    TELEGRAM_BOT_TOKEN: telegram.botToken,
    TELEGRAM_WEBHOOK_SECRET: telegram.webhookSecret,
    TELEGRAM_API_ROOT: apiUrl,
    TWILIO_ACCOUNT_SID: whatsapp.accountSid,
    TWILIO_AUTH_TOKEN: whatsapp.authToken,
    TWILIO_WHATSAPP_FROM: whatsapp.from,
    TWILIO_API_ROOT: apiUrl,
    ...Object.fromEntries(approvals.map(({ setting, sid }) => [setting, sid])),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: `${apiUrl}/api/`,
  }
}
