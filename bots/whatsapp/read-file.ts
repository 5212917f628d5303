import { isOnServer, readPlatformFile } from '../read-platform-file.ts'
import type { WhatsAppSettings } from './settings.ts'

/** Reads what somebody sent along (Twilio, Media resource); null when it cannot be had. */
export async function readWhatsAppFile(
  { accountSid, authToken, apiRoot }: WhatsAppSettings,
  url: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  if (!isOnServer(url, apiRoot ?? 'https://api.twilio.com')) return null
  const account = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  return readPlatformFile(url, { authorization: `Basic ${account}` }, mostBytes)
}
