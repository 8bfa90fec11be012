import * as z from 'zod'
import { EmailAddress } from '../checkout/checked-contact'
import { GivenToken } from '../token/token'
import commonPasswords from './common-passwords.json'

const shortest = 8
const longest = 128
const common = new Set(commonPasswords.passwords.split(' '))

const lengthOf = (password: string) => [...password].length
const isCommon = (password: string) => common.has(password.toLowerCase())

/** A password to be chosen: long, and none that is tried first. What it is made of is its owner's business. */
export const NewPassword = z
  .string('Choose a password.')
  .normalize('NFKC')
  .min(1, { error: 'Choose a password.', abort: true })
  .refine((text) => lengthOf(text) >= shortest, { error: `Use ${shortest} characters or more.`, abort: true })
  .refine((text) => lengthOf(text) <= longest, { error: `Use ${longest} characters at most.`, abort: true })
  .refine((text) => !isCommon(text), 'Many people use this one, so it is tried first. Choose another.')

const longestEmail = 254
/** One address and nothing around it, or a mail would go to others than the one that it signs in. */
const bare = /^[^@<>()[\]\\,;:"]*@?[^@<>()[\]\\,;:"]*$/u

/** An address as it reads, so that a mail goes to the one that the account has. */
const NewEmail = EmailAddress.normalize('NFKC')
  .max(longestEmail, `Use ${longestEmail} characters at most.`)
  .regex(bare, 'Write it like name@example.com.')

export const SignUpForm = z.object({ email: NewEmail, password: NewPassword })
export const ConfirmSignUpForm = z.object({ token: GivenToken, password: z.string().catch('') })

const password = z.string('Enter your password.').min(1, 'Enter your password.')
export const ChangePasswordForm = z.object({ current: password, password: NewPassword })
/** Whoever asks says once more who it is. */
export const ConfirmForm = z.object({ current: password })
export const DeleteAccountForm = ConfirmForm

const email = z
  .string('Enter your e-mail address.')
  .trim()
  .normalize('NFKC')
  .min(1, 'Enter your e-mail address.')
  .max(longestEmail, `Use ${longestEmail} characters at most.`)

/** Nothing more is said of what is wrong with it: whoever signs in is told the same of every address. */
export const SignInForm = z.object({ email, password })

export const AskForResetForm = z.object({ email })
export const ResetByCodeForm = z.object({
  email,
  code: z
    .string('Enter a recovery code.')
    .trim()
    .min(1, 'Enter a recovery code.')
    .max(64, 'Use 64 characters at most.'),
  password: NewPassword,
})
export const ResetByTokenForm = z.object({ token: GivenToken, password: NewPassword })
