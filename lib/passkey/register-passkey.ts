import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Account } from '../account/account'
import { type Asked, ask, challengeOf, credentialIn, type Place, unlessThrown, webAuthn } from './ceremony'
import { listPasskeys } from './list-passkeys'
import { credentialIdOf, handleOfPasskey, maxPasskeys } from './passkey'
import { addPasskey } from './store'

/** Asks a browser for a passkey of this account, other than those it has; undefined where it has as many as it may. */
export async function askForPasskey(account: Account, { hostname }: Place): Promise<Asked | undefined> {
  const passkeys = await listPasskeys(account.userName)
  if (passkeys.length >= maxPasskeys) return undefined
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Swoon',
    rpID: hostname,
    userName: account.email,
    userID: new TextEncoder().encode(account.userName),
    attestationType: 'none',
    excludeCredentials: passkeys.map((passkey) => ({ id: credentialIdOf(passkey) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return ask('register', options, account.userName)
}

type Answer = { token: string; response: string; name: string }

/** Keeps the passkey that a browser has made; false where it is not what was asked for. */
export async function registerPasskey(
  { userName }: Account,
  { token, response, name }: Answer,
  { origin, hostname }: Place,
): Promise<boolean> {
  const expectedChallenge = await challengeOf('register', token, userName)
  const answer = credentialIn<RegistrationResponseJSON>(response)
  if (!expectedChallenge || !answer) return false
  const { verifyRegistrationResponse } = await webAuthn()
  const expected = { expectedChallenge, expectedOrigin: origin, expectedRPID: hostname }
  const verified = await unlessThrown(verifyRegistrationResponse({ response: answer, ...expected }))
  if (!verified?.verified) return false
  const { credential } = verified.registrationInfo
  return addPasskey({
    handle: handleOfPasskey(credential.id),
    userName,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    name,
    createdAt: new Date().toISOString(),
  })
}
