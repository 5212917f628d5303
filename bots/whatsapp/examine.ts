import type { Twilio } from 'twilio'
import { type Examined, examining } from '../../src/conversation/examined.ts'
import { approvedSettings } from './approved.ts'
import { readTwilioFailure } from './send.ts'
import type { WhatsAppSettings } from './settings.ts'

const whatsapp = examining('WhatsApp')

/** Asks Twilio whether the account is ours and active, and what became of the texts handed in. */
export async function examineWhatsApp(
  client: Twilio,
  { accountSid, approved, publicUrl }: WhatsAppSettings,
): Promise<readonly Examined[]> {
  try {
    const { status } = await client.api.v2010.accounts(accountSid).fetch()
    return [
      status === 'active'
        ? whatsapp.good('The account is active.')
        : whatsapp.mend(`The account is ${status}. Look in the Twilio console.`),
      whatsapp.note(
        `Twilio does not tell where it sends messages: see in its console that it is ${publicUrl}/webhooks/whatsapp (POST).`,
      ),
      ...(await Promise.all(
        approvedSettings.map((setting) => examineText(client, setting, approved.get(setting))),
      )),
    ]
  } catch (error) {
    const { code } = readTwilioFailure(error)
    return [
      whatsapp.mend(
        code === 'network'
          ? 'Twilio does not answer. May this machine ask api.twilio.com?'
          : `Twilio refuses the account (${code}). See TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in its console.`,
      ),
    ]
  }
}

/** Looks whether WhatsApp approved one text. */
async function examineText(
  client: Twilio,
  setting: string,
  sid: string | undefined,
): Promise<Examined> {
  if (sid === undefined) {
    return whatsapp.note(`${setting} is not set: after 24 hours this message is not sent here.`)
  }
  try {
    const { whatsapp: approval } = await client.content.v1.contents(sid).approvalFetch().fetch()
    const { status } = { status: 'unknown', ...approval }
    return status === 'approved'
      ? whatsapp.good(`${setting} is approved.`)
      : whatsapp.mend(
          `${setting} is ${status}. Hand it in, or wait, in Twilio's Content Template Builder.`,
        )
  } catch (error) {
    return whatsapp.mend(
      `${setting} names a text that Twilio does not know (${readTwilioFailure(error).code}).`,
    )
  }
}
