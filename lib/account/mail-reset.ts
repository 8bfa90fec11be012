import { resetAddress } from '../address'
import { sendMail } from '../mail/send-mail'
import { issueReset, resetSeconds } from './reset-link'
import { findAccount, nobody } from './store'

/**
 * Mails the account with this address a link by which its password can be replaced; to the address as it stands in the
 * account, since one that reads alike may be another's. Where there is none, the same is asked of the tables and nothing is sent.
 */
export async function mailReset(email: string, site: URL) {
  const { token, userName = nobody } = await issueReset(email)
  const account = await findAccount(userName, { consistent: true })
  if (!account?.email.includes('@')) return
  const link = new URL(resetAddress(token), site).href
  await sendMail({ to: account.email, subject: 'Choose a new password', text: textWith(link) })
}

const textWith = (link: string) => `Somebody, you we hope, asked for a new password for your account at Swoon.

Choose one here within ${resetSeconds / 60} minutes; it signs every device out:

${link}

If it was not you, there is nothing to do: your password stays as it is.
`
