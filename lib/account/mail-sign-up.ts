import { resetAddress, signInAddress, signUpLinkAddress } from '../address'
import { type Mail, sendMail } from '../mail/send-mail'
import { handleOfEmail } from './handle'
import { findAccount, findSignIn, nobody } from './store'
import { issueToken } from './tokens'

/** Of the password its hash alone is kept until the link is opened. */
export type AskedSignUp = { email: string; passwordHash: string; userName: string }

/** Long enough for a mail to arrive and be read. */
export const signUpSeconds = 60 * 60

/**
 * Mails an address that has no account the link that makes one, and the account of one that has where to sign in. The same is
 * asked of the tables, and one mail sent, either way. `userName` is whose browser it was asked in.
 */
export async function mailSignUp({ email, passwordHash, userName }: AskedSignUp, site: URL) {
  const signIn = await findSignIn(handleOfEmail(email))
  const account = await findAccount(signIn?.userName ?? nobody, { consistent: true })
  // What is issued for an address that has an account is sent to nobody and stands for nothing.
  const [asker, data] = account ? [] : [userName, { email, passwordHash }]
  const token = await issueToken('verify', asker, signUpSeconds, data)
  const mail = account ? knownMail(site) : newMail(new URL(signUpLinkAddress(token), site).href)
  await sendMail({ to: account?.email ?? email, ...mail })
}

type Letter = Omit<Mail, 'to'>

const newMail = (link: string): Letter => ({
  subject: 'Finish signing up',
  text: `Somebody, you we hope, asked for an account at Swoon with this address.

Finish it here within ${signUpSeconds / 60} minutes:

${link}

If it was not you, there is nothing to do: no account is made without this link.
`,
})

const knownMail = (site: URL): Letter => ({
  subject: 'You have an account already',
  text: `Somebody, you we hope, asked for an account at Swoon with this address, which has one already.

Sign in to it:

${new URL(signInAddress, site).href}

Or choose another password:

${new URL(resetAddress(), site).href}

If it was not you, there is nothing to do: nothing has changed.
`,
})
