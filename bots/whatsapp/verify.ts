import twilio from 'twilio'

/** The header with Twilio's signature. */
export const signatureHeader = 'x-twilio-signature'

/** The fields of a form; a field that is there more than once has all its values. */
export type Form = Readonly<Record<string, string | string[]>>

/** Reads a form as Twilio signs it. */
export function readForm(rawBody: string): Form {
  const fields = new URLSearchParams(rawBody)
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const [only = '', ...others] = fields.getAll(name)
      return [name, others.length === 0 ? only : [only, ...others]]
    }),
  )
}

/**
 * Tells whether Twilio signed this form for this address: base64 of HMAC-SHA1 over the address and
 * the sorted fields.
 *
 * @param url the exact public address with its query, as it is known to Twilio.
 */
export function isFromTwilio(
  header: string | undefined,
  url: string,
  form: Form,
  authToken: string,
): boolean {
  return header !== undefined && twilio.validateRequest(authToken, header, url, { ...form })
}
