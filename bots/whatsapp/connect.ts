import type { ChannelContext, ConnectChannel, ConnectedChannel } from '../channel.ts'
import { paceOf } from '../settings.ts'
import { twilioClient } from './client.ts'
import { examineWhatsApp } from './examine.ts'
import { readWhatsAppFile } from './read-file.ts'
import { sendWhatsApp } from './send.ts'
import { readWhatsAppSettings, type WhatsAppSettings } from './settings.ts'
import { Templates } from './templates.ts'
import { whatsAppWebhook } from './webhook.ts'

/** Connects WhatsApp through Twilio when its settings are there; it needs a public URL. */
export const connectWhatsapp: ConnectChannel = (environment, context) => {
  const settings = readWhatsAppSettings(environment, context.publicUrl)
  return settings && whatsAppChannel(settings, context)
}

/** The channel itself. Twilio is told of the webhook in its own console: there is nothing to start. */
export function whatsAppChannel(
  settings: WhatsAppSettings,
  context: ChannelContext,
): ConnectedChannel {
  const client = twilioClient(settings)
  const sender = {
    client,
    templates: new Templates(client, context),
    approved: settings.approved,
    from: settings.from,
    statusCallback: `${settings.publicUrl}/webhooks/whatsapp/status`,
    clock: context.clock,
  }
  return {
    name: 'whatsapp',
    pace: paceOf('whatsapp', settings.messagesPerSecond ?? null),
    router: whatsAppWebhook(settings, context),
    // The number is ours, and public: it is what people write to.
    chatLink: ({ typed }) => ({
      app: 'WhatsApp',
      url: `https://wa.me/${settings.from.replace(/\D/g, '')}?text=${encodeURIComponent(typed)}`,
    }),
    send: (outgoing) => sendWhatsApp(sender, outgoing),
    readFile: (url, mostBytes) => readWhatsAppFile(settings, url, mostBytes),
    examine: () => examineWhatsApp(client, settings),
    async start() {},
    async stop() {},
  }
}
