import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { clientConfig } from '../aws/client-config'

const ses = new SESv2Client(clientConfig)

export type Mail = { to: string; subject: string; text: string }

/** Whether this shop can send mail: where it cannot, nothing of it offers to. */
export const sendsMail = () => senderOf(process.env) !== undefined

/** From an address that SES knows, or from any of a domain that it knows. */
export function senderOf({ EMAIL_SENDER }: Record<string, string | undefined>) {
  const sender = EMAIL_SENDER?.trim()
  if (!sender) return undefined
  return `Swoon <${sender.includes('@') ? sender : `shop@${sender}`}>`
}

/** @throws what SES answers where it takes no such mail; what it takes is on its way */
export async function sendMail({ to, subject, text }: Mail) {
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: senderOf(process.env),
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
    }),
  )
}
