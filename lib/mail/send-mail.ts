import {
  BadRequestException,
  LimitExceededException,
  SESv2Client,
  SendEmailCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2'
import { clientConfig } from '../aws/client-config'
import { LoggableError } from '../observe/loggable-error'
import { measure } from '../observe/metrics'
import { senderOf } from './sender'

export const ses = new SESv2Client(clientConfig)

export type Mail = { to: string; subject: string; text: string }

/** An address that no mail will ever reach. */
export class AddressRefused extends LoggableError {
  override name = 'AddressRefused'
}

/** Whether SES takes nothing more from this shop for now, whoever it is to. */
export const isThrottled = (error: unknown) =>
  error instanceof TooManyRequestsException || error instanceof LimitExceededException

/** Nothing in it that a header takes for several addresses, a name or a comment. */
const oneAddress = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/

/** @throws AddressRefused, else what SES answers where it takes no mail just now; what it takes is on its way */
export async function sendMail({ to, subject, text }: Mail) {
  if (!oneAddress.test(to)) throw new AddressRefused('This is not one address')
  const sending = ses.send(
    new SendEmailCommand({
      FromEmailAddress: senderOf(process.env),
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
    }),
  )
  await sending.catch((error) => {
    throw error instanceof BadRequestException ? new AddressRefused('SES cannot read the address') : error
  })
}

/** As sendMail, for what nobody waits to hear of: false, and counted, where no mail will ever reach the address. */
export async function tryMail(mail: Mail): Promise<boolean> {
  try {
    await sendMail(mail)
    return true
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error
    measure({ MailsRefused: 1 })
    return false
  }
}
